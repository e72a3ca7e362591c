// Requests to the server: the token of this tab, problems as typed errors, and whether the server was reached.
import { online, open } from '../state/answers.ts';

export interface Problem {
  title: string;
  status: number;
  detail?: string;
  request_id?: string;
  fields?: { field: string; message: string }[];
}

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

export async function json<T>(path: string, query?: URLSearchParams, signal?: AbortSignal): Promise<T> {
  return (await (await ask(path, query, signal)).json()) as T;
}

async function problemOf(answer: Response): Promise<Problem> {
  const plain = { title: answer.statusText, status: answer.status };
  try {
    return { ...plain, ...((await answer.json()) as Partial<Problem>), status: answer.status };
  } catch {
    return plain;
  }
}
