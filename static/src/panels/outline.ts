// Outlines of districts as lines of a drawing: paths with no more corners than can be seen, and where their names go.
import type { MultiPolygon, Polygon } from 'geojson';

type Ring = number[][];
/** From degrees to the units of the drawing. */
export type Project = (lon: number, lat: number) => [x: number, y: number];

/** Corners closer together than this, in units of the drawing, are one. */
const APART = 0.7;

const parts = (geometry: Polygon | MultiPolygon): Ring[][] => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);

/** The corners of a ring that can be told apart; the first one always. */
function seen(ring: Ring, project: Project): [number, number][] {
  const kept: [number, number][] = [];
  for (const [lon, lat] of ring) {
    const at = project(lon!, lat!);
    const last = kept.at(-1);
    if (!last || Math.hypot(at[0] - last[0], at[1] - last[1]) >= APART) kept.push(at);
  }
  return kept;
}

/** An outline as the `d` of an SVG path. */
export function path(geometry: Polygon | MultiPolygon, project: Project): string {
  const line = (ring: Ring) => `M${seen(ring, project).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
  return parts(geometry).flat().map(line).join('');
}

/** The middle of the largest part, in units of the drawing: the centroid of its outer ring. */
export function middle(geometry: Polygon | MultiPolygon, project: Project): [number, number] {
  const sums = parts(geometry).map(([outer]) => weigh(outer!.map(([lon, lat]) => project(lon!, lat!))));
  const [area, x, y] = sums.reduce((most, sum) => (Math.abs(sum[0]) > Math.abs(most[0]) ? sum : most));
  return [x / (3 * area), y / (3 * area)];
}

/** Twice the area of a ring with its sign, and the sums that make its centroid. */
function weigh(ring: [number, number][]): [area: number, x: number, y: number] {
  return ring.slice(1).reduce<[number, number, number]>(
    ([area, x, y], [bx, by], n) => {
      const [ax, ay] = ring[n]!;
      const cross = ax * by - bx * ay;
      return [area + cross, x + (ax + bx) * cross, y + (ay + by) * cross];
    },
    [0, 0, 0],
  );
}
