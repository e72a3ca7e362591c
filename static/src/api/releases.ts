// The release log: what the public is told, decided by the surveillance officer. The shapes are those of the server.
import { ask } from './client.ts';
import { send } from './send.ts';

export interface Tally {
  exactly: number;
  small: number;
  withheld: number;
}

export interface Release {
  id: number;
  made: string;
  as_of: string;
  state: 'prepared' | 'published' | 'withdrawn';
  /** When it was published or withdrawn. */
  changed: string | null;
  cells: Tally;
  /** Null for releases made before this was counted. */
  hidden_cases: number | null;
}

export interface Block extends Tally {
  disease: string;
  city: string;
  year: number;
  k: number;
  hidden_cases: number | null;
  coarsened: string[];
}

export type Reviewed = Release & { blocks: Block[] };

export interface Schedule {
  prepare_on_day: number | null;
  publish: boolean;
  next: string | null;
}

export interface Log {
  /** The newest first. */
  releases: Release[];
  schedule: Schedule;
}

const ROOT = '/api/releases';

export const log = async () => (await (await ask(ROOT)).json()) as Log;
export const review = async (id: number) => (await (await ask(`${ROOT}/${id}`)).json()) as Reviewed;
/** Takes up to a minute. */
export const prepare = async () => (await (await send('POST', ROOT)).json()) as Reviewed;
export const publish = async (id: number) => (await (await send('POST', `${ROOT}/${id}/publish`)).json()) as Reviewed;
export const withdraw = async (id: number) => (await (await send('POST', `${ROOT}/${id}/withdraw`)).json()) as Reviewed;
