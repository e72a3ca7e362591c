// The sentences of the search for clusters: they come when it is opened.
import id from './findings.id.json' with { type: 'json' };
import { spoken, teach } from './words.ts';

teach('id', id);

/** Fetches them in the language of the page. */
export async function learnFindings(): Promise<void> {
  if (spoken() === 'en') teach('en', (await import('./findings.en.json')).default);
}
