// An answer that follows a question: while a new one loads the old one stays, and what comes too late is dropped.
import { Refused } from '../api/client.ts';
import { t } from '../words/words.ts';

/** What was refused, in the person's language. */
export function sentence(cause: unknown): string {
  if (!(cause instanceof Refused)) return t('out_of_reach');
  const { status, fields = [] } = cause.problem;
  const field = fields[0]?.field;
  if (field === 'note') return t('watch_note_refused');
  if (field === 'day') return t('watch_day_refused');
  if (status === 403) return t('watch_elsewhere');
  if (status === 404) return t('not_found');
  if (status === 409) return t('watch_already');
  return cause.message;
}

/** Asks, and tells of the answer or of what was refused; the function that it gives drops both. */
export function load<T>(question: (signal: AbortSignal) => Promise<T>, come: (answer: T) => void, fail: (words: string) => void): () => void {
  const mine = new AbortController();
  question(mine.signal)
    .then((answer) => !mine.signal.aborted && come(answer))
    .catch((cause: unknown) => !mine.signal.aborted && fail(sentence(cause)));
  return () => mine.abort();
}
