// Clusters of cases, asked again while the question or a wish changes: a moment later, so that a slider may pass, and
// the request on its way is dropped.
import { session } from '../state/answers.ts';
import { cell, derived, type Stop, type Watched } from '../state/cell.ts';
import { period, playing } from '../state/clock.ts';
import { filters } from '../state/filters.ts';
import { found, searchWords, wish, type Method } from '../state/findings.ts';
import { language } from '../state/language.ts';
import { follow } from './answers.ts';
import { ask, get } from './client.ts';
import { hand } from './hand.ts';

const CALM_MS = 250;

/** A method and the words that it is asked with. */
interface Search {
  method: Method;
  words: string;
}

const wanted = derived([filters, period, session, wish, playing], (words, days, who, wished, moving): Search | null =>
  who?.can.studies && days && !moving ? { method: wished.method, words: searchWords(words, days, wished).toString() } : null,
);

/** The same value once it has not changed for a moment. */
function calm<T>(source: Watched<T>): { value: Watched<T>; stop: Stop } {
  const value = cell(source.get());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = source.subscribe((next) => {
    clearTimeout(timer);
    timer = setTimeout(() => value.set(next), CALM_MS);
  });
  return { value, stop: () => (clearTimeout(timer), stop()) };
}

let watchers = 0;
let stops: Stop[] = [];

/** Keeps what was found true to the question, as long as a panel or the map looks at it. */
export function followFindings(): Stop {
  if (watchers++ === 0) {
    const settled = calm(wanted);
    const load = ({ method, words }: Search, signal: AbortSignal) =>
      get('/api/findings/{method}', { at: { method }, query: new URLSearchParams(words), signal });
    stops = [settled.stop, follow(settled.value, found, load)];
  }
  return () => {
    watchers -= 1;
    if (watchers === 0) stops.forEach((stop) => stop());
  };
}

export type FindingFormat = 'csv' | 'geojson';

/** What was found as a file. */
export async function saveFindings(format: FindingFormat): Promise<void> {
  const search = wanted.get();
  if (!search) return;
  const query = new URLSearchParams(search.words);
  if (format === 'csv') query.set('lang', language.get());
  const answer = await ask(`/api/findings/${search.method}.${format}`, query);
  hand(await answer.blob(), `kluster-${query.get('disease') ?? ''}-${query.get('to') ?? ''}.${format}`);
}
