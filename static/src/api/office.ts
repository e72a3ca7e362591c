// People, tokens, the audit and the own sessions: what the office reads and changes.
import { city } from '../state/answers.ts';
import { cell } from '../state/cell.ts';
import { get } from './client.ts';
import { facility } from './details.ts';
import type { components } from './schema.gen.ts';
import { search } from './search.ts';
import { send } from './send.ts';

type Schemas = components['schemas'];
export type Person = Schemas['Person'];
export type Invited = Schemas['Invited'];
export type Token = Schemas['TokenLine'];
export type Deed = Schemas['AuditLine'];
export type OpenSession = Schemas['OpenSession'];

const named = (name: string) => `/api/people/${encodeURIComponent(name)}`;

export const people = async () => (await get('/api/people')).people;

export async function invite(wish: Schemas['NewPerson']): Promise<Invited> {
  return (await (await send('POST', '/api/people', wish)).json()) as Invited;
}

export async function changePerson(name: string, change: Schemas['PersonChange']): Promise<Person> {
  return (await (await send('PATCH', named(name), change)).json()) as Person;
}

export async function resetPassword(name: string): Promise<string> {
  return ((await (await send('POST', `${named(name)}/password`)).json()) as Schemas['OneTime']).one_time_password;
}

export const tokens = async () => (await get('/api/tokens')).tokens;
export const revokeToken = (id: string) => send('DELETE', `/api/tokens/${encodeURIComponent(id)}`);

export const sessions = async () => (await get('/api/sessions')).sessions;
export const endSession = (id: string) => send('DELETE', `/api/sessions/${encodeURIComponent(id)}`);

/** Whose deeds, from which day on, of which kind, and whom they touched. */
export interface Wanted {
  who: string;
  since: string | null;
  patient: string;
  kind: string;
}

export function deeds({ who, since, patient, kind }: Wanted, cursor: number | null): Promise<Schemas['AuditPage']> {
  const query = new URLSearchParams();
  if (who) query.set('who', who);
  if (since) query.set('since', since);
  if (patient) query.set('case', patient);
  if (kind) query.set('action', kind);
  if (cursor !== null) query.set('cursor', String(cursor));
  return get('/api/audit', { query });
}

/** All deeds that are wanted, the newest first, page after page, but no more than `most`. */
export async function allDeeds(wanted: Wanted, most: number): Promise<{ deeds: Deed[]; more: boolean }> {
  const all: Deed[] = [];
  let cursor: number | null = null;
  do {
    const page: Schemas['AuditPage'] = await deeds(wanted, cursor);
    all.push(...page.entries);
    cursor = page.next ?? null;
  } while (cursor !== null && all.length < most);
  return { deeds: all.slice(0, most), more: cursor !== null || all.length > most };
}

/** The names of places by their codes, as far as they were asked for. */
export const placeNames = cell<Record<string, string>>({});
const asked = new Set<string>();

/** Asks for the names of codes that are not known yet. A code that is no place keeps standing as it is. */
export function learnPlaces(codes: readonly string[]): void {
  for (const code of codes) {
    if (asked.has(code)) continue;
    asked.add(code);
    void nameOf(code).then((name) => placeNames.update((now) => ({ ...now, [code]: name })), () => asked.delete(code));
  }
}

async function nameOf(code: string): Promise<string> {
  // Without dots: three numbers with dots between them may be read as a latitude and a longitude.
  const found = (await search(code.replaceAll('.', ''))).find((one) => one.code === code);
  if (found) return found.kind === 'facility' || found.kind === 'kabkota' ? found.name : `${KIND[found.kind] ?? ''} ${found.name}`.trim();
  // Search knows only facilities with a point; a district it would have found.
  return /^\d\d(\.\d\d){0,2}(\.\d{4})?$/.test(code) ? code : (await facility(code)).name;
}

const KIND: Record<string, string> = { kelurahan: 'Kel.', kecamatan: 'Kec.' };

/** The clock of the city; its calendar too. */
export const zone = () => city.get()!;
