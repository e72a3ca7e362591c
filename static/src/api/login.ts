// Coming in by name and password. The server keeps the session in a cookie that no script can read; nothing of it stays
// here, and the password least of all.
import type { Session } from '../state/answers.ts';
import { problemOf, Refused } from './client.ts';

/** Too many tries: how long to wait, in seconds. */
export class TooMany extends Refused {
  readonly seconds: number;

  constructor(refused: Refused, seconds: number) {
    super(refused.problem);
    this.seconds = seconds;
  }
}

async function send(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : null,
  });
  if (answer.ok) return answer;
  const refused = new Refused(await problemOf(answer));
  const seconds = Number(answer.headers.get('retry-after'));
  throw answer.status === 429 && seconds > 0 ? new TooMany(refused, seconds) : refused;
}

export async function signIn(name: string, password: string): Promise<Session> {
  return (await (await send('POST', '/api/session', { name, password })).json()) as Session;
}

export async function changePassword(old: string, next: string): Promise<void> {
  await send('POST', '/api/session/password', { old, new: next });
}

export async function signOut(): Promise<void> {
  await send('DELETE', '/api/session');
}
