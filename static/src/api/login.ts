// Coming in by name and password. The server keeps the session in a cookie that no script can read; nothing of it stays
// here, and the password least of all.
import type { Session } from '../state/answers.ts';
import { send } from './send.ts';

/** Whoever shows a password asks with that alone, not with a token of the tab. */
const WITHOUT_TOKEN = {};

export async function signIn(name: string, password: string): Promise<Session> {
  return (await (await send('POST', '/api/session', { name, password }, WITHOUT_TOKEN)).json()) as Session;
}

export async function changePassword(old: string, next: string): Promise<void> {
  await send('POST', '/api/session/password', { old, new: next }, WITHOUT_TOKEN);
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/api/session', undefined, WITHOUT_TOKEN);
}
