// Where things lie in the chart of months: plain numbers, no DOM.
import type { Month } from '../api/watch.ts';

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A chart as wide as its place; on a phone it is less wide than tall enough to read. */
export function frame(width: number): Frame {
  const wide = Math.max(300, Math.min(960, Math.round(width)));
  return { width: wide, height: wide < 520 ? 410 : 430, left: 40, right: wide < 520 ? 64 : 76, top: wide < 520 ? 78 : 66, bottom: wide < 520 ? 76 : 62 };
}

/** The end of the axis of cases, a round number above all that is drawn. */
export function top(months: readonly Month[]): number {
  const highest = Math.max(4, ...months.flatMap(({ upper, observed, expected_upper: coming }) => [upper ?? 0, observed ?? 0, coming ?? 0]));
  const step = stepOf(highest);
  return Math.ceil(highest / step) * step;
}

/** Steps of 1, 2 or 5 times a power of ten, at most six of them. */
function stepOf(highest: number): number {
  const raw = highest / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  return Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((step) => step >= raw)!);
}

/** The numbers of the axis from 0 on. */
export function ticks(end: number): number[] {
  const step = stepOf(end);
  return Array.from({ length: Math.round(end / step) + 1 }, (_, n) => n * step);
}

/** Where a value of a month lies. */
export function at({ width, height, left, right, top: above, bottom }: Frame, end: number, month: number, value: number): Point {
  const step = (width - left - right) / 12;
  return { x: left + (month - 0.5) * step, y: above + (height - above - bottom) * (1 - value / end) };
}

const digits = (n: number) => String(Math.round(n * 10) / 10);
const join = (points: readonly Point[]) => points.map(({ x, y }, n) => `${n ? 'L' : 'M'}${digits(x)} ${digits(y)}`).join('');

/** Months one after another without a gap. */
function runs<T>(months: readonly Month[], pick: (month: Month) => T | null): { month: number; value: T }[][] {
  const all: { month: number; value: T }[][] = [];
  let open = false;
  for (const month of months) {
    const value = pick(month);
    if (value === null) {
      open = false;
      continue;
    }
    if (!open) all.push([]);
    open = true;
    all.at(-1)!.push({ month: month.month, value });
  }
  return all;
}

/** A line through the months that have a value. */
export function line(here: Frame, end: number, months: readonly Month[], pick: (month: Month) => number | null): string {
  return runs(months, pick).map((run) => join(run.map(({ month, value }) => at(here, end, month, value)))).join('');
}

/** The area between the lower and the upper line. */
export function band(here: Frame, end: number, months: readonly Month[]): string {
  const both = runs(months, ({ lower, upper }) => (lower === null || upper === null ? null : { lower, upper }));
  return both
    .map((run) => {
      const above = run.map(({ month, value }) => at(here, end, month, value.upper));
      const below = run.map(({ month, value }) => at(here, end, month, value.lower)).reverse();
      return `${join([...above, ...below])}Z`;
    })
    .join('');
}

/** Whether a month is above its band, as it is known now. */
export const above = ({ zone }: Month): boolean => zone === 'epidemic';
