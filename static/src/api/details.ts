// One thing each: the details that the side panel shows.
import type { Bounds } from '../state/answers.ts';
import { toQuery, type Filters } from '../state/filters.ts';
import { get } from './client.ts';
import type { components } from './schema.gen.ts';

type Schemas = components['schemas'];
export type District = Omit<Schemas['DistrictCard'], 'bounds'> & { bounds: Bounds | null };
export type Facility = Schemas['FacilityCard'];
export type Case = Schemas['CaseCard'];
export type CaseLine = Schemas['CaseLine'];
export type Near = Schemas['NearFacility'];

export const district = async (code: string, signal?: AbortSignal) =>
  (await get('/api/districts/{code}', { at: { code }, signal })) as District;

export const facility = (code: string, signal?: AbortSignal) => get('/api/facilities/{code}', { at: { code }, signal });

export const oneCase = (id: string, signal?: AbortSignal) => get('/api/cases/{id}', { at: { id: Number(id) }, signal });

export async function nearest(lon: number, lat: number, signal?: AbortSignal): Promise<Near[]> {
  const query = new URLSearchParams({ lon: String(lon), lat: String(lat), n: '3' });
  return (await get('/api/facilities/nearest', { query, signal })).facilities;
}

/** Cases of the question inside a circle. */
export function around(words: Filters, lon: number, lat: number, radius: number, signal?: AbortSignal) {
  const query = toQuery(words);
  query.set('lon', String(lon));
  query.set('lat', String(lat));
  query.set('radius_m', String(radius));
  return get('/api/around', { query, signal });
}

export const PAGE_SIZE = 200;

export function casePage(words: Filters, sort: 'onset' | '-onset', cursor: string | null, signal?: AbortSignal) {
  const query = toQuery(words);
  query.set('limit', String(PAGE_SIZE));
  query.set('sort', sort);
  if (cursor) query.set('cursor', cursor);
  return get('/api/cases', { query, signal });
}
