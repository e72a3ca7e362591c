// What was published for everyone: whole cities by year and month, and one table of its districts. A number comes with
// how it is told; nobody adds numbers up that were hidden for a reason.
import type { Answer } from './answers.ts';
import { cell, derived } from './cell.ts';

/**
 * `exactly` is a number; `small` is 1 to k - 1; `withheld` guards another cell; `nothing` is not told so finely. What
 * was put together here of such numbers lies `between` two.
 */
export type Told = 'exactly' | 'small' | 'withheld' | 'nothing' | 'between';

export interface ToldNumber {
  told: Told;
  cases: number | null;
  /** Where it lies between two numbers; the greater one is null where nobody can say. */
  least?: number;
  most?: number | null;
}

/** A disease in a city and year. */
export interface CityYear {
  disease: string;
  city: string;
  year: number;
  k: number;
  /** How many months are told, from January. */
  closed_months: number;
  total: ToldNumber;
  months: ToldNumber[];
  /** Deaths of the year, and by month; of servers that tell them. */
  deaths?: ToldNumber;
  months_deaths?: ToldNumber[];
}

/** How a year stands at the end of a week, beside the year before at the end of that week: large cities alone. */
export interface ToDate {
  disease: string;
  city: string;
  year: number;
  week: number;
  until: string;
  cases: number;
  deaths: number;
  last_year_cases: number | null;
  last_year_deaths: number | null;
}

export interface Release {
  release: { id: number; as_of: string; published: string | null; source: string } | null;
  cities: { code: string; name: string }[];
  blocks: CityYear[];
  to_date?: ToDate[];
}

export interface ToldRow extends ToldNumber {
  code: string;
  name: string;
  population: number | null;
  ir: number | null;
}

/** What a table tells of. */
export interface Subject {
  block: CityYear;
  span: Span | null;
  by: Part;
}

/** A table that remembers what it tells of: while the next one is on its way, something else may be chosen already. */
export interface ToldTable {
  of: Subject;
  disease: string;
  city: string;
  year: number;
  span: string;
  k: number;
  rows: ToldRow[];
  total: ToldRow;
  as_of: string;
  /** Publications behind the population. */
  source: string;
}

export const PARTS = ['kecamatan', 'kelurahan'] as const;
export type Part = (typeof PARTS)[number];

/** A part of a year: quarter 1 to 4 or month 1 to 12. */
export interface Span {
  of: 'quarter' | 'month';
  n: number;
}

/** What the visitor chose; what is null is chosen by the data. */
export interface Choice {
  disease: string | null;
  city: string | null;
  year: number | null;
  /** Null for the whole year. */
  span: Span | null;
  by: Part;
}

export const DEFAULT_CHOICE: Choice = { disease: null, city: null, year: null, span: null, by: 'kecamatan' };
export const choice = cell<Choice>(DEFAULT_CHOICE);
export const release = cell<Answer<Release>>({ state: 'idle', data: null });
export const toldTable = cell<Answer<ToldTable>>({ state: 'idle', data: null });

export function choose(change: Partial<Choice>): void {
  choice.update((now) => ({ ...now, ...change }));
}

const MONTHS = 12;

/** The block that is shown: what was chosen as far as it was published, else the latest year that is told to its end. */
export function blockOf({ blocks }: Release, wish: Choice): CityYear | null {
  const kept = (all: CityYear[], fits: (block: CityYear) => boolean) => {
    const some = all.filter(fits);
    return some.length ? some : all;
  };
  const here = kept(blocks, (b) => b.city === wish.city).filter((b, _, all) => b.city === all[0]!.city);
  const about = kept(here, (b) => b.disease === wish.disease).filter((b, _, all) => b.disease === all[0]!.disease);
  const exact = about.find((b) => b.year === wish.year);
  const whole = kept(about, (b) => b.closed_months === MONTHS);
  return exact ?? whole.reduce<CityYear | null>((last, b) => (last && last.year > b.year ? last : b), null);
}

const QUARTER = 3;

/** The last month of a part of a year. */
export const lastMonth = ({ of, n }: Span): number => (of === 'month' ? n : n * QUARTER);

/** The three months of a quarter. */
export const monthsOf = (quarter: number): number[] => [2, 1, 0].map((back) => quarter * QUARTER - back);

export const shownBlock = derived([release, choice], ({ data }, wish) => data && blockOf(data, wish));

/** The part of the year that is shown: the one that was chosen, where it is told. */
export const shownSpan = derived([shownBlock, choice], (block, { span }) => (block && span && lastMonth(span) <= block.closed_months ? span : null));

/** What the table is split by: parts of a year are told by kecamatan alone. */
export const shownPart = derived([shownSpan, choice], (span, { by }): Part => (span ? 'kecamatan' : by));

/** What a month can be: what it is told as leaves `<k` from 1 to k - 1, and what is hidden open. */
function bounds({ told, cases }: ToldNumber, k: number): [least: number, most: number] {
  if (cases !== null) return [cases, cases];
  return told === 'small' ? [1, k - 1] : [0, Infinity];
}

/** A quarter that a place tells by its months: their sum, or the bounds that they leave; else still nothing. */
export function quarterOf<N extends ToldNumber>(quarter: N, months: readonly ToldNumber[], k: number): N {
  if (quarter.told !== 'nothing' || !months.length || months.some(({ told }) => told === 'nothing')) return quarter;
  const [least, most] = months.map((month) => bounds(month, k)).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  if (least === most) return { ...quarter, told: 'exactly', cases: least };
  return { ...quarter, told: 'between', least, most: Number.isFinite(most) ? most : null };
}
