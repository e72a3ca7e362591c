// The published release. Where the server knows none, the answer is an empty one: nothing was published.
import type { Answer } from '../state/answers.ts';
import type { Cell, Stop } from '../state/cell.ts';
import { cell, derived } from '../state/cell.ts';
import { monthsOf, quarterOf, release, shownBlock, shownPart, shownSpan, toldTable, type Part, type Release, type Span, type ToldTable } from '../state/release.ts';
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
  by: Part;
  span: Span | null;
}

async function loadSpan({ span, ...words }: Question, signal: AbortSignal): Promise<ToldTable> {
  const query = new URLSearchParams({ ...words, ...(span ? { [span.of]: String(span.n) } : {}) });
  return (await (await ask('/api/release/table', query, signal)).json()) as ToldTable;
}

/** A quarter is told where its months are not: the others have theirs. */
async function loadTable(words: Question, signal: AbortSignal): Promise<ToldTable> {
  if (words.span?.of !== 'quarter') return loadSpan(words, signal);
  const spans: Span[] = monthsOf(words.span.n).map((n) => ({ of: 'month', n }));
  const [quarter, ...months] = await Promise.all([words.span, ...spans].map((span) => loadSpan({ ...words, span }, signal)));
  const rows = quarter!.rows.map((row, i) => quarterOf(row, months.map((month) => month.rows[i]!), quarter!.k));
  return { ...quarter!, rows, total: quarterOf(quarter!.total, months.map(({ total }) => total), quarter!.k) };
}

/** Keeps release and table true to the choice and to what the server has published. */
export function followRelease(): Stop {
  const question = derived([shownBlock, shownSpan, shownPart], (block, span, by): Question | null =>
    block && { disease: block.disease, city: block.city, year: String(block.year), by, span },
  );
  const stops = [follow(cell<string | null>('release'), release, loadRelease), follow(question, toldTable, loadTable)];
  return () => {
    stops.forEach((stop) => stop());
    for (const answer of [release, toldTable] as Cell<Answer<unknown>>[]) answer.set({ state: 'idle', data: null });
  };
}

