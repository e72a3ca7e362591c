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
export type Cluster = Schemas['ClusterCard'];
export type Refusal = Schemas['Refusal'];
export type Notice = Schemas['Notice'];

export const RADII = [250, 500, 750, 1000, 1500, 2000, 3000, 5000, 8000, 10_000] as const;
export const WINDOWS = [7, 14, 21, 30, 45, 60, 90] as const;
export const BASELINES = [90, 180, 365, 730, 1095, 1825] as const;
export const TIMES = ['now', 'ever'] as const;
export const PLACES = ['square', 'kelurahan'] as const;

/** Null where the rules of the disease decide. */
export interface Wish {
  when: (typeof TIMES)[number];
  places: (typeof PLACES)[number];
  radius: number | null;
  window: number | null;
  baseline: number | null;
  /** The number of the finding that is looked at. */
  pick: number | null;
}

export const NO_WISH: Wish = { when: 'now', places: 'square', radius: null, window: null, baseline: null, pick: null };

const RANGES = { radius: [100, 20_000], window: [1, 180], baseline: [14, 1830], pick: [1, 99] } as const;
const NUMBERS = ['radius', 'window', 'baseline', 'pick'] as const;

/** `when:ever,radius:1000`: what differs from the usual. */
export function wishText(wish: Wish): string {
  const words = [
    wish.when !== NO_WISH.when && `when:${wish.when}`,
    wish.places !== NO_WISH.places && `places:${wish.places}`,
    ...NUMBERS.map((word) => wish[word] !== null && `${word}:${wish[word]}`),
  ];
  return words.filter(Boolean).join(',');
}

/** Reads the words back. What makes no sense is left out, never guessed. */
export function readWish(text: string): Wish {
  const given = new Map(text.split(',').map((pair) => pair.split(':') as [string, string]));
  const number = (word: (typeof NUMBERS)[number]) => {
    const value = Number(given.get(word));
    const [least, most] = RANGES[word];
    return Number.isInteger(value) && value >= least && value <= most ? value : null;
  };
  return {
    when: TIMES.find((word) => word === given.get('when')) ?? NO_WISH.when,
    places: PLACES.find((word) => word === given.get('places')) ?? NO_WISH.places,
    radius: number('radius'),
    window: number('window'),
    baseline: number('baseline'),
    pick: number('pick'),
  };
}

/** The wishes in the address of the page. */
export const wish = derived([study], readWish);

/** Changes some wishes; another search lets go of the finding that was looked at. */
export function wishFor(change: Partial<Wish>): void {
  study.set(wishText({ ...wish.get(), pick: null, ...change }));
}

/** The words of a search: the question up to the last day of the period, and what is wished. */
export function searchWords(words: Filters, days: Days, wished: Wish): URLSearchParams {
  const query = toQuery({ ...words, from: null, to: days.to });
  if (wished.when !== NO_WISH.when) query.set('when', wished.when);
  if (wished.places !== NO_WISH.places) query.set('places', wished.places);
  for (const word of ['radius', 'window', 'baseline'] as const) {
    const value = wished[word];
    if (value !== null) query.set(word, String(value));
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
