// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryTiles } from '../src/map/retry.ts';
import { online } from '../src/state/answers.ts';

type Listener = (event: unknown) => void;

/** A map that only hears and is asked for tiles. */
function silentMap() {
  const heard = new Map<string, Listener>();
  const asked: unknown[] = [];
  const map = {
    on: (name: string, listener: Listener) => heard.set(name, listener),
    off: (name: string) => heard.delete(name),
    getSource: (source: string) => ({ type: source === 'ground' ? 'raster' : 'vector' }),
    refreshTiles: (source: string, tiles?: unknown[]) => asked.push([source, tiles]),
  };
  const fail = (sourceId: string, status?: number) =>
    heard.get('error')!({ sourceId, tile: { tileID: { canonical: { x: 1, y: 2, z: 11 } } }, error: Object.assign(new Error(), { status }) });
  return { map: map as unknown as Parameters<typeof retryTiles>[0], asked, fail };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  online.set(true);
});

describe('tiles that failed while the server was away', () => {
  it('are asked for again by themselves, and at once when the server is back', () => {
    const { map, asked, fail } = silentMap();
    const stop = retryTiles(map);
    fail('cases');
    fail('ground');
    vi.advanceTimersByTime(2000);
    expect(asked).toEqual([['cases', [{ x: 1, y: 2, z: 11 }]], ['ground', undefined]]);
    fail('cases', 503);
    online.set(false);
    online.set(true);
    expect(asked).toHaveLength(3);
    stop();
  });

  it('are asked for ever more rarely while it stays away, and never when they were refused', () => {
    const { map, asked, fail } = silentMap();
    const stop = retryTiles(map);
    fail('cases', 403);
    fail('cases', 404);
    vi.advanceTimersByTime(60_000);
    expect(asked).toEqual([]);
    for (let minute = 0; minute < 600; minute++) {
      fail('cases');
      vi.advanceTimersByTime(1000);
    }
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.length).toBeLessThan(30);
    stop();
  });
});
