// How numbers, dates and places are written. Missing is "–" and zero is "0": they never look alike.
import { spoken } from './words.ts';

export const MISSING = '–';
const LOCALE = { id: 'id-ID', en: 'en-GB' } as const;
type Maybe<T> = T | null | undefined;

const numbers = new Map<string, Intl.NumberFormat>();
function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = spoken() + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(LOCALE[spoken()], options)));
  return format;
}

/** A count: `1.702.379`. */
export function count(value: Maybe<number>): string {
  return value == null ? MISSING : number({ maximumFractionDigits: 0 }).format(value);
}

/** A rate or percentage with two decimals: `51,63`. */
export function rate(value: Maybe<number>): string {
  return value == null ? MISSING : number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A percentage with one decimal: `84,2`. */
export function tenth(value: Maybe<number>): string {
  return value == null ? MISSING : number({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** A number as short as it can be: `3,5`, `12`. */
export function short(value: Maybe<number>): string {
  return value == null ? MISSING : number({ maximumSignificantDigits: 3 }).format(value);
}

/** Class boundaries, all with as many decimals as the largest needs, so that they stand in one column. */
export function bounds(values: readonly number[], whole: boolean): string[] {
  const top = Math.max(0, ...values);
  const digits = whole || values.every(Number.isInteger) ? 0 : top < 10 ? 2 : 1;
  return values.map((value) => number({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));
}

/** A difference with its sign: `+19`, `−4`, `0`. */
export function change(value: Maybe<number>): string {
  if (value == null) return MISSING;
  if (value === 0) return '0';
  return (value > 0 ? '+' : '−') + number({ maximumFractionDigits: 0 }).format(Math.abs(value));
}

function parts(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

const dates = new Map<string, Intl.DateTimeFormat>();
function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = spoken() + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(LOCALE[spoken()], { timeZone: 'UTC', ...options })));
  return format;
}

/** A day: `5 Nov 2026`. Days are plain dates and know no time zone. */
export function date(iso: Maybe<string>): string {
  return iso ? dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).format(parts(iso)) : MISSING;
}

/** A month: `Nov 2026`. */
export function month(iso: string): string {
  return dateFormat({ month: 'short', year: 'numeric' }).format(parts(iso));
}

/** A period with nothing said twice: `30 Okt – 26 Nov 2026`. */
export function period(from: Maybe<string>, to: Maybe<string>): string {
  if (!from || !to) return from || to ? `${date(from)} – ${date(to)}` : MISSING;
  if (from === to) return date(from);
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${date(from)} – ${date(to)}`;
  return `${dateFormat({ day: 'numeric', month: 'short' }).format(parts(from))} – ${date(to)}`;
}

/** A distance: `180 m`, `2,4 km`. */
export function distance(metres: Maybe<number>): string {
  if (metres == null) return MISSING;
  return metres < 1000 ? `${count(Math.round(metres))} m` : `${short(metres / 1000)} km`;
}

/** A coordinate pair in decimal degrees, latitude first, with a point so that it can be pasted anywhere. */
export function coordinates(lon: number, lat: number): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

/** The same in degrees, minutes and seconds, with the Indonesian letters: `6°59'02" LS 110°24'37" BT`. */
export function degrees(lon: number, lat: number): string {
  const letters = spoken() === 'id' ? ['LU', 'LS', 'BT', 'BB'] : ['N', 'S', 'E', 'W'];
  const write = (value: number) => {
    const seconds = Math.round(Math.abs(value) * 3600);
    const two = (n: number) => String(n).padStart(2, '0');
    return `${Math.floor(seconds / 3600)}°${two(Math.floor(seconds / 60) % 60)}'${two(seconds % 60)}"`;
  };
  return `${write(lat)} ${letters[lat < 0 ? 1 : 0]} ${write(lon)} ${letters[lon < 0 ? 3 : 2]}`;
}
