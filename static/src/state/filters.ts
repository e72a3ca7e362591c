// The question: which cases. The words are those of the server, in the address of the page and in every request.
import { cell } from './cell.ts';
import { isDay } from './days.ts';

export interface Filters {
  disease: string[];
  from: string | null;
  to: string | null;
  date: 'onset' | 'reported';
  sex: 'L' | 'P' | null;
  age_min: number | null;
  age_max: number | null;
  status: string[];
  outcome: string[];
  district: string[];
  puskesmas: string[];
  as_of: string | null;
}

export const STATUS = ['suspek', 'probabel', 'konfirmasi', 'dibatalkan'] as const;
export const OUTCOME = ['unknown', 'dirawat', 'sembuh', 'meninggal'] as const;
export const AGE_GROUPS = [[0, 0], [1, 4], [5, 14], [15, 44], [45, null]] as const;

export const NO_FILTERS: Filters = {
  disease: [],
  from: null,
  to: null,
  date: 'onset',
  sex: null,
  age_min: null,
  age_max: null,
  status: [],
  outcome: [],
  district: [],
  puskesmas: [],
  as_of: null,
};

export const filters = cell<Filters>(NO_FILTERS);

export function ask(change: Partial<Filters>): void {
  filters.update((now) => ({ ...now, ...change }));
}

/** The words of a question in the server's order; what is not asked is left out. */
export function toQuery(question: Partial<Filters>): URLSearchParams {
  const query = new URLSearchParams();
  for (const word of Object.keys(NO_FILTERS) as (keyof Filters)[]) {
    const value = question[word];
    if (value == null || (word === 'date' && value === 'onset')) continue;
    const text = Array.isArray(value) ? [...value].sort().join(',') : String(value);
    if (text !== '') query.set(word, text);
  }
  return query;
}

/** Reads the words back. What makes no sense is left out, never guessed. */
export function fromQuery(query: URLSearchParams): Filters {
  const list = (word: string, pattern: RegExp) =>
    (query.get(word) ?? '').split(',').filter((value) => pattern.test(value));
  const day = (word: string) => (isDay(query.get(word) ?? '') ? query.get(word) : null);
  const age = (word: string) => (/^\d{1,3}$/.test(query.get(word) ?? '') ? Number(query.get(word)) : null);
  const sex = query.get('sex');
  const known = (words: readonly string[]) => new RegExp(`^(${words.join('|')})$`);
  return {
    disease: list('disease', /^[a-z0-9_]{1,24}$/),
    from: day('from'),
    to: day('to'),
    date: query.get('date') === 'reported' ? 'reported' : 'onset',
    sex: sex === 'L' || sex === 'P' ? sex : null,
    age_min: age('age_min'),
    age_max: age('age_max'),
    status: list('status', known(STATUS)),
    outcome: list('outcome', known(OUTCOME)),
    district: list('district', /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/),
    puskesmas: list('puskesmas', /^[\w.-]{1,32}$/),
    as_of: day('as_of'),
  };
}
