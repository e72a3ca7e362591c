// How a published number is written: what is not told never looks like zero, and zero never like nothing.
import type { CityYear, ToldNumber } from '../state/release.ts';
import { city } from '../state/answers.ts';
import * as format from '../words/format.ts';
import { spoken, t } from '../words/words.ts';

export function told({ told: how, cases }: ToldNumber, k: number): string {
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
