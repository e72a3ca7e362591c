// Start: token, address, city, panels, then the map. Each part works when a later one fails.
import './app.css';
import { mount } from 'svelte';
import { followAll, loadCity, loadSymbols } from './api/answers.ts';
import { useToken } from './api/client.ts';
import { live } from './api/live.ts';
import { tellIdle } from './idle.ts';
import App from './panels/App.svelte';
import { covered } from './panels/covered.ts';
import * as answers from './state/answers.ts';
import { playing, tick } from './state/clock.ts';
import { lastWeeks } from './state/days.ts';
import { ask, filters } from './state/filters.ts';
import { show } from './state/layers.ts';
import { language } from './state/language.ts';
import { canDraw, thematic } from './state/view.ts';
import { follow, restore } from './state/page.ts';
import { read } from './state/url.ts';
import { learn, t } from './words/words.ts';

const FRAME_MS = 900;
const FIRST_WEEKS = 4;

/** Takes `#token=` out of the address and keeps it for this tab only; the view that the link shows stays. */
function takeToken(): void {
  const words = new URLSearchParams(location.hash.slice(1));
  const given = words.get('token');
  if (given) {
    words.delete('token');
    sessionStorage.setItem('sigis-token', given);
    history.replaceState(null, '', location.pathname + location.search + (words.size ? `#${words}` : ''));
  }
  useToken(sessionStorage.getItem('sigis-token'));
}

/** The first view without a click: the last complete weeks for those who may count, places for the others. */
function firstView(linked: boolean): void {
  const city = answers.city.get()!;
  const end = [city.as_of, city.span?.to].filter((day) => day != null).sort().at(-1);
  if (city.span && end && !filters.get().from && !filters.get().to) ask(lastWeeks(end, FIRST_WEEKS));
  if (linked) return;
  const who = answers.session.get();
  if (!who?.can.counts) show('facilities', { on: true });
  // The cases of one facility belong to no population: a map by rate would be empty.
  else if (who.role === 'facility') thematic.set({ ...thematic.get(), indicator: 'cases' });
}

/** Puts the view of an address in place, with the words of its language. */
async function go(hash: string): Promise<void> {
  await learn(read(hash).language).catch(() => {});
  restore(hash);
}

async function startMap(): Promise<void> {
  try {
    const { startMap: start, useWorker } = await import('./map/map.ts');
    if (!__VENDORED_MAPLIBRE__) useWorker((await import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url')).default);
    await start(document.getElementById('map')!, covered);
  } catch (cause) {
    console.warn('the map cannot be drawn here', cause);
    canDraw.set(false);
  }
}

async function start(): Promise<void> {
  takeToken();
  const linked = location.hash.length > 1;
  await go(location.hash);
  language.subscribe((word) => (document.documentElement.lang = word));
  const root = document.getElementById('app')!;
  try {
    await loadCity();
  } catch {
    root.querySelector('.boot')!.textContent = t('boot_failed');
    setTimeout(() => void start(), 5000);
    return;
  }
  document.title = [answers.city.get()!.name, 'SIGIS'].filter(Boolean).join(' · ');
  firstView(linked);
  root.replaceChildren();
  mount(App, { target: root });
  followAll();
  follow({
    push: (fragment) => history.pushState(null, '', fragment),
    replace: (fragment) => history.replaceState(null, '', fragment),
  });
  addEventListener('popstate', () => void go(location.hash));
  tellIdle();
  void loadSymbols();
  void startMap();
  void live(new AbortController().signal);
  answers.version.subscribe((now) => now > answers.city.get()!.version && void loadCity().catch(() => {}));
  // A frame waits for the answers of the one before: map, curve and numbers never show different periods.
  setInterval(() => playing.get() && answers.open.get() === 0 && tick(), FRAME_MS);
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js');
}

void start();
