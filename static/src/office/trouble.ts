// What was refused, in the person's language: beside the field that it is about, or for the whole form.
import { Refused } from '../api/client.ts';
import { TooMany } from '../api/send.ts';
import { ended } from '../state/office.ts';
import { t, type Word } from '../words/words.ts';

export interface Trouble {
  /** By the server's name of the field. */
  fields: Record<string, string>;
  /** What is about no field; empty for nothing. */
  whole: string;
}

export const NO_TROUBLE: Trouble = { fields: {}, whole: '' };

/** Sentences for what the server says in English, by its name of the field. */
export type Known = Partial<Record<string, Word>>;

export function trouble(cause: unknown, known: Known = {}): Trouble {
  if (!(cause instanceof Refused)) return { fields: {}, whole: t('out_of_reach') };
  const { status, fields = [] } = cause.problem;
  if (cause instanceof TooMany) return { fields: {}, whole: t('wait_seconds', { n: cause.seconds }) };
  if (status === 401) ended.set(true);
  const said = fields.map(({ field, message }): [string, string] => [field, known[field] ? t(known[field]) : message]);
  if (said.length) return { fields: Object.fromEntries(said), whole: '' };
  const words: Partial<Record<number, Word>> = { 401: 'session_over', 403: 'forbidden', 404: 'gone', 503: 'busy' };
  return { fields: {}, whole: words[status] ? t(words[status]) : cause.message };
}
