// Loads again what a change touched. Fetched at the first change, not with the first view.
import type { Map as MapLibre } from 'maplibre-gl';
import { overlap } from '../tile.ts';

/** Loads those tiles of a source in view that meet one of the named ones (`z/x/y`). */
export function refresh(map: MapLibre, source: string, names: string[], maxzoom: number): void {
  const named = names.map((name) => name.split('/').map(Number) as [number, number, number]);
  const shown = map.coveringTiles({ tileSize: 512, minzoom: 0, maxzoom, roundZoom: false }).map((tile) => tile.canonical);
  const stale = shown.filter((tile) => named.some(([z, x, y]) => overlap(tile, { z, x, y })));
  if (stale.length) map.refreshTiles(source, stale);
}
