// The arithmetic of the epidemic curve: which buckets are shown, and their values. Pure, so that a test can hold it.
import type { Series } from '../state/answers.ts';
import { dayOf, isoOf, weekStart, type Days } from '../state/days.ts';

export interface Bar {
  /** First and last day of the bucket. */
  first: number;
  last: number;
  cases: number;
  deaths: number;
  /** Cases of the selected district in it. */
  picked: number;
  /** The same week or month one year earlier; null before the data begin. */
  before: number | null;
  inside: boolean;
}

const LEAST_WEEKS = 52;
const LEAST_MONTHS = 24;

function lastOf(first: number, by: 'epiweek' | 'month'): number {
  if (by === 'epiweek') return first + 6;
  const [year, month] = isoOf(first).split('-').map(Number) as [number, number];
  return Math.floor(Date.UTC(year, month, 1) / 86_400_000) - 1;
}

/** The series with the empty weeks or months between its last case and the end of the data: they are zero, not unknown. */
export function upTo(series: Series, by: 'epiweek' | 'month', end: string): Series {
  const buckets = [...series.buckets];
  for (let last = buckets.at(-1); last; last = buckets.at(-1)) {
    const start = isoOf(lastOf(dayOf(last.start), by) + 1);
    if (start > end) break;
    buckets.push({ start, label: '', cases: 0, deaths: 0 });
  }
  return { ...series, buckets };
}

/** The bars around a period: the whole period, and at least a year (of weeks) or two (of months) for context. */
export function bars(series: Series, by: 'epiweek' | 'month', days: Days, picked?: Series | null): Bar[] {
  const [from, to] = [dayOf(days.from), dayOf(days.to)];
  const starts = series.buckets.map((b) => dayOf(b.start));
  const back = by === 'epiweek' ? 52 : 12;
  const least = by === 'epiweek' ? LEAST_WEEKS : LEAST_MONTHS;
  const share = new Map((picked?.buckets ?? []).map((b) => [b.start, b.cases ?? 0]));
  const all = series.buckets.map((bucket, i): Bar => {
    const first = starts[i]!;
    const last = lastOf(first, by);
    return {
      first,
      last,
      cases: bucket.cases ?? 0,
      deaths: bucket.deaths ?? 0,
      picked: share.get(bucket.start) ?? 0,
      before: i >= back ? (series.buckets[i - back]!.cases ?? 0) : null,
      inside: last >= from && first <= to,
    };
  });
  const end = all.findLastIndex((bar) => bar.inside);
  if (end < 0) return all.slice(-least);
  const begin = all.findIndex((bar) => bar.inside);
  const room = Math.max(0, least - (end - begin + 1));
  const after = Math.min(all.length - 1 - end, Math.floor(room / 4));
  return all.slice(Math.max(0, begin - (room - after)), end + 1 + after);
}

/** A round number at or above the highest bar, and the lines below it. */
export function scale(highest: number): { top: number; lines: number[] } {
  if (highest <= 4) return { top: 4, lines: [2, 4] };
  const power = 10 ** Math.floor(Math.log10(highest));
  const top = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((n) => n * power).find((n) => n >= highest)!;
  return { top, lines: [top / 2, top].filter(Number.isInteger) };
}

/** How many cases the buckets of whole weeks hold: the same number as the summary of that period. */
export function countInside(series: Series, days: Days): number {
  const [from, to] = [weekStart(dayOf(days.from)), dayOf(days.to)];
  return series.buckets
    .filter((bucket) => dayOf(bucket.start) >= from && dayOf(bucket.start) <= to)
    .reduce((sum, bucket) => sum + (bucket.cases ?? 0), 0);
}
