// All facilities with their places, fetched once; how far each is from a person is computed here and nowhere else.
import { ask } from '../api/client.ts';

export interface Place {
  code: string;
  name: string;
  type: string;
  address: string | null;
  lon: number;
  lat: number;
}

interface Page {
  features: { geometry: { coordinates: [number, number] } | null; properties: { code: string; name: string; type: string; address?: string | null } }[];
  next?: string | null;
}

const EARTH_METRES = 6_371_008.8;
const PAGE = 1000;
const MOST_PAGES = 20;

/** The distance on a sphere, in metres. */
export function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const rad = Math.PI / 180;
  const high = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2;
  const wide = Math.sin(((b.lon - a.lon) * rad) / 2) ** 2 * Math.cos(a.lat * rad) * Math.cos(b.lat * rad);
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(high + wide)));
}

let kept: Promise<Place[]> | undefined;

/** Every facility that has a point. A failed request is forgotten, so that the next wish asks again. */
export function places(): Promise<Place[]> {
  kept ??= load().catch((cause: unknown) => {
    kept = undefined;
    throw cause;
  });
  return kept;
}

async function load(): Promise<Place[]> {
  const all: Place[] = [];
  const query = new URLSearchParams({ limit: String(PAGE) });
  for (let page = 0; page < MOST_PAGES; page++) {
    const { features, next } = (await (await ask('/api/layers/facilities.geojson', query)).json()) as Page;
    for (const { geometry, properties } of features) {
      const { code, name, type, address } = properties;
      if (geometry) all.push({ code, name, type, address: address ?? null, lon: geometry.coordinates[0], lat: geometry.coordinates[1] });
    }
    const cursor = next && new URL(next, location.origin).searchParams.get('cursor');
    if (!cursor) break;
    query.set('cursor', cursor);
  }
  return all;
}

const plain = (text: string) => text.toLocaleLowerCase('id').normalize('NFKD').replaceAll(/[^\p{L}\p{N} ]/gu, '');

/** Facilities whose name, address or type holds every word that was typed. */
export function matching(all: readonly Place[], text: string, typeName: (code: string) => string): Place[] {
  const words = plain(text).split(' ').filter(Boolean);
  if (!words.length) return [];
  return all.filter((place) => {
    const held = plain(`${place.name} ${place.address ?? ''} ${typeName(place.type)}`);
    return words.every((word) => held.includes(word));
  });
}

/** The nearest ones, with their distance. */
export function nearest(all: readonly Place[], here: { lon: number; lat: number }, most: number): (Place & { away: number })[] {
  return all.map((place) => ({ ...place, away: metres(here, place) })).sort((a, b) => a.away - b.away).slice(0, most);
}
