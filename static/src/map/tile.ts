// Tiles as the server names them.

export interface Tile {
  z: number;
  x: number;
  y: number;
}

/** Whether one of two tiles lies in the other. */
export function overlap(a: Tile, b: Tile): boolean {
  const z = Math.min(a.z, b.z);
  const at = (tile: Tile) => [tile.x >> (tile.z - z), tile.y >> (tile.z - z)].join();
  return at(a) === at(b);
}
