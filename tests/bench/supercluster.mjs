// npm supercluster on the cases of a CSV: indexes them, cuts the tiles of a list, indexes one disease again (a filter is
// a new index there). usage: node supercluster.mjs CSV TILES
import { readFileSync } from 'node:fs';
import Supercluster from 'supercluster';
import vtpbf from 'vt-pbf';

const [csv, list] = process.argv.slice(2);
const now = () => Number(process.hrtime.bigint()) / 1e6;

const points = [];
const text = readFileSync(csv, 'latin1');
for (let start = text.indexOf('\n') + 1; start < text.length; ) {
  const end = text.indexOf('\n', start);
  const fields = text.slice(start, end).split(',');
  const [id, disease] = [Number(fields[0]), fields[1]];
  const coordinates = [Number(fields[7]), Number(fields[8])];
  points.push({ type: 'Feature', properties: { id, disease }, geometry: { type: 'Point', coordinates } });
  start = end + 1;
}
const index = (some) => {
  const begin = now();
  const made = new Supercluster({ radius: 64, extent: 512, minZoom: 0, maxZoom: 13 }).load(some);
  return { made, took: now() - begin };
};
const whole = index(points);
const times = readFileSync(list, 'utf8').trim().split('\n').map((line) => {
  const [z, x, y] = line.split('/').map(Number);
  const begin = now();
  const tile = whole.made.getTile(z, x, y);
  if (tile) vtpbf.fromGeojsonVt({ cases: tile });
  return now() - begin;
}).sort((a, b) => a - b);
const filtered = index(points.filter((point) => point.properties.disease === 'dbd'));
const quantile = (q) => times[Math.max(0, Math.ceil(times.length * q) - 1)];
console.log(JSON.stringify({
  index: whole.took,
  again: filtered.took,
  p50: quantile(0.5),
  p99: quantile(0.99),
  per_second: (1000 * times.length) / times.reduce((a, b) => a + b),
  memory: process.memoryUsage().rss / 1e6,
}));
