// Requests to the server: the token of this tab, problems as typed errors, and whether the server was reached.
import { online, open } from '../state/answers.ts';
import type { components, paths } from './schema.gen.ts';

export type Problem = Pick<components['schemas']['Problem'], 'title' | 'status'> & Partial<components['schemas']['Problem']>;

/** An answer that is no success, with the server's own words. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }

  /** Counts that this viewer may not see. */
  get withheld(): boolean {
    return this.problem.status === 401 || this.problem.status === 403;
  }
}

let token: string | null = null;

/** The bearer token that every request to this server carries, if any. */
export function useToken(next: string | null): void {
  token = next;
}

export function authorization(): Record<string, string> {
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** Sends a GET. `navigator.onLine` is never asked: only a failed request tells that the server is out of reach. */
export async function ask(path: string, query?: URLSearchParams, signal?: AbortSignal): Promise<Response> {
  const text = query?.toString();
  let answer: Response;
  open.update((n) => n + 1);
  try {
    answer = await fetch(text ? `${path}?${text}` : path, { headers: authorization(), signal: signal ?? null });
  } catch (cause) {
    if (!signal?.aborted) online.set(false);
    throw cause;
  } finally {
    open.update((n) => n - 1);
  }
  online.set(true);
  if (!answer.ok) throw new Refused(await problemOf(answer));
  return answer;
}

/** What a GET of an address answers with, as the server describes it. */
type Told<P extends keyof paths> = paths[P] extends { get: { responses: { 200: { content: { 'application/json': infer T } } } } }
  ? T
  : never;
/** The words inside an address, such as `code` in `/api/districts/{code}`. */
type Inside<P extends keyof paths> = paths[P] extends { get: { parameters: { path: infer W } } } ? { at: W } : { at?: never };
type Words<P extends keyof paths> = Inside<P> & { query?: URLSearchParams; signal?: AbortSignal | undefined };
/** Addresses that need no words of their own may be asked without any. */
type Given<P extends keyof paths> = { at?: never } extends Inside<P> ? [words?: Words<P>] : [words: Words<P>];

/** Asks one address of the server's description; the answer has the type it is described with. */
export async function get<P extends keyof paths>(path: P, ...[words]: Given<P>): Promise<Told<P>> {
  const inside = (words?.at ?? {}) as Record<string, unknown>;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(inside[name])));
  return (await (await ask(address, words?.query, words?.signal)).json()) as Told<P>;
}

export async function problemOf(answer: Response): Promise<Problem> {
  const plain = { title: answer.statusText, status: answer.status };
  try {
    return { ...plain, ...((await answer.json()) as Partial<Problem>), status: answer.status };
  } catch {
    return plain;
  }
}
