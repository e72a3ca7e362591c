// Every sentence the person reads, in two languages. Panels are built anew when the language changes, so a plain
// function is enough.
import en from './en.json' with { type: 'json' };
import id from './id.json' with { type: 'json' };

export type Language = 'id' | 'en';
export type Word = keyof typeof id;

const DICTIONARY: Record<Language, Record<Word, string>> = { id, en };
let language: Language = 'id';

/** Changes the language of everything that is said from now on. */
export function speak(next: Language): void {
  language = next;
}

export function spoken(): Language {
  return language;
}

/** The sentence behind a key; `{name}` in it is replaced by `values.name`. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  return DICTIONARY[language][word].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
