// What a report needs besides what was found: the outlines below it, and whether the engine is to be believed.
import type { MultiPolygon, Polygon } from 'geojson';
import { ask, get } from './client.ts';

/** A kecamatan by name and outline. */
export interface Outline {
  name: string;
  geometry: Polygon | MultiPolygon;
}

export async function outlines(): Promise<Outline[]> {
  const query = new URLSearchParams({ level: 'kecamatan', counts: '0', limit: '1000' });
  const answer = (await (await ask('/api/layers/districts.geojson', query)).json()) as { features: { properties: { name: string }; geometry: Polygon | MultiPolygon }[] };
  return answer.features.map(({ properties, geometry }) => ({ name: properties.name, geometry }));
}

export const proof = () => get('/api/selftest');
