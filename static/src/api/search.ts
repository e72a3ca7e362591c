// Places by name or code, and coordinates as people type them.
import type { Bounds } from '../state/answers.ts';
import { get } from './client.ts';
import type { components } from './schema.gen.ts';

export type Found = Omit<components['schemas']['Found'], 'kind' | 'bounds'> & {
  kind: 'kelurahan' | 'kecamatan' | 'kabkota' | 'facility' | 'coordinates';
  bounds?: Bounds;
};

/** The best fitting ones, at most `most`. */
export async function search(text: string, signal?: AbortSignal, most = 8): Promise<Found[]> {
  const query = new URLSearchParams({ q: text, limit: String(most) });
  return (await get('/api/search', { query, signal })).results as Found[];
}
