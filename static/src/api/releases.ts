// The release log: what the public is told, decided by the surveillance officer.
import { get } from './client.ts';
import type { components } from './schema.gen.ts';
import { send } from './send.ts';

type Schemas = components['schemas'];
type State = 'prepared' | 'published' | 'withdrawn';
export type Tally = Schemas['CellTally'];
export type Block = Schemas['BlockCard'];
/** A release of the log; the server describes its states in prose. */
export type Release = Omit<Schemas['ReleaseCard'], 'state'> & { state: State };
export type Reviewed = Release & { blocks: Block[] };
export type Schedule = Schemas['ReleaseLog']['schedule'];

export interface Log {
  /** The newest first. */
  releases: Release[];
  schedule: Schedule;
}

const ROOT = '/api/releases';

export const log = async () => (await get(ROOT)) as Log;
export const review = async (id: number) => (await get(`${ROOT}/{id}`, { at: { id } })) as Reviewed;
/** Takes up to a minute. What was published stays as it was counted then, but for a year that is to be corrected. */
export const prepare = async (correct?: number) =>
  (await (await send('POST', correct === undefined ? ROOT : `${ROOT}?correct=${correct}`)).json()) as Reviewed;
export const publish = async (id: number) => (await (await send('POST', `${ROOT}/${id}/publish`)).json()) as Reviewed;
export const withdraw = async (id: number) => (await (await send('POST', `${ROOT}/${id}/withdraw`)).json()) as Reviewed;
