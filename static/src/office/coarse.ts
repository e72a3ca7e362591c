// Where a release had to be coarser than planned, in plain words: what the server says in one line for each place and
// quarter becomes one line for each kind.
import { t } from '../words/words.ts';

const KINDS: [kind: 'quarter' | 'no_quarter' | 'no_kelurahan' | 'no_year', sign: RegExp][] = [
  ['quarter', /^(.+): quarter (\d) instead of its months$/],
  ['no_quarter', /^(.+): nothing of quarter (\d)$/],
  ['no_kelurahan', /^(.+): no kelurahan$/],
  ['no_year', /^(.+): no year$/],
];
const WHOLE = { 'nothing below the city': 'coarse_parts', 'no months of the city': 'coarse_city_months', 'nothing at all': 'coarse_city', 'not corrected: the change is too small to be told': 'coarse_kept' } as const;

/** The codes of the places that are named. */
export const codesIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^kecamatan ([\d.]+):/.exec(line)?.[1] ?? []);

function placeText(place: string, names: Record<string, string>): string {
  const code = /^kecamatan ([\d.]+)$/.exec(place)?.[1];
  if (code) return names[code] ?? code;
  return place === 'cases without kecamatan' ? t('coarse_no_kecamatan') : place;
}

/** One sentence for each kind, with its places; what is not understood stands as the server said it. */
export function coarseText(lines: readonly string[], names: Record<string, string>): string[] {
  const places = new Map<string, Map<string, string[]>>();
  const rest: string[] = [];
  for (const line of lines) {
    const found = KINDS.map(([kind, sign]) => [kind, sign.exec(line)] as const).find(([, match]) => match);
    if (!found) rest.push(line in WHOLE ? t(WHOLE[line as keyof typeof WHOLE]) : line);
    else {
      const [kind, match] = found;
      const of = places.get(kind) ?? new Map<string, string[]>();
      const place = placeText(match![1]!, names);
      of.set(place, [...(of.get(place) ?? []), ...(match![2] ? [match![2]] : [])]);
      places.set(kind, of);
    }
  }
  const sentence = ([kind]: (typeof KINDS)[number]) => {
    const of = places.get(kind);
    if (!of) return [];
    const list = [...of].map(([place, quarters]) => (quarters.length ? `${place} (${quarters.join(', ')})` : place));
    return [t(`coarse_${kind}`, { places: list.join('; ') })];
  };
  return [...KINDS.flatMap(sentence), ...rest];
}
