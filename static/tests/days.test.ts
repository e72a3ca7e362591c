import { describe, expect, it } from 'vitest';
import { firstFrame, nextFrame } from '../src/state/clock.ts';
import * as days from '../src/state/days.ts';

describe('epidemiological weeks, Sunday to Saturday', () => {
  it('begin each year on the published day', () => {
    const published = { 2022: '2022-01-02', 2023: '2023-01-01', 2024: '2023-12-31', 2025: '2024-12-29', 2026: '2026-01-04', 2027: '2027-01-03' };
    for (const [year, day] of Object.entries(published)) expect(days.isoOf(days.yearStart(Number(year))), year).toBe(day);
  });

  it('number 53 in 2025, and week 27 of 2026 begins on 5 July', () => {
    expect(days.epiWeek(days.dayOf('2026-01-03'))).toEqual({ year: 2025, week: 53 });
    expect(days.epiWeek(days.dayOf('2026-07-05'))).toEqual({ year: 2026, week: 27 });
    expect(days.epiWeek(days.dayOf('2026-07-11'))).toEqual({ year: 2026, week: 27 });
    expect(days.epiWeek(days.dayOf('2026-07-12'))).toEqual({ year: 2026, week: 28 });
  });

  it('hold the brush: any two days give whole weeks around them, in either order', () => {
    expect(days.wholeWeeks(days.dayOf('2026-07-08'), days.dayOf('2026-07-14'))).toEqual({ from: '2026-07-05', to: '2026-07-18' });
    expect(days.wholeWeeks(days.dayOf('2026-07-14'), days.dayOf('2026-07-08'))).toEqual({ from: '2026-07-05', to: '2026-07-18' });
    expect(days.wholeMonths(days.dayOf('2024-02-10'), days.dayOf('2024-02-10'))).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });

  it('are complete at the end of the data', () => {
    expect(days.lastWeeks('2026-11-21', 4)).toEqual({ from: '2026-10-25', to: '2026-11-21' });
    expect(days.lastWeeks('2026-11-20', 4)).toEqual({ from: '2026-10-18', to: '2026-11-14' });
  });
});

describe('the same days last year', () => {
  it('follow the rule of the server for February', () => {
    expect(days.previousYear({ from: '2026-10-25', to: '2026-11-21' })).toEqual({ from: '2025-10-25', to: '2025-11-21' });
    expect(days.previousYear({ from: '2024-02-29', to: '2024-03-06' })).toEqual({ from: '2023-02-28', to: '2023-03-06' });
    expect(days.previousYear({ from: '2025-02-01', to: '2025-02-28' })).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });
});

describe('play', () => {
  const data = { from: '2026-01-04', to: '2026-12-26' };
  const now = { from: '2026-01-04', to: '2026-01-31' };

  it('moves a window, grows a total, or steps by its own length', () => {
    expect(nextFrame(now, data, 'window')).toEqual({ from: '2026-01-11', to: '2026-02-07' });
    expect(nextFrame(now, data, 'cumulative')).toEqual({ from: '2026-01-04', to: '2026-02-07' });
    expect(nextFrame(now, data, 'step')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('ends with the data and begins again with the same length', () => {
    expect(nextFrame({ from: '2026-11-29', to: '2026-12-26' }, data, 'window')).toBeNull();
    expect(firstFrame({ from: '2026-11-29', to: '2026-12-26' }, data, 'window')).toEqual(now);
  });
});
