import { describe, expect, it } from 'vitest';
import { bars, countInside, scale, upTo } from '../src/panels/curve.ts';
import type { Series } from '../src/state/answers.ts';
import { dayOf, isoOf, wholeWeeks } from '../src/state/days.ts';

const START = dayOf('2023-01-01');
const series: Series = {
  buckets: Array.from({ length: 156 }, (_, i) => ({ start: isoOf(START + 7 * i), label: '', cases: i % 10, deaths: 0 })),
  as_of: null,
};

describe('the epidemic curve', () => {
  it('counts inside a brushed period exactly what its bars hold', () => {
    const days = wholeWeeks(START + 7 * 60 + 3, START + 7 * 71);
    const inside = bars(series, 'epiweek', days).filter((bar) => bar.inside);
    expect(inside).toHaveLength(12);
    expect(inside.reduce((sum, bar) => sum + bar.cases, 0)).toBe(countInside(series, days));
  });

  it('shows at least a year around a short period, and all of a long one', () => {
    expect(bars(series, 'epiweek', wholeWeeks(START + 7 * 100, START + 7 * 103))).toHaveLength(52);
    expect(bars(series, 'epiweek', wholeWeeks(START, START + 7 * 99)).filter((bar) => bar.inside)).toHaveLength(100);
  });

  it('puts last year beside each week, and nothing where data had not begun', () => {
    const shown = bars(series, 'epiweek', wholeWeeks(START, START + 7 * 155));
    expect(shown[51]!.before).toBeNull();
    expect(shown[52]!.before).toBe(series.buckets[0]!.cases);
  });

  it('has an axis that ends at a round number above all bars', () => {
    expect(scale(1).top).toBe(4);
    expect(scale(28).top).toBe(30);
    expect(scale(101).top).toBe(150);
  });

  it('goes on with zero, not with nothing, to the end of the data', () => {
    const short: Series = { buckets: [{ start: '2026-11-01', label: '', cases: 2, deaths: 0 }], as_of: null };
    expect(upTo(short, 'epiweek', '2026-11-21').buckets.map((b) => [b.start, b.cases])).toEqual([
      ['2026-11-01', 2], ['2026-11-08', 0], ['2026-11-15', 0],
    ]);
    expect(upTo(short, 'month', '2026-12-31').buckets.map((b) => b.start)).toEqual(['2026-11-01', '2026-12-01']);
    expect(upTo({ buckets: [], as_of: null }, 'epiweek', '2026-11-21').buckets).toEqual([]);
  });
});
