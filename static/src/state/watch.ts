// Where somebody is on the page of warnings: which view, what is chosen and what is open in it. All of it stands in the
// address.
import type { Language } from '../words/words.ts';
import { cell } from './cell.ts';
import { isDay } from './days.ts';

export const VIEWS = ['warnings', 'clusters', 'chart'] as const;
export type View = (typeof VIEWS)[number];
export const LEVELS = ['kabkota', 'kecamatan', 'puskesmas', 'kelurahan'] as const;
export const STATES = ['new', 'held', 'subsided'] as const;
export const KINDS = ['maxmin', 'endemic'] as const;
export type Kind = (typeof KINDS)[number];

export interface Place {
  view: View;
  /** A disease code; empty for all, and in the chart for the first. */
  disease: string;
  /** The size of places; empty for all. */
  level: (typeof LEVELS)[number] | '';
  /** How warnings stand; empty for all. */
  state: (typeof STATES)[number] | '';
  /** What is opened in a list: a place of a disease, or the number of a cluster. */
  open: string;
  /** The district of the chart; empty for the whole city. */
  district: string;
  kind: Kind;
  /** The year of the chart; null for the running one. */
  year: number | null;
  /** As it was known on a day; null for now. */
  asOf: string | null;
}

export const START: Place = { view: 'warnings', disease: '', level: '', state: '', open: '', district: '', kind: 'maxmin', year: null, asOf: null };
export const place = cell<Place>(START);

export function go(change: Partial<Place>): void {
  place.update((now) => ({ ...now, ...change }));
}

/** A place as the fragment of an address; what is as at the start is left out. */
export function write(at: Place, language: Language): string {
  const words = new URLSearchParams();
  const put = (word: string, value: string | number | null, usual: string | number | null = '') => {
    if (value !== usual && value !== null) words.set(word, String(value));
  };
  put('page', at.view, START.view);
  put('disease', at.disease);
  put('level', at.level);
  put('state', at.state);
  put('open', at.open);
  put('district', at.district);
  put('kind', at.kind, START.kind);
  put('year', at.year, null);
  put('as_of', at.asOf, null);
  put('lang', language, 'id');
  return words.toString();
}

/** Reads a fragment back. What makes no sense is left out. */
export function read(fragment: string): Place & { language: Language } {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const text = (word: string, pattern: RegExp) => (pattern.test(words.get(word) ?? '') ? words.get(word)! : '');
  const one = <T extends string>(word: string, all: readonly T[]) => all.find((known) => known === words.get(word));
  const year = Number(text('year', /^(19|20|21)\d\d$/));
  const day = words.get('as_of') ?? '';
  return {
    view: one('page', VIEWS) ?? START.view,
    disease: text('disease', /^[a-z0-9_]{1,24}$/),
    level: one('level', LEVELS) ?? '',
    state: one('state', STATES) ?? '',
    open: text('open', /^[\w.:-]{1,64}$/),
    district: text('district', /^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$/),
    kind: one('kind', KINDS) ?? START.kind,
    year: year || null,
    asOf: isDay(day) ? day : null,
    language: words.get('lang') === 'en' ? 'en' : 'id',
  };
}
