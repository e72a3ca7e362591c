// Requests that change something, and the refusals that come back.
import { authorization, problemOf, Refused } from './client.ts';

/** Too many tries: how long to wait, in seconds. */
export class TooMany extends Refused {
  readonly seconds: number;

  constructor(refused: Refused, seconds: number) {
    super(refused.problem);
    this.seconds = seconds;
  }
}

type Method = 'POST' | 'PATCH' | 'DELETE';

/** Sends a change with the token of this tab, if any, else with the cookie of the session. */
export async function send(method: Method, path: string, body?: object, headers = authorization()): Promise<Response> {
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { ...headers, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : null,
  });
  if (answer.ok) return answer;
  const refused = new Refused(await problemOf(answer));
  const seconds = Number(answer.headers.get('retry-after'));
  throw answer.status === 429 && seconds > 0 ? new TooMany(refused, seconds) : refused;
}
