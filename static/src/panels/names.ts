// Words of the field in the language of the person.
import { Refused } from '../api/client.ts';
import { city } from '../state/answers.ts';
import { spoken, t, type Word } from '../words/words.ts';

export function diseaseName(code: string): string {
  const disease = city.get()?.diseases.find((d) => d.code === code);
  return (spoken() === 'id' ? disease?.name_id : disease?.name_en) ?? code;
}

export function typeName(code: string): string {
  const type = city.get()?.facility_types.find((f) => f.code === code);
  return (spoken() === 'id' ? type?.name_id : type?.name_en) ?? code;
}

export const outcomeName = (word: string) => t(`outcome_${word}` as Word);
export const statusName = (word: string) => t(`status_${word}` as Word);

/** Why one thing cannot be shown: the server refused it, or was not reached. */
export const trouble = (cause: unknown) => t(cause instanceof Refused ? 'not_found' : 'out_of_reach');
