// The sentences of the page of warnings, with those of the door.
import id from './watch.id.json' with { type: 'json' };
import { learnDoor } from './door.ts';
import { learn, speak, teach, type Language } from './words.ts';

teach('id', id);

export async function learnWatch(next: Language): Promise<void> {
  speak(next);
  if (next === 'id') return;
  const [, , { default: en }] = await Promise.all([learn(next), learnDoor(), import('./watch.en.json')]);
  teach('en', en);
}
