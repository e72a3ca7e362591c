// The published release. Where the server knows none, the answer is an empty one: nothing was published.
import type { Answer } from '../state/answers.ts';
import type { Cell, Stop } from '../state/cell.ts';
import { cell, derived } from '../state/cell.ts';
import { choice, release, shownBlock, toldTable, type Release, type ToldTable } from '../state/release.ts';
import { follow } from './answers.ts';
import { ask, Refused } from './client.ts';

const NOTHING: Release = { release: null, cities: [], blocks: [] };

async function loadRelease(_: string, signal: AbortSignal): Promise<Release> {
  try {
    return (await (await ask('/api/release', undefined, signal)).json()) as Release;
  } catch (cause) {
    if (cause instanceof Refused && (cause.withheld || cause.problem.status === 404)) return NOTHING;
    throw cause;
  }
}

interface Question {
  disease: string;
  city: string;
  year: string;
  by: string;
}

async function loadTable(words: Question, signal: AbortSignal): Promise<ToldTable> {
  return (await (await ask('/api/release/table', new URLSearchParams({ ...words }), signal)).json()) as ToldTable;
}

/** Keeps release and table true to the choice and to what the server has published. */
export function followRelease(): Stop {
  const question = derived([shownBlock, choice], (block, { by }): Question | null =>
    block && { disease: block.disease, city: block.city, year: String(block.year), by },
  );
  const stops = [follow(cell<string | null>('release'), release, loadRelease), follow(question, toldTable, loadTable)];
  return () => {
    stops.forEach((stop) => stop());
    for (const answer of [release, toldTable] as Cell<Answer<unknown>>[]) answer.set({ state: 'idle', data: null });
  };
}

