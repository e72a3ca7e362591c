// Tiles that failed while the server was away are asked for again until they come; MapLibre itself leaves the hole.
import type { ErrorEvent, Map as MapLibre } from 'maplibre-gl';
import { online } from '../state/answers.ts';
import type { Stop } from '../state/cell.ts';

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30_000;

interface Place {
  x: number;
  y: number;
  z: number;
}

type TileFailure = ErrorEvent & { sourceId?: string; tile?: { tileID: { canonical: Place } } };

/** What the server refuses stays refused; what did not arrive, or what it could not answer now, may come later. */
export function mayComeLater(error: unknown): boolean {
  const status = (error as { status?: number } | null)?.status ?? 0;
  return status === 0 || status === 429 || status >= 500;
}

export function retryTiles(map: Pick<MapLibre, 'on' | 'off' | 'getSource' | 'refreshTiles'>): Stop {
  const failed = new Map<string, Place[]>();
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = [...failed];
    failed.clear();
    for (const [source, places] of now) {
      // A failed tile of pictures, asked for singly, counts as drawn before its picture is there; one of vectors is
      // only fetched when asked for singly.
      const kind = map.getSource(source)?.type;
      if (kind) map.refreshTiles(source, ...(kind === 'raster' ? [] : [places]));
    }
  };
  const note = (event: ErrorEvent) => {
    const { sourceId, tile, error } = event as TileFailure;
    if (!sourceId || !tile || !mayComeLater(error)) return void console.warn(error);
    failed.set(sourceId, [...(failed.get(sourceId) ?? []), tile.tileID.canonical]);
    if (timer) return;
    timer = setTimeout(again, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  const loaded = () => {
    if (!failed.size) wait = FIRST_WAIT_MS;
  };
  map.on('error', note);
  map.on('idle', loaded);
  const stop = online.subscribe((reached) => {
    if (!reached || !failed.size) return;
    wait = FIRST_WAIT_MS;
    again();
  });
  return () => {
    clearTimeout(timer);
    map.off('error', note);
    map.off('idle', loaded);
    stop();
  };
}
