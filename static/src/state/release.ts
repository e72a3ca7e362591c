// What was published for everyone: whole cities by year and month, and one table of its districts. A number comes with
// how it is told; nobody adds numbers up that were hidden for a reason.
import type { Answer } from './answers.ts';
import { cell, derived } from './cell.ts';

/** `exactly` is a number; `small` is 1 to k - 1; `withheld` guards another cell; `nothing` is not told so finely. */
export type Told = 'exactly' | 'small' | 'withheld' | 'nothing';

export interface ToldNumber {
  told: Told;
  cases: number | null;
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
}

export interface Release {
  release: { id: number; as_of: string; published: string | null; source: string } | null;
  cities: { code: string; name: string }[];
  blocks: CityYear[];
}

export interface ToldRow extends ToldNumber {
  code: string;
  name: string;
  population: number | null;
  ir: number | null;
}

export interface ToldTable {
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

/** What the visitor chose; what is null is chosen by the data. */
export interface Choice {
  disease: string | null;
  city: string | null;
  year: number | null;
  by: Part;
}

export const DEFAULT_CHOICE: Choice = { disease: null, city: null, year: null, by: 'kecamatan' };
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

export const shownBlock = derived([release, choice], ({ data }, wish) => data && blockOf(data, wish));
