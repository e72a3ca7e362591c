// What a bench leaves: numbers as JSON with what they were measured on, and a picture of them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { binary, folder } from './programs.mjs';

/** The machine and the moment; no names. */
export const circumstances = () => ({
  date: new Date().toISOString(),
  cores: cpus().length,
  processor: cpus()[0]?.model,
  memory_gb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.version,
  sigis: execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim(),
  load: loadavg()[0],
});

/** Writes the numbers of a bench. */
export function keep(name, taken) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...circumstances(), taken }, null, 1));
  console.log(`\nload ${loadavg()[0].toFixed(1)}, ${cpus().length} cores; all numbers in ${join(folder, name)}.json`);
}

/** The numbers of an earlier bench; null where there are none. */
export function kept(name) {
  try {
    return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  } catch {
    return null;
  }
}

/** The least, the middle and the most of some ratios. */
export function spread(ratios) {
  const sorted = [...ratios].sort((a, b) => a - b);
  return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((r) => r.toPrecision(3)).join(' / ');
}

const [WIDE, HIGH, LEFT, RIGHT, LOW, TOP] = [640, 360, 70, 30, 50, 40];
const inks = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#999999'];

/** Whole powers of ten around some numbers. */
function decades(values) {
  const logs = values.map(Math.log10);
  return [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs) - 1e-9)];
}

/** A plot with two logarithmic axes: `lines` is { name: [[x, y], ...] }. Its ink follows the reader's light or dark. */
export function plot({ title, x, y, lines }) {
  const points = Object.values(lines).flat();
  const [x0, x1] = decades(points.map((p) => p[0]));
  const [y0, y1] = decades(points.map((p) => p[1]));
  const across = (v) => LEFT + ((Math.log10(v) - x0) / Math.max(1, x1 - x0)) * (WIDE - LEFT - RIGHT);
  const up = (v) => HIGH - LOW - ((Math.log10(v) - y0) / Math.max(1, y1 - y0)) * (HIGH - LOW - TOP);
  const powers = (low, high) => Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const text = (at, to, words, more = '') => `<text x="${at}" y="${to}" ${more}>${words}</text>`;
  const grid = [
    ...powers(x0, x1).map((p) => [`<path class="g" d="M${across(10 ** p)} ${TOP}V${HIGH - LOW}"/>`, text(across(10 ** p), HIGH - LOW + 16, 10 ** p, 'text-anchor="middle"')]),
    ...powers(y0, y1).map((p) => [`<path class="g" d="M${LEFT} ${up(10 ** p)}H${WIDE - RIGHT}"/>`, text(LEFT - 6, up(10 ** p) + 4, 10 ** p, 'text-anchor="end"')]),
  ].flat();
  const drawn = Object.entries(lines).flatMap(([name, line], i) => [
    `<polyline fill="none" stroke="${inks[i % 5]}" stroke-width="2" points="${line.map(([a, b]) => `${across(a)},${up(b)}`).join(' ')}"/>`,
    ...line.map(([a, b]) => `<circle cx="${across(a)}" cy="${up(b)}" r="3" fill="${inks[i % 5]}"/>`),
    text(LEFT + 10 + i * 140, TOP - 6, name, `style="fill:${inks[i % 5]}"`),
  ]);
  const style = 'text{font:12px sans-serif;fill:#222}.g{stroke:#8885}@media(prefers-color-scheme:dark){text{fill:#ddd}}';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDE} ${HIGH}" role="img"><title>${title}</title><style>${style}</style>`,
    text(LEFT, 16, title, 'font-weight="bold"'), ...grid, ...drawn,
    text(WIDE / 2, HIGH - 12, x, 'text-anchor="middle"'), text(14, HIGH / 2, y, `text-anchor="middle" transform="rotate(-90 14 ${HIGH / 2})"`),
    '</svg>\n',
  ].join('\n');
}
