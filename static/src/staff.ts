// Opens the map of those who work with the data: the panels first, then the map. Each part works when a later one
// fails.
import { mount } from 'svelte';
import { followAll, loadSymbols } from './api/answers.ts';
import App from './panels/App.svelte';
import { covered } from './panels/covered.ts';
import * as answers from './state/answers.ts';
import { playing, tick } from './state/clock.ts';
import { lastWeeks } from './state/days.ts';
import { ask, filters } from './state/filters.ts';
import { language } from './state/language.ts';
import { show } from './state/layers.ts';
import { follow, restore } from './state/page.ts';
import { read } from './state/url.ts';
import { canDraw, thematic } from './state/view.ts';
import { learn } from './words/words.ts';

const FRAME_MS = 900;
const FIRST_WEEKS = 4;

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

/** The city and the session must be known by now. */
export async function open(root: HTMLElement): Promise<void> {
  await go(location.hash);
  language.subscribe((word) => (document.documentElement.lang = word));
  document.title = [answers.city.get()!.name, 'SIGIS'].filter(Boolean).join(' · ');
  firstView(location.hash.length > 1);
  root.replaceChildren();
  mount(App, { target: root });
  followAll();
  follow({
    push: (fragment) => history.pushState(null, '', fragment),
    replace: (fragment) => history.replaceState(null, '', fragment),
  });
  addEventListener('popstate', () => void go(location.hash));
  void loadSymbols();
  void startMap();
  // A frame waits for the answers of the one before: map, curve and numbers never show different periods.
  setInterval(() => playing.get() && answers.open.get() === 0 && tick(), FRAME_MS);
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js');
}
