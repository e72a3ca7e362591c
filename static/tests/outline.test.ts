import { describe, expect, it } from 'vitest';
import { middle, path } from '../src/panels/outline.ts';

const plain = (lon: number, lat: number): [number, number] => [lon, lat];
const square = (west: number, south: number, side: number) => [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]];

describe('an outline in a drawing', () => {
  it('has its name in the middle of its largest part', () => {
    expect(middle({ type: 'Polygon', coordinates: square(10, 20, 4) }, plain)).toEqual([12, 22]);
    const islands = [square(0, 0, 1), square(10, 20, 4), square(30, 30, 2)];
    expect(middle({ type: 'MultiPolygon', coordinates: islands }, plain)).toEqual([12, 22]);
    // A triangle's centroid is the mean of its corners, whichever way round it is drawn.
    const triangle = [[[0, 0], [0, 6], [9, 0], [0, 0]]];
    expect(middle({ type: 'Polygon', coordinates: triangle }, plain)).toEqual([3, 2]);
  });

  it('has no more corners than can be told apart, and every part', () => {
    const fine = [[[0, 0], [0.2, 0.1], [0.3, 0.3], [5, 0], [5, 5], [0, 0.2], [0, 0]]];
    expect(path({ type: 'Polygon', coordinates: fine }, plain)).toBe('M0.0 0.0L5.0 0.0L5.0 5.0L0.0 0.2Z');
    expect(path({ type: 'MultiPolygon', coordinates: [square(0, 0, 1), square(3, 3, 1)] }, plain).match(/M/g)).toHaveLength(2);
  });
});
