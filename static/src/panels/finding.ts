// What numbers of a cluster mean, in sentences.
import type { Cluster, Notice, Refusal } from '../state/findings.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';

const DAYS_A_YEAR = 365.25;
const NAMED = 2;

/** `Karangayu, Krobokan dan 2 lain`. */
export function placeNames(cluster: Cluster): string {
  const names = cluster.districts.map((share) => share.name || share.code);
  const shown = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? t('find_and_others', { names: shown, n: names.length - NAMED }) : shown || t('find_nowhere');
}

/** `sekali dalam 1.000 hari (2,7 tahun)`. */
export function recurrence(days: number): string {
  const rounded = Math.max(1, Math.round(days));
  const once = t('find_once', { n: format.count(rounded) });
  return rounded < DAYS_A_YEAR ? once : `${once} (${t('find_years', { n: format.short(days / DAYS_A_YEAR) })})`;
}

/** A part of one as people write it: `0,001`, `0,43`. */
export function probability(p: number | null): string {
  return p === null ? format.MISSING : format.short(Number(p.toPrecision(2)));
}

/** Why nothing was searched, and what to do about it. */
export function refusalText(refusal: Refusal): string {
  const numbers = Object.fromEntries(Object.entries(refusal).map(([name, value]) => [name, typeof value === 'number' ? format.count(value) : value]));
  return t(`find_refusal_${refusal.code}`, numbers);
}

export function noticeText(notice: Notice): string {
  const numbers = Object.fromEntries(Object.entries(notice).map(([name, value]) => [name, typeof value === 'number' ? format.count(value) : value]));
  return t(`find_notice_${notice.code}`, numbers);
}
