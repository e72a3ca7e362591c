// Seeded walks of people over a map: the same on every machine for the same places.
import { readFileSync } from 'node:fs';

/** A seeded generator (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The places of a sample on the plane of web mercator, 0 to 1 east and south. */
export function places(file) {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [lon, lat] = line.split(',').map(Number);
    const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
    return { x: (lon + 180) / 360, y };
  });
}

/** The tiles around a place: `wide` x `high` of them. */
function screen(place, z, wide, high) {
  const [left, top] = [Math.floor(place.x * 2 ** z - wide / 2 + 0.5), Math.floor(place.y * 2 ** z - high / 2 + 0.5)];
  const inside = (v) => v >= 0 && v < 2 ** z;
  const tiles = [];
  for (let y = top; y < top + high; y += 1) {
    for (let x = left; x < left + wide; x += 1) if (inside(x) && inside(y)) tiles.push(`${z}/${x}/${y}`);
  }
  return tiles;
}

/**
 * Sessions of 40 steps with a screen of 3 x 2 tiles: from an overview towards one of the places (45 %), sideways (35 %) or
 * out again (20 %). Each tile once, until there are `count`; of those without any of the places every tenth is kept, so
 * that few are empty.
 */
export function walk(all, { lowest, highest, count, seed = 7 }) {
  const next = random(seed);
  const any = () => all[Math.floor(next() * all.length)];
  const address = (place, z) => `${z}/${Math.floor(place.x * 2 ** z)}/${Math.floor(place.y * 2 ** z)}`;
  const zooms = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i);
  const lived = new Set(zooms.flatMap((z) => all.map((place) => address(place, z))));
  const seen = new Set();
  const tiles = new Set();
  for (let session = 0; tiles.size < count && session < count; session += 1) {
    const goal = any();
    let z = lowest + Math.floor(next() * (highest - lowest + 1) * 0.4);
    let at = { ...goal };
    for (let step = 0; step < 40 && tiles.size < count; step += 1) {
      for (const tile of screen(at, z, 3, 2).filter((one) => !seen.has(one))) {
        seen.add(tile);
        if (lived.has(tile) || next() < 0.1) tiles.add(tile);
      }
      const choice = next();
      if (choice < 0.45 && z < highest) z += 1;
      else if (choice < 0.65 && z > lowest) z -= 1;
      else at = { x: at.x + (next() - 0.5) * 2 ** (1 - z), y: at.y + (next() - 0.5) * 2 ** (1 - z) };
      if (next() < 0.2) at = { ...goal };
    }
  }
  return [...tiles].slice(0, count);
}

/** Screens of 5 x 4 tiles that are asked for at once, each at another place and zoom; no tile twice. */
export function screens(all, { lowest, highest, count, seed = 11 }) {
  const next = random(seed);
  const found = [];
  const seen = new Set();
  for (let tries = 0; found.length < count && tries < count * 100; tries += 1) {
    const z = lowest + Math.floor(next() * (highest - lowest + 1));
    const tiles = screen(all[Math.floor(next() * all.length)], z, 5, 4);
    if (tiles.length < 20 || tiles.some((tile) => seen.has(tile))) continue;
    tiles.forEach((tile) => seen.add(tile));
    found.push(tiles);
  }
  return found;
}
