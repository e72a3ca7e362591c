// Opens the visitor's page and its map, on a page of our own or inside another site.
import { loadSymbols } from './api/answers.ts';
import { city } from './state/answers.ts';
import type { Stop } from './state/cell.ts';
import { language } from './state/language.ts';
import { canDraw } from './state/view.ts';
import { build, keepAddress, restore, type Door } from './visitor/page.ts';

const GAP = 24;
/** The legend in the corner of a wide map. */
const LEGEND = 264;
const covered = () => ({ top: GAP, bottom: GAP, left: GAP, right: matchMedia('(min-width: 1100px)').matches ? LEGEND : GAP });

async function startMap(map: HTMLElement): Promise<Stop> {
  try {
    const { startMap: start, useWorker } = await import('./map/map.ts');
    if (!__VENDORED_MAPLIBRE__) useWorker((await import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url')).default);
    const drawn = await start(map, covered);
    return () => drawn.remove();
  } catch (cause) {
    console.warn('the map cannot be drawn here', cause);
    canDraw.set(false);
    return () => {};
  }
}

/** The city must be known by now. What is returned takes the page down. */
export async function open(root: HTMLElement, door: Door): Promise<() => Promise<void>> {
  const map = document.getElementById('map')!;
  document.documentElement.classList.add('visitor');
  await restore(location.hash);
  document.title = [city.get()!.name, 'SIGIS'].filter(Boolean).join(' · ');
  const back = () => void restore(location.hash);
  addEventListener('popstate', back);
  const stops = [
    language.subscribe((word) => (document.documentElement.lang = word)),
    build(root, map, door),
    keepAddress(),
    () => removeEventListener('popstate', back),
  ];
  void loadSymbols();
  const ground = startMap(map);
  return async () => {
    (await ground)();
    stops.forEach((stop) => stop());
    map.replaceChildren();
    document.body.prepend(map);
    document.documentElement.classList.remove('visitor');
    root.replaceChildren();
  };
}
