// The published release. Where the server knows none, the answer is an empty one: nothing was published.
import type { Answer } from '../state/answers.ts';
import type { Cell, Stop } from '../state/cell.ts';
import { cell, derived } from '../state/cell.ts';
import { monthsOf, quarterOf, release, shownBlock, shownPart, shownSpan, toldTable, type Release, type Span, type Subject, type ToldTable } from '../state/release.ts';
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

async function loadSpan(of: Subject, signal: AbortSignal): Promise<ToldTable> {
  const { block: { disease, city, year }, span, by } = of;
  const query = new URLSearchParams({ disease, city, year: String(year), by, ...(span ? { [span.of]: String(span.n) } : {}) });
  return { ...((await (await ask('/api/release/table', query, signal)).json()) as Omit<ToldTable, 'of'>), of };
}

/** A quarter is told where its months are not: the others have theirs. */
async function loadTable(of: Subject, signal: AbortSignal): Promise<ToldTable> {
  if (of.span?.of !== 'quarter') return loadSpan(of, signal);
  const spans: Span[] = monthsOf(of.span.n).map((n) => ({ of: 'month', n }));
  const [quarter, ...months] = await Promise.all([of.span, ...spans].map((span) => loadSpan({ ...of, span }, signal)));
  const rows = quarter!.rows.map((row, i) => quarterOf(row, months.map((month) => month.rows[i]!), quarter!.k));
  return { ...quarter!, rows, total: quarterOf(quarter!.total, months.map(({ total }) => total), quarter!.k) };
}

/** Keeps release and table true to the choice and to what the server has published. */
export function followRelease(): Stop {
  const question = derived([shownBlock, shownSpan, shownPart], (block, span, by): Subject | null => block && { block, span, by });
  const stops = [follow(cell<string | null>('release'), release, loadRelease), follow(question, toldTable, loadTable)];
  return () => {
    stops.forEach((stop) => stop());
    for (const answer of [release, toldTable] as Cell<Answer<unknown>>[]) answer.set({ state: 'idle', data: null });
  };
}

