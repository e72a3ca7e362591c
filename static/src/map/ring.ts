import type { Feature, Polygon } from 'geojson';

const METRES_PER_DEGREE = 111_320;

/** A circle of metres around a point as a polygon of 64 corners; exact enough within a city. */
export function ring(lon: number, lat: number, metres: number): Feature<Polygon> {
  const high = metres / METRES_PER_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const corners = Array.from({ length: 65 }, (_, i) => {
    const angle = ((i % 64) / 64) * 2 * Math.PI;
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [corners] } };
}
