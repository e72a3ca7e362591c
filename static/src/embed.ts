// The public map for other sites: facilities and boundaries, in plain TypeScript. What is tapped is told in a note;
// no panel, no login, nothing kept.
import './app.css';
import './embed.css';
import { loadCity, loadSymbols } from './api/answers.ts';
import { facility } from './api/details.ts';
import { tellIdle } from './idle.ts';
import { city } from './state/answers.ts';
import { language } from './state/language.ts';
import { show } from './state/layers.ts';
import { selection, type Selection } from './state/selection.ts';
import { read } from './state/url.ts';
import { camera, canDraw } from './state/view.ts';
import { learn, t } from './words/words.ts';

const GAP = { top: 16, right: 16, bottom: 16, left: 16 };
const note = document.getElementById('note')!;

/** User text enters the page only as text. */
function say(title: string, lines: (string | null)[]): void {
  const head = document.createElement('h1');
  head.textContent = title;
  const body = lines.filter((line) => line !== null && line !== '').map((line) => {
    const p = document.createElement('p');
    p.textContent = line;
    return p;
  });
  const link = document.createElement('a');
  link.href = `/${location.hash}`;
  link.target = '_blank';
  link.textContent = t('open_full');
  note.replaceChildren(head, ...body, link);
}

/** Whose ground it is. */
function credit(): void {
  const { basemap } = city.get()!;
  if (basemap.kind === 'plain' || !basemap.attribution) return;
  const line = document.createElement('p');
  line.id = 'credit';
  line.textContent = basemap.attribution;
  document.body.append(line);
}

async function tell(picked: Selection): Promise<void> {
  const here = city.get()!;
  if (picked.kind !== 'facility') return say(here.name || 'SIGIS', [t('embed_help'), here.simulated ? t('simulated') : null]);
  try {
    const place = await facility(picked.code);
    say(place.name, [place.address, place.hours, place.phone]);
  } catch {
    say(here.name || 'SIGIS', [t('out_of_reach')]);
  }
}

async function start(): Promise<void> {
  const page = read(location.hash);
  await learn(page.language).catch(() => {});
  language.set(page.language);
  document.documentElement.lang = page.language;
  camera.set(page.camera);
  tellIdle();
  await Promise.all([loadCity(), loadSymbols()]);
  show('facilities', { on: true });
  selection.subscribe((picked) => void tell(picked));
  credit();
  const { startMap, useWorker } = await import('./map/map.ts');
  if (!__VENDORED_MAPLIBRE__) useWorker((await import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url')).default);
  await startMap(document.getElementById('map')!, () => GAP);
}

start().catch(() => {
  canDraw.set(false);
  say(city.get()?.name || 'SIGIS', [t(city.get() ? 'embed_no_map' : 'out_of_reach')]);
});
