// From the published table to the colours of the map. Classes are natural breaks as in the maps of the staff: Fisher's
// exact method, which makes the sum of squares inside the classes least.
import type { Legend } from '../state/answers.ts';
import type { ToldRow, ToldTable } from '../state/release.ts';
import { ramp } from './ramps.ts';

const CLASSES = 5;

/** The edges of at most `classes` classes of values above zero, from the least to the greatest value. */
export function naturalBreaks(values: readonly number[], classes: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const k = Math.min(classes, new Set(sorted).size);
  if (k === 0) return [];
  const sums = prefix(sorted);
  const squares = prefix(sorted.map((v) => v * v));
  const spread = (i: number, j: number) => squares[j]! - squares[i]! - (sums[j]! - sums[i]!) ** 2 / (j - i);
  let cost = sorted.map((_, j) => spread(0, j + 1));
  const starts: number[][] = [];
  for (let c = 1; c < k; c++) {
    const first = sorted.map((_, j) => bestStart(j + 1, c, cost, spread));
    starts.push(first);
    cost = first.map((i, j) => (i < 1 ? Infinity : cost[i - 1]! + spread(i, j + 1)));
  }
  const edges = [sorted.at(-1)!];
  for (let end = sorted.length, c = k - 2; c >= 0; c--) {
    end = starts[c]![end - 1]!;
    edges.unshift(sorted[end]!);
  }
  return [sorted[0]!, ...edges];
}

const prefix = (values: readonly number[]) => values.reduce((sums, v) => [...sums, sums.at(-1)! + v], [0]);

/** Where the last class of the first `count` values should begin; -1 where there are too few of them. */
function bestStart(count: number, before: number, cost: number[], spread: (i: number, j: number) => number): number {
  let best = -1;
  let least = Infinity;
  for (let i = before; i < count; i++) {
    const sum = cost[i - 1]! + spread(i, count);
    if (sum < least) [best, least] = [i, sum];
  }
  return best;
}

/** Whether cases are there, but their number is not told. */
export const isHidden = ({ told }: ToldRow) => told === 'small' || told === 'withheld' || told === 'between';

/**
 * The legend of a table, in the shape that the map paints: rates of a year; counts of a part of it, which has no rate, and
 * of a year whose people are not known.
 */
export function legendOf(table: ToldTable, palette: string | undefined): Legend {
  const rated = table.span === 'year' && (table.rows.some(({ ir }) => ir !== null) || !table.rows.some(({ cases }) => cases));
  const indicator = rated ? 'ir' : 'cases';
  const value = (row: ToldRow) => row[indicator];
  const rates = table.rows.map(value).filter((n) => n !== null && n > 0) as number[];
  const breaks = naturalBreaks(rates, CLASSES);
  const count = Math.max(0, breaks.length - 1);
  const colors = ramp(palette);
  const color = (i: number) => colors[count < 2 ? 2 : Math.round((i * (colors.length - 1)) / (count - 1))]!;
  const inside = (i: number) => rates.filter((v) => v >= breaks[i]! && (i === count - 1 ? v <= breaks[i + 1]! : v < breaks[i + 1]!));
  const hidden = table.rows.filter(isHidden);
  const missing = table.rows.filter((row) => value(row) === null && !isHidden(row) && row.cases !== 0);
  return {
    by: table.of.by,
    indicator,
    unit: '',
    method: 'jenks',
    palette: palette ?? '',
    breaks,
    classes: Array.from({ length: count }, (_, i) => ({ from: breaks[i]!, to: breaks[i + 1]!, color: color(i), label: '', count: inside(i).length })),
    zero: { color: '#FFFFFF', count: table.rows.filter((row) => row.cases === 0).length },
    no_data: { pattern: 'hatch', color: '#A9A69E', count: missing.length },
    values: Object.fromEntries(table.rows.map((row) => [row.code, row.cases === 0 ? 0 : value(row)])),
    hidden: hidden.map(({ code }) => code),
    from: null,
    to: null,
    as_of: table.as_of,
  };
}
