// What the page calls things: places, methods, urgency, and where they lie on the map.
import type { Cluster, Reading, Warning } from '../api/watch.ts';
import { city } from '../state/answers.ts';
import { LEVELS } from '../state/watch.ts';
import { date, period, tenth } from '../words/format.ts';
import { spoken, t } from '../words/words.ts';

/** A disease as a table head has room for it. */
export function disease(code: string): string {
  return city.get()?.diseases.find((known) => known.code === code)?.short ?? code;
}

/** `Kecamatan Tembalang`; a puskesmas says itself what it is. */
export function placeName({ level, name, place }: Pick<Warning, 'level' | 'name' | 'place'>): string {
  if (!name) return `${t(`watch_level_${level}`)} ${place}`;
  return level === 'puskesmas' || level === 'kabkota' ? name : `${t(`watch_level_${level}`)} ${name}`;
}

/** A warning in its list, and in the address. */
export const key = ({ disease: code, place }: Warning): string => `${code}:${place}`;

/** What is known in one sentence: the reading that is furthest above its bound, else the first. */
export function headline(readings: readonly Reading[]): string {
  const ringing = readings.filter(({ alarm }) => alarm);
  const loudest = [...(ringing.length ? ringing : readings)].sort((a, b) => excess(b) - excess(a))[0];
  if (!loudest) return '';
  const { observed, expected, from, to } = loudest;
  const what = { n: observed, period: period(from, to) };
  return expected === null ? t('watch_headline_plain', what) : t('watch_headline', { ...what, expected: tenth(expected) });
}

/** How far a count is above what is usual, in units of it. */
function excess({ observed, expected, upper }: Reading): number {
  return observed / Math.max(0.5, expected ?? upper);
}

/** What a reading is held against, in words: a method without a bound of its own for the count says so. */
export function bound({ method, upper }: Reading): string {
  return method === 'rolling' ? `≥ ${tenth(upper)}` : tenth(upper);
}

/** The map with the place of a warning and the days of its readings. */
export function mapOfWarning({ disease: code, level, place, readings }: Warning): string {
  const days = readings.filter(({ alarm }) => alarm);
  const all = days.length ? days : readings;
  const from = all.map((reading) => reading.from).sort()[0];
  const to = all.map((reading) => reading.to).sort().at(-1);
  return mapOf({ disease: code, from, to, [level === 'puskesmas' ? 'puskesmas' : 'district']: place }, null);
}

/** What a phone shows of the map beside its panels, in pixels. */
const IN_SIGHT = 300;
/** Metres per pixel at the equator at zoom 0, with tiles of 512 pixels. */
const METRES_PER_PIXEL = 78_271.517;
const METRES_PER_DEGREE = 111_195;

/**
 * The map around a cluster: as near as its circle can be seen whole, within what the map has streets for. `below` is by how many
 * pixels the middle of the map lies below the middle of what panels leave free of it.
 */
export function mapOfCluster({ disease: code, from, to, area: { lat, lon, radius_km: km } }: Cluster, below = 0): string {
  const metres = METRES_PER_PIXEL * Math.cos((lat * Math.PI) / 180);
  const zoom = Math.min(16, Math.max(9, Math.log2((metres * IN_SIGHT) / (2000 * km))));
  const middle = lat - (below * metres) / 2 ** zoom / METRES_PER_DEGREE;
  return mapOf({ disease: code, from, to }, `${zoom.toFixed(1)}/${Number(middle.toFixed(5))}/${lon}`);
}

function mapOf(words: Record<string, string | undefined>, camera: string | null): string {
  const query = new URLSearchParams({ layers: 'districts,cases' });
  for (const [word, value] of Object.entries({ ...words, lang: spoken() === 'en' ? 'en' : '' })) if (value) query.set(word, value);
  const view = camera ? `&map=${camera}` : '';
  return `/#${query}${view}`;
}

/** Where a cluster lies, by the kelurahan with most of its cases. */
export function clusterPlace({ kelurahan, puskesmas }: Cluster): string {
  const places = (kelurahan.length ? kelurahan : puskesmas).map(({ name, code }) => name ?? code);
  if (!places.length) return t('watch_nowhere');
  return places.length > 2 ? t('watch_and_more', { names: places.slice(0, 2).join(', '), n: places.length - 2 }) : places.join(', ');
}

/** Beyond so many years nobody can tell from a thousand replications how seldom chance shows as much. */
const MOST_YEARS = 10;

/** How seldom chance shows as much. */
export function seldom(days: number): string {
  if (days >= 365) return t('watch_seldom_years', { n: Math.min(MOST_YEARS, Math.floor(days / 365)) });
  return t('watch_seldom_days', { n: Math.floor(days) });
}

/** How many warnings there are of each size of place, the largest first. */
export function perLevel(all: readonly Warning[]): { level: Warning['level']; n: number }[] {
  return LEVELS.map((level) => ({ level, n: all.filter((warning) => warning.level === level).length })).filter(({ n }) => n > 0);
}

/** Since when something is so. */
export const since = (day: string): string => t('watch_since', { day: date(day) });

/** A name as the audit keeps it: an account, or a token by its number. */
export const who = (name: string): string => name.replace(/^token:/, 'token ');
