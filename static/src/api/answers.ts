// Keeps the answers true to the question: when a word of it changes, or the server has a new snapshot, the request
// is sent again and the one on its way is dropped.
import { cell, derived, type Cell, type Stop, type Watched } from '../state/cell.ts';
import * as answers from '../state/answers.ts';
import type { Answer, Legend, Rise, Series, Table } from '../state/answers.ts';
import { period, playing } from '../state/clock.ts';
import { previousYear } from '../state/days.ts';
import { filters, toQuery, type Filters } from '../state/filters.ts';
import { selectedDistrict } from '../state/selection.ts';
import { mapLevel, tableBy, thematic, type Level } from '../state/view.ts';
import { get, Refused } from './client.ts';

type Load<K, T> = (key: K, signal: AbortSignal) => Promise<T>;

/** Loads `into` again whenever `key` changes; a key of null asks for nothing. */
export function follow<K, T>(key: Watched<K | null>, into: Cell<Answer<T>>, load: Load<K, T>): Stop {
  let running: AbortController | undefined;
  let asked = '';
  let answered = '';
  const versioned = derived([key, answers.version], (k, version) => (k === null ? null : ([k, version] as const)));
  const send = (at: readonly [K, number] | null) => {
    running?.abort();
    if (at === null) return into.set({ state: 'idle', data: null });
    asked = JSON.stringify(at[0]);
    const mine = (running = new AbortController());
    into.update((now) => ({ state: 'loading', data: now.data }));
    load(at[0], mine.signal)
      .then((data) => {
        if (mine.signal.aborted) return;
        answered = asked;
        into.set({ state: 'ready', data });
      })
      .catch((cause: unknown) => {
        if (mine.signal.aborted) return;
        const withheld = cause instanceof Refused && cause.withheld;
        const message = cause instanceof Refused ? cause.message : undefined;
        // An older snapshot of the same question is still of use; the answer to another question would mislead.
        const keep = !withheld && asked === answered;
        into.update((now) => ({ state: withheld ? 'withheld' : 'failed', data: keep ? now.data : null, message }));
      });
  };
  const stops = [
    versioned.subscribe(send),
    answers.online.subscribe((reached) => reached && into.get().state === 'failed' && send(versioned.get())),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The words of the question with whole period; null until the city is known and where counts are withheld. */
const question = derived(
  [filters, period, answers.session],
  (words, days, who): Filters | null => (who?.can.counts && days ? { ...words, ...days } : null),
);
/** The same without its period: what the clock runs over. */
const anyTime = derived([question], (words): Filters | null => words && { ...words, from: null, to: null });
const picked = derived([question, selectedDistrict], (words, code): Filters | null =>
  words && code ? { ...words, district: [code] } : null,
);

function series(by: string): Load<Filters, Series> {
  return (words, signal) => {
    const query = toQuery(words);
    query.set('by', by);
    return get('/api/series', { query, signal });
  };
}

const summaryOf = (words: Filters, signal: AbortSignal) => get('/api/summary', { query: toQuery(words), signal });

async function tableOf(words: Filters, by: Table['by'], signal: AbortSignal): Promise<Table> {
  const query = toQuery(words);
  query.set('by', by);
  return { ...(await get('/api/table', { query, signal })), by };
}

/** Where there are more cases than in the same days of last year, most first. */
async function rises(words: Filters, signal: AbortSignal): Promise<Rise[]> {
  const before = { ...words, ...previousYear({ from: words.from!, to: words.to! }) };
  const [now, then] = await Promise.all([tableOf(words, 'kecamatan', signal), tableOf(before, 'kecamatan', signal)]);
  const old = new Map(then.rows.map((row) => [row.code, row.cases ?? 0]));
  return now.rows
    .filter((row) => row.code !== '')
    .map((row) => ({ code: row.code, name: row.name, now: row.cases ?? 0, before: old.get(row.code) ?? 0 }))
    .sort((a, b) => b.now - b.before - (a.now - a.before) || b.now - a.now);
}

type LegendKey = { words: Filters; by: Level; indicator: string; method: string; classes: number; breaks: number[] };

/** The edges between the classes of an answer: what `manual` takes. */
const innerEdges = (legend: Legend | null) => legend?.breaks.slice(1, -1) ?? [];

/** While the clock plays the classes stay, so that a colour means the same in every frame. */
const frozen = cell<number[] | null>(null);
playing.subscribe((moving) => frozen.set(moving ? innerEdges(answers.legend.get().data) : null));

const legendKey = derived([question, mapLevel, thematic, frozen], (words, by, how, edges): LegendKey | null => {
  if (!words) return null;
  const { indicator, classes } = how;
  return edges?.length
    ? { words, by, indicator, method: 'manual', classes, breaks: edges }
    : { words, by, indicator, method: how.method, classes, breaks: how.breaks };
});

/** The words of the legend, also for tiles and pictures that shall look alike. */
export function legendQuery(key: Omit<LegendKey, 'words'>, words: Filters): URLSearchParams {
  const query = toQuery(words);
  query.set('indicator', key.indicator);
  const manual = key.method === 'manual' && key.breaks.length > 0;
  query.set('method', manual ? 'manual' : key.method === 'manual' ? 'jenks' : key.method);
  if (manual) query.set('breaks', key.breaks.join(','));
  else query.set('classes', String(key.classes));
  return query;
}

async function legendOf(key: LegendKey, signal: AbortSignal): Promise<Legend> {
  const query = legendQuery(key, key.words);
  query.set('by', key.by);
  return { ...(await get('/api/legend', { query, signal })), by: key.by } as Legend;
}

/** Starts all of it. */
export function followAll(): Stop {
  const tableKey = derived([question, tableBy], (words, by) => words && { words, by });
  const calm = derived([question, playing], (words, moving) => (moving ? null : words));
  const stops = [
    follow(question, answers.summary, summaryOf),
    follow(picked, answers.summarySelected, summaryOf),
    follow(anyTime, answers.weekly, series('epiweek')),
    follow(anyTime, answers.monthly, series('month')),
    follow(derived([picked], (w): Filters | null => w && { ...w, from: null, to: null }), answers.weeklySelected, series('epiweek')),
    follow(tableKey, answers.recap, (key, signal) => tableOf(key.words, key.by, signal)),
    follow(legendKey, answers.legend, legendOf),
    follow(keepWhilePlaying(calm), answers.rising, rises),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The last key that was not null: play must not empty what it does not move. */
function keepWhilePlaying<T>(key: Watched<T | null>): Watched<T | null> {
  const kept = cell<T | null>(key.get());
  key.subscribe((value) => {
    if (value !== null || !playing.get()) kept.set(value);
  });
  return kept;
}

/** The session, and the city unless a password must be changed first: until then the server answers nothing else. */
export async function loadCity(): Promise<void> {
  const [city, session] = await Promise.allSettled([get('/api/city'), get('/api/session')]);
  if (session.status === 'rejected') throw session.reason;
  answers.session.set(session.value);
  if (city.status === 'fulfilled') {
    answers.city.set(city.value as answers.City);
    if (city.value.version > answers.version.get()) answers.version.set(city.value.version);
  } else if (!session.value.must_change_password) throw city.reason;
}

export async function loadSymbols(): Promise<void> {
  answers.symbols.set((await get('/api/legend/facilities')).types);
}

