// Where nothing was reported for long, quiet is no good news.
import { dayOf } from './days.ts';

/** Two weeks of reports: longer than a case usually takes to be reported. */
const LATE_DAYS = 14;

/** How many days before a night the last report was, where that is long; else 0. */
export function lateBy(night: string | null | undefined, last: string | null | undefined): number {
  const late = night && last ? dayOf(night) - dayOf(last) : 0;
  return late > LATE_DAYS ? late : 0;
}
