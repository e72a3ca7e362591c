import { describe, expect, it, vi } from 'vitest';
import { follow } from '../src/api/answers.ts';
import { read } from '../src/api/live.ts';
import { cell } from '../src/state/cell.ts';
import { online, type Answer } from '../src/state/answers.ts';

describe('server-sent events', () => {
  it('are heard also when they come in pieces, with comments and carriage returns between', async () => {
    const parts = ['event: snap', 'shot\r\ndata: {"version":2}\r\n\r\n: keep-alive\n\n', 'data: a\ndata: b\n', '\n'];
    const heard: string[] = [];
    const stream = new ReadableStream<string>({
      start(to) {
        parts.forEach((part) => to.enqueue(part));
        to.close();
      },
    });
    await read(stream, (event, data) => heard.push(`${event} ${data}`));
    expect(heard).toEqual(['snapshot {"version":2}', 'message a\nb']);
  });
});

describe('an answer', () => {
  it('of an older question never overwrites that of a newer one', async () => {
    const question = cell<string | null>('old');
    const answer = cell<Answer<string>>({ state: 'idle', data: null });
    const waiting = new Map<string, (text: string) => void>();
    const stop = follow(question, answer, (asked) => new Promise<string>((tell) => waiting.set(asked, tell)));
    question.set('new');
    waiting.get('new')!('answer to new');
    waiting.get('old')!('answer to old');
    await vi.waitFor(() => expect(answer.get().state).toBe('ready'));
    expect(answer.get().data).toBe('answer to new');
    question.set(null);
    expect(answer.get()).toEqual({ state: 'idle', data: null });
    stop();
  });

  it('to another question never stands under the new one when the server is gone, and is asked again when it is back', async () => {
    const question = cell<string | null>('old');
    const answer = cell<Answer<string>>({ state: 'idle', data: null });
    let reached = true;
    const stop = follow(question, answer, async (asked) => {
      online.set(reached);
      if (!reached) throw new TypeError('failed to fetch');
      return `answer to ${asked}`;
    });
    await vi.waitFor(() => expect(answer.get().data).toBe('answer to old'));
    reached = false;
    question.set('new');
    await vi.waitFor(() => expect(answer.get()).toMatchObject({ state: 'failed', data: null }));
    reached = true;
    online.set(true);
    await vi.waitFor(() => expect(answer.get()).toEqual({ state: 'ready', data: 'answer to new' }));
    stop();
  });
});
