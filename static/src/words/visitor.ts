// The sentences of the visitor's page, kept apart from the staff's: neither pays for the other's.
import id from './visitor.id.json' with { type: 'json' };
import { learn, teach, type Language } from './words.ts';

teach('id', id);

export async function learnVisitor(next: Language): Promise<void> {
  if (next === 'id') return;
  const [, { default: en }] = await Promise.all([learn(next), import('./visitor.en.json')]);
  teach('en', en);
}
