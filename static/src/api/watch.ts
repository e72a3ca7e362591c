// Warnings, clusters and the chart of months: what the night watch found, and what is written down about it.
import { toQuery } from '../state/filters.ts';
import type { Place } from '../state/watch.ts';
import { get } from './client.ts';
import type { components } from './schema.gen.ts';
import { send } from './send.ts';

type Schemas = components['schemas'];
export type Warnings = Schemas['WarningList'];
export type Warning = Warnings['warnings'][number];
export type Known = Schemas['KnownCard'];
export type Reading = Schemas['Reading'];
export type Clusters = Schemas['ClusterList'];
export type Cluster = Schemas['ClusterCard'];
export type ClusterDetail = Schemas['ClusterDetail'];
export type Chart = Schemas['ChannelChart'];
export type Month = Chart['months'][number];
export type ActionKind = Schemas['ActionKind'];
export interface Named {
  code: string;
  name: string;
}

function words(given: Record<string, string | number | null>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [word, value] of Object.entries(given)) if (value !== null && value !== '') query.set(word, String(value));
  return query;
}

export const warnings = ({ disease, level, state, asOf }: Place, signal: AbortSignal) =>
  get('/api/warnings', { query: words({ disease, level, state, as_of: asOf }), signal });

export const clusters = ({ asOf }: Place, signal: AbortSignal) => get('/api/clusters', { query: words({ as_of: asOf }), signal });

export const cluster = (id: number) => get('/api/clusters/{id}', { at: { id } });

export const chart = ({ district, kind, year, asOf }: Place, disease: string, signal: AbortSignal) =>
  get('/api/channel', { query: words({ disease, district, kind, year, as_of: asOf }), signal });

/** The kecamatan by name, for a choice. */
export async function kecamatan(asOf: string): Promise<Named[]> {
  const query = toQuery({ from: asOf, to: asOf });
  query.set('by', 'kecamatan');
  const { rows } = await get('/api/table', { query });
  return rows.flatMap(({ code, name }) => (/^\d{2}\.\d{2}\.\d{2}$/.test(code ?? '') ? [{ code: code!, name }] : []));
}

const at = (id: number, rest: string) => `/api/clusters/${id}/${rest}`;
export const acknowledgeWarning = async (id: string, note: string) =>
  (await (await send('POST', `/api/warnings/${encodeURIComponent(id)}/acknowledgement`, { note })).json()) as Known;
export const acknowledge = async (id: number) => (await (await send('POST', at(id, 'acknowledgement'))).json()) as ClusterDetail;
export const act = async (id: number, done: { kind: ActionKind; day: string; note: string }) =>
  (await (await send('POST', at(id, 'actions'), done)).json()) as ClusterDetail;
