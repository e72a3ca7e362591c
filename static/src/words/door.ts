// The sentences of the door for staff, which stands on more than one page.
import id from './door.id.json' with { type: 'json' };
import { spoken, teach } from './words.ts';

teach('id', id);

/** Fetches the sentences in the language that is spoken now. */
export async function learnDoor(): Promise<void> {
  if (spoken() === 'en') teach('en', (await import('./door.en.json')).default);
}
