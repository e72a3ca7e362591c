// Every sentence the person reads, in two languages. Panels are built anew when the language changes, so a plain
// function is enough. Indonesian is always there; English is fetched when somebody asks for it.
import id from './id.json' with { type: 'json' };
import type door from './door.id.json';
import type findings from './findings.id.json';
import type later from './later.id.json';
import type office from './office.id.json';
import type visitor from './visitor.id.json';
import type watch from './watch.id.json';

export type Language = 'id' | 'en';
export type Word = keyof typeof id | keyof typeof later | keyof typeof door | keyof typeof findings | keyof typeof office | keyof typeof visitor | keyof typeof watch;
type Words = Partial<Record<Word, string>>;

const DICTIONARY: Record<Language, Words> = { id: { ...id }, en: {} };
let language: Language = 'id';

/** Adds sentences. Those of the visitor's page come with that page. */
export function teach(next: Language, words: Words): void {
  Object.assign(DICTIONARY[next], words);
}

/** Fetches the words of a language. Until then, and where that fails, its sentences are Indonesian. */
export async function learn(next: Language): Promise<void> {
  if (next === 'en') teach('en', (await import('./en.json')).default);
}

/** Changes the language of everything that is said from now on. */
export function speak(next: Language): void {
  language = next;
}

export function spoken(): Language {
  return language;
}

/** The sentence behind a key; `{name}` in it is replaced by `values.name`. */
export function t(word: Word, values: Record<string, string | number> = {}): string {
  const sentence = DICTIONARY[language][word] ?? DICTIONARY.id[word] ?? '';
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}
