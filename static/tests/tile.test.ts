import { describe, expect, it } from 'vitest';
import { overlap } from '../src/map/tile.ts';

describe('tiles that meet a changed one', () => {
  const changed = { z: 12, x: 3302, y: 2127 };

  it('are itself, those above it and those inside it', () => {
    for (const tile of [changed, { z: 0, x: 0, y: 0 }, { z: 9, x: 412, y: 265 }, { z: 14, x: 13211, y: 8511 }]) {
      expect(overlap(tile, changed), JSON.stringify(tile)).toBe(true);
      expect(overlap(changed, tile), JSON.stringify(tile)).toBe(true);
    }
  });

  it('are none beside it', () => {
    for (const tile of [{ z: 12, x: 3303, y: 2127 }, { z: 9, x: 413, y: 265 }, { z: 14, x: 13212, y: 8511 }]) {
      expect(overlap(tile, changed), JSON.stringify(tile)).toBe(false);
    }
  });
});
