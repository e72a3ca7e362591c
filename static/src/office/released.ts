// Which release the public sees, and what that makes of the others.
import type { Release } from '../api/releases.ts';

type Known = Pick<Release, 'id' | 'state' | 'changed'>;

/** Of all that were published and not withdrawn the one that was opened last. */
export function openOne<R extends Known>(releases: readonly R[]): R | null {
  const published = releases.filter(({ state }) => state === 'published');
  return published.reduce<R | null>((last, one) => (last && (last.changed ?? '') > (one.changed ?? '') ? last : one), null);
}

export function stateOfRelease(release: Known, open: Known | null): Release['state'] | 'replaced' {
  return release.state === 'published' && release.id !== open?.id ? 'replaced' : release.state;
}
