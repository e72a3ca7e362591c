// Days as whole numbers since 1970-01-01, and epidemiological weeks as SKDR counts them: Sunday to Saturday, week 1
// holds 4 January. Stock ISO weeks start on Monday and differ.

/** `2026-07-05` -> 20639. */
export function dayOf(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

/** 20639 -> `2026-07-05`. */
export function isoOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && isoOf(dayOf(text)) === text;
}

/** The Sunday of the week that holds a day. 1970-01-01 was a Thursday. */
export function weekStart(day: number): number {
  return day - ((((day + 4) % 7) + 7) % 7);
}

/** The first Sunday of an epidemiological year. */
export function yearStart(year: number): number {
  return weekStart(dayOf(`${year}-01-04`));
}

export function epiWeek(day: number): { year: number; week: number } {
  const calendar = Number(isoOf(day).slice(0, 4));
  const year = [calendar + 1, calendar, calendar - 1].find((y) => yearStart(y) <= day) ?? calendar;
  return { year, week: Math.floor((day - yearStart(year)) / 7) + 1 };
}

export interface Days {
  from: string;
  to: string;
}

/** Whole weeks that hold both days, in either order: what a brush over the curve selects. */
export function wholeWeeks(a: number, b: number): Days {
  return { from: isoOf(weekStart(Math.min(a, b))), to: isoOf(weekStart(Math.max(a, b)) + 6) };
}

/** Whole calendar months that hold both days. */
export function wholeMonths(a: number, b: number): Days {
  const from = isoOf(Math.min(a, b)).slice(0, 7);
  const [year, month] = isoOf(Math.max(a, b)).split('-').map(Number) as [number, number];
  return { from: `${from}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** The last `weeks` complete weeks at the end of the data. */
export function lastWeeks(end: string, weeks: number): Days {
  const saturday = weekStart(dayOf(end) + 1) - 1;
  return { from: isoOf(saturday - weeks * 7 + 1), to: isoOf(saturday) };
}

/** The same days one year earlier, as the server compares: 29 February becomes the 28th, and a period that ends
 * with the last day of February does so in the other year too. */
export function previousYear(days: Days): Days {
  const back = (iso: string) => {
    const other = `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`;
    return isDay(other) ? other : `${other.slice(0, 8)}28`;
  };
  const endsFebruary = isoOf(dayOf(days.to) + 1).slice(5) === '03-01';
  const to = back(days.to);
  return { from: back(days.from), to: endsFebruary ? isoOf(dayOf(`${to.slice(0, 4)}-03-01`) - 1) : to };
}
