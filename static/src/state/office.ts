// Where somebody is in the office: which section, what is open in it, what is searched for. All of it stands in the
// address.
import type { Language } from '../words/words.ts';
import type { Session } from './answers.ts';
import { cell } from './cell.ts';
import { isDay } from './days.ts';

export const SECTIONS = ['people', 'tokens', 'audit', 'releases', 'account'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Place {
  /** Null for the first one that is open to the person. */
  section: Section | null;
  /** What is opened in a list: the name of an account, the number of a release. */
  open: string | null;
  /** Whether something new is being made. */
  fresh: boolean;
  /** What is searched for. */
  search: string;
  /** Whose rows of the audit. */
  who: string;
  /** From which day on. */
  since: string | null;
  /** Only what touched the person of this case. */
  patient: string;
  /** Only deeds of this kind: the first word of their action. */
  kind: string;
}

/** Kinds of deeds that can be asked for, as the server calls them. */
export const KINDS = ['identity', 'cases', 'session', 'account', 'token', 'release', 'warning', 'cluster', 'key'] as const;

export const NOWHERE: Place = { section: null, open: null, fresh: false, search: '', who: '', since: null, patient: '', kind: '' };
export const place = cell<Place>(NOWHERE);
/** What was done last, as it is said to the person; empty for nothing. */
export const said = cell('');
/** Whether the session ended while somebody worked. */
export const ended = cell(false);

export function go(change: Partial<Place>): void {
  place.update((now) => ({ ...now, ...change }));
}

/** The sections that are open to a person, in their order. */
export function openTo(who: Session): Section[] {
  const open: Record<Section, boolean> = {
    people: who.can.people,
    tokens: who.can.people,
    audit: who.can.people,
    // As the server decides: whoever knows all numbers answers for what is told.
    releases: who.can.releases,
    account: who.account !== null,
  };
  return SECTIONS.filter((section) => open[section]);
}

/** A place as the fragment of an address. */
export function write({ section, open, fresh, search, who, since, patient, kind }: Place, language: Language): string {
  const words = new URLSearchParams();
  const put = (word: string, value: string | null) => value && words.set(word, value);
  put('page', section);
  put('open', open);
  put('new', fresh ? '1' : null);
  put('q', search);
  put('who', who);
  put('since', since);
  put('case', patient);
  put('kind', kind);
  put('lang', language === 'id' ? null : language);
  return words.toString();
}

/** Reads a fragment back. What makes no sense is left out. */
export function read(fragment: string): Place & { language: Language } {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const since = words.get('since') ?? '';
  return {
    section: SECTIONS.find((section) => section === words.get('page')) ?? null,
    open: words.get('open'),
    fresh: words.get('new') === '1',
    search: words.get('q') ?? '',
    who: words.get('who') ?? '',
    since: isDay(since) ? since : null,
    patient: /^\d{1,15}$/.test(words.get('case') ?? '') ? words.get('case')! : '',
    kind: KINDS.find((kind) => kind === words.get('kind')) ?? '',
    language: words.get('lang') === 'en' ? 'en' : 'id',
  };
}
