// The visitor's view as the fragment of the address, with the same words as the staff's wherever both mean the same.
import type { Language } from '../words/words.ts';
import { DEFAULT_CHOICE, PARTS, type Choice, type Span } from './release.ts';
import type { Selection } from './selection.ts';
import { pickText, readCamera, readPick } from './url.ts';
import type { Camera } from './view.ts';

export interface VisitorPage {
  choice: Choice;
  places: boolean;
  selection: Selection;
  language: Language;
  camera: Camera | null;
}

export function write({ choice, places, selection, language, camera }: VisitorPage): string {
  const words: [string, string | null][] = [
    ['disease', choice.disease],
    ['city', choice.city],
    ['year', choice.year === null ? null : String(choice.year)],
    ['part', choice.span && `${choice.span.of[0]}${choice.span.n}`],
    ['by', choice.by === DEFAULT_CHOICE.by ? null : choice.by],
    ['layers', places ? 'districts,facilities' : null],
    ['pick', pickText(selection) || null],
    ['lang', language === 'id' ? null : language],
    ['map', camera && `${camera.zoom.toFixed(2)}/${camera.lat.toFixed(5)}/${camera.lon.toFixed(5)}`],
  ];
  return words.flatMap(([word, value]) => (value ? [`${word}=${value}`] : [])).join('&');
}

/** `q3` is the third quarter, `m10` October. */
function readSpan(word: string | null): Span | null {
  const [, of, n] = /^(q|m)(\d{1,2})$/.exec(word ?? '') ?? [];
  const number = Number(n);
  if (!of || number < 1 || number > (of === 'q' ? 4 : 12)) return null;
  return { of: of === 'q' ? 'quarter' : 'month', n: number };
}

/** Reads the words back. What makes no sense is left out, never guessed. */
export function read(fragment: string): VisitorPage {
  const query = new URLSearchParams(fragment.replace(/^#/, ''));
  const fitting = (word: string, pattern: RegExp) => (pattern.test(query.get(word) ?? '') ? query.get(word) : null);
  const year = fitting('year', /^\d{4}$/);
  return {
    choice: {
      disease: fitting('disease', /^[a-z0-9_]{1,24}$/),
      city: fitting('city', /^\d{2}\.\d{2}$/),
      year: year === null ? null : Number(year),
      span: readSpan(query.get('part')),
      by: PARTS.find((part) => part === query.get('by')) ?? DEFAULT_CHOICE.by,
    },
    places: /\bfacilities\b/.test(query.get('layers') ?? ''),
    selection: readPick(query.get('pick')),
    language: query.get('lang') === 'en' ? 'en' : 'id',
    camera: readCamera(query.get('map')),
  };
}
