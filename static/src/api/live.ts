// Server-Sent Events: a new snapshot of the data makes every answer load again. Read with fetch, because EventSource
// cannot carry the token.
import { changed, version, watched } from '../state/answers.ts';
import { ask } from './client.ts';

const RETRY_MS = 10_000;

export async function live(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const answer = await ask('/api/events', undefined, signal);
      await read(answer.body!.pipeThrough(new TextDecoderStream()), heard);
    } catch {
      // Out of reach or restarted: try again below.
    }
    await new Promise((wake) => setTimeout(wake, RETRY_MS));
  }
}

function heard(event: string, data: string): void {
  if (event === 'watch') watched.update((n) => n + 1);
  if (event !== 'snapshot') return;
  const news = JSON.parse(data) as { version: number; tiles?: string[] };
  changed.set(news.tiles ?? null);
  if (news.version > version.get()) version.set(news.version);
}

/** Splits a stream into events, as the HTML standard defines them, without ids and retry times. */
export async function read(stream: ReadableStream<string>, hear: (event: string, data: string) => void): Promise<void> {
  let rest = '';
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value.replaceAll('\r', '');
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const field = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
      const data = field('data').join('\n');
      if (data) hear(field('event')[0] ?? 'message', data);
    }
  }
}
