// How a published number is written: what is not told never looks like zero, and zero never like nothing.
import type { CityYear, Span, ToldNumber } from '../state/release.ts';
import { city } from '../state/answers.ts';
import * as format from '../words/format.ts';
import { spoken, t } from '../words/words.ts';

export function told({ told: how, cases, least, most }: ToldNumber, k: number): string {
  if (how === 'between') return most == null ? `≥ ${format.count(least)}` : `${format.count(least)}–${format.count(most)}`;
  if (how === 'small') return `<${k}`;
  if (how === 'withheld') return t('told_withheld');
  return how === 'nothing' ? format.MISSING : format.count(cases);
}

const MONTHS = 12;
/** `Oktober`, or `Okt` where there is no room. */
export function monthName(month: number, length: 'long' | 'short' = 'long'): string {
  const locale = spoken() === 'id' ? 'id-ID' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1));
}

/** Whether months at the end of the year are not told yet. */
export const isOpen = ({ closed_months: closed }: CityYear) => closed > 0 && closed < MONTHS;

/** The year so far: its total, or the sum of its months where each of them is told. */
export function soFar({ total, months, closed_months: closed }: CityYear): ToldNumber {
  const told = months.slice(0, closed);
  if (total.told !== 'nothing' || !told.every(({ cases }) => cases !== null)) return total;
  return { told: 'exactly', cases: told.reduce((sum, { cases }) => sum + cases!, 0) };
}

/** `2025`, or `2025 (sampai Oktober)`. */
export function yearText(block: CityYear): string {
  const { year } = block;
  return isOpen(block) ? t('year_until', { year, month: monthName(block.closed_months) }) : String(year);
}

/** `2025`, `2025, triwulan 3` or `Oktober 2025`. */
export function spanText(block: CityYear, span: Span | null): string {
  if (!span) return yearText(block);
  const year = String(block.year);
  return span.of === 'month' ? `${monthName(span.n)} ${year}` : t('quarter_of', { n: span.n, year });
}

/** `33`, or `<5` where it is told so; null where nothing is told of deaths. */
export function deathsText({ deaths, months_deaths: months = [], closed_months: closed, k }: CityYear): string | null {
  if (!deaths) return null;
  const told = months.slice(0, closed);
  const sum = told.length && told.every(({ cases }) => cases !== null) ? told.reduce((all, { cases }) => all + cases!, 0) : null;
  if (deaths.told === 'exactly') return format.count(deaths.cases);
  if (deaths.told === 'small') return `<${k}`;
  return deaths.told === 'nothing' && sum !== null ? format.count(sum) : null;
}

/** The short name of a disease, as the legend has room for. */
export function shortName(code: string): string {
  return city.get()?.diseases.find((d) => d.code === code)?.short ?? code;
}

export function longName(code: string): string {
  const disease = city.get()?.diseases.find((d) => d.code === code);
  return (spoken() === 'id' ? disease?.name_id : disease?.name_en) ?? code;
}

export function typeName(code: string): string {
  const type = city.get()?.facility_types.find((f) => f.code === code);
  return (spoken() === 'id' ? type?.name_id : type?.name_en) ?? code;
}
