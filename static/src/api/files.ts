// What a person takes along: tables, the line of a layer, the picture of the map.
import { city } from '../state/answers.ts';
import { period } from '../state/clock.ts';
import { filters, toQuery } from '../state/filters.ts';
import { language } from '../state/language.ts';
import { coverageBy, LAYERS, layers, reach, type LayerId } from '../state/layers.ts';
import { inSight, mapLevel, tableBy, thematic } from '../state/view.ts';
import { legendQuery } from './answers.ts';
import { ask } from './client.ts';
import { hand } from './hand.ts';

const INDONESIA = [95, -11, 141, 6] as const;

export type TableFormat = 'csv' | 'xlsx';

function words() {
  return { ...filters.get(), ...(period.get() ?? {}) };
}

function stamp(): string {
  const days = period.get();
  const name = (city.get()?.name ?? 'sigis').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return days ? `${name}-${days.from}-${days.to}` : name;
}

/** The recap as a file. */
export function saveTable(format: TableFormat): Promise<void> {
  const query = toQuery(words());
  query.set('by', tableBy.get());
  query.set('lang', language.get());
  return save(`/api/table.${format}`, query, `rekap-${tableBy.get()}-${stamp()}.${format}`);
}

const PAGE = 10_000;
const MOST_PAGES = 20;

interface FeaturePage {
  features: unknown[];
  next?: string | null;
}

/** One layer as GeoJSON, all its pages in one file. */
export async function saveLayer(id: LayerId): Promise<void> {
  const query = id === 'cases' || id === 'districts' ? toQuery(words()) : new URLSearchParams();
  if (id === 'districts') query.set('level', mapLevel.get());
  query.set('limit', String(PAGE));
  const features: unknown[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = (await (await ask(`/api/layers/${id}.geojson`, query)).json()) as FeaturePage;
    features.push(...answer.features);
    const cursor = answer.next && new URL(answer.next, location.origin).searchParams.get('cursor');
    if (!cursor) break;
    query.set('cursor', cursor);
  }
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  hand(new Blob([text], { type: 'application/geo+json' }), `${id}-${stamp()}.geojson`);
}

/** The map as the server draws it, with title, legend, scale, source and date. */
export function pictureQuery(width: number, height: number): URLSearchParams {
  const how = { ...thematic.get(), by: mapLevel.get() };
  const query = legendQuery(how, words());
  query.set('level', how.by);
  const box = inSight.get() ?? city.get()?.bounds ?? INDONESIA;
  query.set('bbox', box.map((n) => n.toFixed(5)).join(','));
  query.set('width', String(width));
  query.set('height', String(height));
  query.set('layers', LAYERS.filter((id) => id !== 'findings' && layers.get()[id].on).join(',') || 'districts');
  if (layers.get().coverage.on) {
    if (coverageBy.get() === 'radius') query.set('radius', String(reach.get().radius));
    else query.set('source', coverageBy.get());
    // The same word would hide the other facilities.
    if (!layers.get().facilities.on) query.set('type', coverageBy.get() === 'radius' ? reach.get().type : 'puskesmas');
  }
  query.set('lang', language.get());
  return query;
}

export function savePicture(): Promise<void> {
  return save('/map.png', pictureQuery(1600, 1000), `peta-${stamp()}.png`);
}

/** The same picture for a browser that cannot draw the map; the caller revokes the address. */
export async function picture(width: number, height: number): Promise<string> {
  return URL.createObjectURL(await (await ask('/map.png', pictureQuery(width, height))).blob());
}

/** Fetches with the token of the tab (a plain link could not carry it) and hands the file to the browser. */
async function save(path: string, query: URLSearchParams, name: string): Promise<void> {
  hand(await (await ask(path, query)).blob(), name);
}
