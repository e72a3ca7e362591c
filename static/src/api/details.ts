// One thing each: the details that the side panel shows, and search.
import type { Bounds } from '../state/answers.ts';
import { toQuery, type Filters } from '../state/filters.ts';
import { json } from './client.ts';

interface Named {
  code: string;
  name: string;
}

export interface District extends Named {
  level: string;
  kind: string;
  parent: Named | null;
  area_km2: number | null;
  bounds: Bounds;
  label: [number, number];
  population: { year: number; total: number; male: number | null; female: number | null; source: string }[];
  children: number;
}

export interface Facility extends Named {
  type: string;
  class: string | null;
  address: string | null;
  phone: string | null;
  hours: string | null;
  services: string | null;
  beds: number | null;
  owner: string | null;
  district: string | null;
  district_name: string | null;
  lon: number | null;
  lat: number | null;
  precision: string | null;
  source: string | null;
  catchment: {
    kelurahan: Named[];
    area_km2: number | null;
    population: number | null;
    population_year: number | null;
  } | null;
}

export interface Case {
  id: string | number;
  disease: string;
  diagnosis: string | null;
  onset: string | null;
  onset_estimated: boolean;
  reported: string | null;
  sex: string | null;
  age: number | null;
  status: string;
  outcome: string;
  district: string | null;
  district_name: string | null;
  computed_district: string | null;
  misplaced: boolean;
  puskesmas: string | null;
  puskesmas_name: string | null;
  lon: number | null;
  lat: number | null;
  accuracy_m: number | null;
  details?: Record<string, unknown>;
}

export interface CasePage {
  cases: Case[];
  next: string | null;
  total: number;
  as_of: string | null;
}

export interface Found extends Named {
  kind: 'kelurahan' | 'kecamatan' | 'kabkota' | 'facility' | 'coordinates';
  context: string | null;
  lon: number;
  lat: number;
  bounds?: Bounds | null;
}

export interface Near extends Named {
  type: string;
  distance_m: number;
  lon: number;
  lat: number;
}

const word = encodeURIComponent;

export const district = (code: string, signal?: AbortSignal) =>
  json<District>(`/api/districts/${word(code)}`, undefined, signal);

export const facility = (code: string, signal?: AbortSignal) =>
  json<Facility>(`/api/facilities/${word(code)}`, undefined, signal);

export const oneCase = (id: string, signal?: AbortSignal) => json<Case>(`/api/cases/${word(id)}`, undefined, signal);

export async function nearest(lon: number, lat: number, signal?: AbortSignal): Promise<Near[]> {
  const query = new URLSearchParams({ lon: String(lon), lat: String(lat), n: '3' });
  return (await json<{ facilities: Near[] }>('/api/facilities/nearest', query, signal)).facilities;
}

/** Cases of the question inside a circle. */
export function around(words: Filters, lon: number, lat: number, radius: number, signal?: AbortSignal) {
  const query = toQuery(words);
  query.set('lon', String(lon));
  query.set('lat', String(lat));
  query.set('radius_m', String(radius));
  return json<{ cases: number | null; deaths: number | null }>('/api/around', query, signal);
}

export const PAGE_SIZE = 200;

export function casePage(words: Filters, sort: 'onset' | '-onset', cursor: string | null, signal?: AbortSignal) {
  const query = toQuery(words);
  query.set('limit', String(PAGE_SIZE));
  query.set('sort', sort);
  if (cursor) query.set('cursor', cursor);
  return json<CasePage>('/api/cases', query, signal);
}

export async function search(text: string, signal?: AbortSignal): Promise<Found[]> {
  const query = new URLSearchParams({ q: text, limit: '8' });
  return (await json<{ results: Found[] }>('/api/search', query, signal)).results;
}
