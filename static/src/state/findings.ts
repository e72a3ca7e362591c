// What is searched for clusters: the wishes of the person, and the words that the server is asked with. Everything that is
// not wished for the server takes from the rules of the disease.
import { cell, derived } from './cell.ts';
import type { Days } from './days.ts';
import { toQuery, type Filters } from './filters.ts';
import { study } from './view.ts';
import type { Answer } from './answers.ts';
import type { components } from '../api/schema.gen.ts';

type Schemas = components['schemas'];
export type Findings = Schemas['Findings'];
export type Cluster = Schemas['FoundCluster'];
export type Refusal = Schemas['Refusal'];
export type Notice = Schemas['Notice'];
export type Area = Schemas['AreaCard'];
export type AreaKind = Schemas['AreaKind'];
export type Pairs = Schemas['PairCard'];

export const RADII = [250, 500, 750, 1000, 1500, 2000, 3000, 5000, 8000, 10_000] as const;
export const WINDOWS = [7, 14, 21, 30, 45, 60, 90] as const;
export const BASELINES = [90, 180, 365, 730, 1095, 1825] as const;
/** In the order of the panel. */
export const METHODS = ['scan', 'getis', 'moran', 'dbscan', 'knox'] as const;
export type Method = (typeof METHODS)[number];
export const DISTANCES = [100, 150, 200, 300, 400, 500, 750, 1000] as const;
export const DAYS = [3, 7, 14, 21, 30, 45] as const;
export const LEAST = [2, 3, 4, 5, 8, 10] as const;
export const AREAS = ['kelurahan', 'kecamatan'] as const;
export const RATES = ['smoothed', 'plain'] as const;
export const TIMES = ['now', 'ever'] as const;
export const PLACES = ['square', 'kelurahan'] as const;

/** Null where the rules of the disease decide. */
export interface Wish {
  method: Method;
  when: (typeof TIMES)[number];
  places: (typeof PLACES)[number];
  radius: number | null;
  window: number | null;
  baseline: number | null;
  areas: (typeof AREAS)[number];
  rates: (typeof RATES)[number];
  distance: number | null;
  days: number | null;
  least: number | null;
  /** The number of the finding that is looked at. */
  pick: number | null;
}

export const NO_WISH: Wish = {
  method: 'scan', when: 'now', places: 'square', radius: null, window: null, baseline: null, areas: 'kelurahan', rates: 'smoothed', distance: null, days: null, least: null, pick: null,
};

const RANGES = { radius: [100, 20_000], window: [1, 180], baseline: [14, 1830], distance: [10, 5000], days: [0, 90], least: [2, 50], pick: [1, 99] } as const;
type Amount = keyof typeof RANGES;
const NUMBERS = Object.keys(RANGES) as Amount[];
const CHOICES = { method: METHODS, when: TIMES, places: PLACES, areas: AREAS, rates: RATES } as const;
type Choice = keyof typeof CHOICES;

/** The wishes that each method knows. */
const KNOWN: Record<Method, readonly (Choice | Amount)[]> = {
  scan: ['when', 'places', 'radius', 'window', 'baseline'],
  getis: ['areas', 'rates'],
  moran: ['areas', 'rates'],
  dbscan: ['distance', 'days', 'least'],
  knox: ['distance', 'days'],
};

/** `when:ever,radius:1000`: what differs from the usual. */
export function wishText(wish: Wish): string {
  const words = [
    ...(Object.keys(CHOICES) as Choice[]).map((word) => wish[word] !== NO_WISH[word] && `${word}:${wish[word]}`),
    ...NUMBERS.map((word) => wish[word] !== null && `${word}:${wish[word]}`),
  ];
  return words.filter(Boolean).join(',');
}

/** Reads the words back. What makes no sense is left out, never guessed. */
export function readWish(text: string): Wish {
  const given = new Map(text.split(',').map((pair) => pair.split(':') as [string, string]));
  const number = (word: Amount) => {
    const value = given.has(word) ? Number(given.get(word)) : NaN;
    const [least, most] = RANGES[word];
    return Number.isInteger(value) && value >= least && value <= most ? value : null;
  };
  const one = <T extends string>(word: Choice, known: readonly T[], plain: T) => known.find((value) => value === given.get(word)) ?? plain;
  return {
    method: one('method', METHODS, NO_WISH.method),
    when: one('when', TIMES, NO_WISH.when),
    places: one('places', PLACES, NO_WISH.places),
    areas: one('areas', AREAS, NO_WISH.areas),
    rates: one('rates', RATES, NO_WISH.rates),
    radius: number('radius'),
    window: number('window'),
    baseline: number('baseline'),
    distance: number('distance'),
    days: number('days'),
    least: number('least'),
    pick: number('pick'),
  };
}

/** The wishes in the address of the page. */
export const wish = derived([study], readWish);

/** Changes some wishes; another search lets go of the finding that was looked at. */
export function wishFor(change: Partial<Wish>): void {
  study.set(wishText({ ...wish.get(), pick: null, ...change }));
}

/** The words of a search: the question, for a scan up to the last day of the period however long, and what is wished. */
export function searchWords(words: Filters, days: Days, wished: Wish): URLSearchParams {
  const query = toQuery({ ...words, ...days, ...(wished.method === 'scan' ? { from: null } : {}) });
  for (const word of KNOWN[wished.method]) {
    const value = wished[word];
    if (value !== NO_WISH[word]) query.set(word, String(value));
  }
  return query;
}

export const found = cell<Answer<Findings>>({ state: 'idle', data: null });

/** How sure a finding is, by the part of searches in which chance does as well. */
export type Strength = 'strong' | 'clear' | 'weak';
export function strength(p: number | null): Strength {
  if (p !== null && p <= 0.01) return 'strong';
  return p !== null && p <= 0.05 ? 'clear' : 'weak';
}

/** The step of a slider that stands for a value: the nearest one. */
export function nearestStep(steps: readonly number[], value: number): number {
  const off = steps.map((step) => Math.abs(Math.log(step / value)));
  return off.indexOf(Math.min(...off));
}
