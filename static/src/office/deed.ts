// What a row of the audit says beyond its line, in words; of a change only what changed.
import type { Deed } from '../api/office.ts';
import { MISSING } from '../words/format.ts';
import { moment, type Zone } from '../words/moment.ts';
import { t, type Word } from '../words/words.ts';
import { roleName } from './names.ts';

type Line = [term: string, text: string];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function valueText(key: string, value: unknown, zone: Zone): string {
  if (value === null || value === '') return MISSING;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (Array.isArray(value)) return value.join(', ') || MISSING;
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (key === 'role') return roleName(text);
  return INSTANT.test(text) ? moment(text, zone) : text;
}

const term = (key: string) => t(`fact_${key}` as Word) || key;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The lines of a detail. `before` and `after` become one line for each thing that differs. */
export function deedLines({ number, action, detail }: Pick<Deed, 'number' | 'action' | 'detail'>, zone: Zone): Line[] {
  const first: Line[] = [[t('column_number'), String(number)], [t('column_code'), action]];
  const { before, after, ...rest } = detail as Record<string, unknown>;
  const plain = Object.entries(rest).map(([key, value]): Line => [term(key), valueText(key, value, zone)]);
  if (!isObject(before) || !isObject(after)) return [...first, ...plain];
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const lines = changed.map((key): Line => [term(key), `${valueText(key, before[key], zone)} → ${valueText(key, after[key], zone)}`]);
  return [...first, ...plain, ...lines];
}
