// What numbers of a cluster mean, in sentences.
import type { Cluster, Findings, Notice, Refusal } from '../state/findings.ts';
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

/** Numbers as words, all counts: a year is none. */
function counts(told: Refusal | Notice): Record<string, string> {
  const numbers = Object.entries(told).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  return Object.fromEntries(numbers.map(([name, value]) => [name, format.count(value)]));
}

/** What the areas of a pattern are, in the middle of a sentence. */
const unit = (answer: Pick<Findings, 'pattern_plan'>) => t(`find_unit_of_${answer.pattern_plan?.areas ?? 'kelurahan'}`);

/** Why nothing was searched, and what to do about it. */
export function refusalText(refusal: Refusal, answer: Pick<Findings, 'pattern_plan'> = { pattern_plan: null }): string {
  const told = { ...counts(refusal), unit: unit(answer) };
  if (refusal.code !== 'no_population') return t(`find_refusal_${refusal.code}`, told);
  const { from, to, newest, kecamatan } = refusal;
  const years = from === to ? `${from}` : `${from}–${to}`;
  const sentences = [t('find_refusal_no_population', { ...told, years })];
  if (newest) sentences.push(t('find_people_newest', { year: newest }));
  if (kecamatan) sentences.push(t('find_people_kecamatan'));
  return [...sentences, t('find_people_needless')].join(' ');
}

export function noticeText(notice: Notice, answer: Pick<Findings, 'pattern_plan'>): string {
  return t(`find_notice_${notice.code}`, { ...counts(notice), unit: unit(answer) });
}

/** What came of a search, in one line; `clusters` are those that stand out. */
export function summaryText(answer: Findings, clusters: number): string {
  const n = format.count(clusters);
  if (answer.method === 'knox') return answer.pairs ? t('find_pairs', { n: format.short(answer.pairs.ratio) }) : t('find_pairs_none');
  if (answer.method === 'dbscan') return clusters ? t('find_groups', { n }) : t('find_groups_none');
  if (answer.method === 'scan') return clusters ? t('find_some', { n }) : t('find_none');
  const clear = answer.areas.filter((area) => area.kind !== 'nothing').length;
  return clear ? t('find_areas', { n: format.count(clear), unit: unit(answer) }) : t('find_areas_none', { unit: unit(answer) });
}
