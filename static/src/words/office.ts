// The sentences of the office, with those of the door.
import id from './office.id.json' with { type: 'json' };
import { learnDoor } from './door.ts';
import { learn, speak, teach, type Language } from './words.ts';

teach('id', id);

export async function learnOffice(next: Language): Promise<void> {
  speak(next);
  if (next === 'id') return;
  const [, , { default: en }] = await Promise.all([learn(next), learnDoor(), import('./office.en.json')]);
  teach('en', en);
}
