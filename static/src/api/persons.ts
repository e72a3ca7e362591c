// Who the cases are, and lists that are taken away. Each reading leaves a row in the server's audit.
import { period } from '../state/clock.ts';
import { filters, toQuery } from '../state/filters.ts';
import { language } from '../state/language.ts';
import { ask } from './client.ts';
import { hand } from './hand.ts';
import type { components } from './schema.gen.ts';
import { send } from './send.ts';

type Schemas = components['schemas'];
export type Identity = Schemas['IdentityCard'];

/** Who a case is; null where nobody is known or the person was erased. */
export async function identify(id: string, reason: string): Promise<Identity | null> {
  const answer = await send('POST', `/api/cases/${encodeURIComponent(id)}/identity`, why(reason));
  return ((await answer.json()) as Schemas['CaseIdentity']).identity ?? null;
}

export type ListFile = 'csv' | 'xlsx' | 'names';

/** The cases of the present question as a file; `names` is the list with identity. */
export async function saveList(kind: ListFile, reason: string): Promise<void> {
  const query = toQuery({ ...filters.get(), ...(period.get() ?? {}) });
  query.set('lang', language.get());
  const answer = kind === 'names' ? await send('POST', `/api/identities.csv?${query}`, why(reason)) : await ask(`/api/cases.${kind}`, query);
  const days = period.get();
  const stamp = days ? `${days.from}-${days.to}` : 'semua';
  hand(await answer.blob(), kind === 'names' ? `kasus-identitas-${stamp}.csv` : `kasus-${stamp}.${kind}`);
}

function why(reason: string): { reason?: string } {
  return reason.trim() ? { reason: reason.trim() } : {};
}
