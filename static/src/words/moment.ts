// Instants as a clock on the wall of the city shows them: `22 Nov 2026, 10.07 WIB`. Days of cases are plain dates and
// are written elsewhere (format.ts).
import { MISSING } from './format.ts';
import { spoken } from './words.ts';

export interface Zone {
  time_zone: string;
  time_label: string;
}

function parts(iso: string, { time_zone: timeZone }: Zone, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const locale = spoken() === 'id' ? 'id-ID' : 'en-GB';
  const format = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: 'h23', ...options });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** `22 Nov 2026, 10.07 WIB`. */
export function moment(iso: string | null | undefined, zone: Zone): string {
  if (!iso) return MISSING;
  const { day, month, year, hour, minute } = parts(iso, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
  return `${day} ${month} ${year}, ${hour}${spoken() === 'id' ? '.' : ':'}${minute} ${zone.time_label}`;
}

/** `2026-11-22 10:07:31`, for files. */
export function sortable(iso: string, zone: Zone): string {
  const two = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const { day, month, year, hour, minute, second } = parts(iso, zone, { year: 'numeric', ...two });
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}
