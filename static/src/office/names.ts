// Words of the office for what the server says in its own.
import type { Person } from '../api/office.ts';
import { moment, type Zone } from '../words/moment.ts';
import { t, type Word } from '../words/words.ts';

export const ROLES = ['puskesmas', 'facility', 'surveillance', 'planner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The sentence behind a key that was put together; the word itself where there is none. */
const known = (key: string, word: string) => t(key as Word) || word;

export const roleName = (role: string) => known(`role_${role}`, role);
export const actionName = (action: string) => known(`deed_${action.replaceAll('.', '_')}`, action);

/** Whether the cases that a role sees depend on its places. */
export const needsPlace = (role: string) => role === 'puskesmas' || role === 'facility';

/** The places of an account or token: names where they are known, else what their absence means. */
export function territoryText(role: string, codes: readonly string[], names: Record<string, string>): string {
  if (codes.length && needsPlace(role)) return codes.map((code) => names[code] ?? code).join(', ');
  if (needsPlace(role)) return t('territory_missing');
  return role === 'admin' ? t('territory_none') : t('territory_all');
}

export type State = 'closed' | 'locked' | 'must_change' | 'active';

export function stateOf(person: Pick<Person, 'disabled' | 'locked_until' | 'must_change_password'>, now: number): State {
  if (person.disabled) return 'closed';
  if (person.locked_until && Date.parse(person.locked_until) > now) return 'locked';
  return person.must_change_password ? 'must_change' : 'active';
}

export function stateText(person: Person, now: number, zone: Zone): string {
  const state = stateOf(person, now);
  return state === 'locked' ? t('state_locked', { until: moment(person.locked_until, zone) }) : t(`state_${state}`);
}

/** What an actor or subject of the audit is: accounts stand as they are. */
export function nameText(name: string): string {
  if (name.startsWith('release:')) return t('release_n', { id: name.slice('release:'.length) });
  if (name.startsWith('token:')) return t('name_token', { id: name.slice('token:'.length) });
  const words: Record<string, Word> = { '(console)': 'name_console', '(schedule)': 'name_schedule', '(nobody)': 'name_nobody', '(unknown)': 'name_unknown' };
  return words[name] ? t(words[name]) : name;
}

/** `Chrome di Windows`, as far as a browser says who it is. */
export function browserText(agent: string): string {
  const browsers: [string, RegExp][] = [['Edge', /Edg/], ['Opera', /OPR\//], ['Samsung Internet', /SamsungBrowser/], ['Firefox', /Firefox|FxiOS/], ['Chrome', /Chrome|CriOS/], ['Safari', /Safari/]];
  const systems: [string, RegExp][] = [['Android', /Android/], ['iPhone', /iPhone|iPad/], ['Windows', /Windows/], ['Mac', /Macintosh/], ['Linux', /Linux/]];
  const first = (all: [string, RegExp][]) => all.find(([, sign]) => sign.test(agent))?.[0];
  const [browser, system] = [first(browsers), first(systems)];
  if (browser && system) return t('browser_on', { browser, system });
  return browser ?? system ?? (agent || t('browser_unknown'));
}

/** A login word made of a name: `dr. Ani Kusuma, M.Kes` -> `ani.kusuma`. */
export function loginWord(shown: string): string {
  const titles = /^(dr|drg|ns|hj|h|prof|apt|ir)$/;
  const words = shown.split(',')[0]!.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9\s]/g, '').split(/\s+/);
  return words.filter((word) => word && !titles.test(word)).slice(0, 2).join('.').replace(/^[^a-z]+/, '').slice(0, 32);
}
