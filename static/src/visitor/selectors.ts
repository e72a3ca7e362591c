// What is looked at: disease, year, unit, and the city where there is more than one.
import { choose, lastMonth, release, shownBlock, shownPart, shownSpan, type CityYear, type Part, type Span } from '../state/release.ts';
import { city } from '../state/answers.ts';
import { flight } from '../state/view.ts';
import { district } from '../api/details.ts';
import { t } from '../words/words.ts';
import { el, radios, select } from './element.ts';
import { longName, monthName, shortName } from './numbers.ts';

/** Moves the map to a kabupaten or kota that was chosen. */
async function visit(code: string): Promise<void> {
  choose({ city: code });
  const place = await district(code).catch(() => null);
  if (place?.bounds) flight.set({ to: 'bounds', bounds: place.bounds });
}

export function selectors(): { node: HTMLElement; draw: () => void } {
  const node = el('section', { class: 'selectors', 'aria-label': t('question') });
  let drawn = '';
  const draw = () => {
    const data = release.get().data;
    const block = shownBlock.get();
    // Built anew only when there is something else to choose from: a control that is in use keeps its focus.
    const now = JSON.stringify([data?.release?.id ?? null, block?.disease, block?.city, block?.year, block?.closed_months, shownSpan.get(), shownPart.get()]);
    if (now === drawn) return;
    drawn = now;
    const focused = node.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : null;
    const mark = focused && [focused.tagName, focused.getAttribute('name') ?? focused.previousElementSibling?.textContent, focused.value];
    node.replaceChildren(...(data?.release && block ? controls(block) : []));
    if (mark) refocus(node, mark);
  };
  return { node, draw };
}

function refocus(node: HTMLElement, [tag, name, value]: (string | null | undefined)[]): void {
  const same = [...node.querySelectorAll<HTMLInputElement>('input, select')].find(
    (one) => one.tagName === tag && (one.getAttribute('name') ?? one.previousElementSibling?.textContent) === name && one.value === value,
  );
  same?.focus();
}

/** The whole year, and its parts as far as they are told. */
function spanChoice(block: CityYear): HTMLElement {
  const spans: Span[] = [
    ...[1, 2, 3, 4].map((n): Span => ({ of: 'quarter', n })),
    ...Array.from({ length: 12 }, (_, i): Span => ({ of: 'month', n: i + 1 })),
  ].filter((span) => lastMonth(span) <= block.closed_months);
  const word = (span: Span | null) => (span ? `${span.of} ${span.n}` : '');
  const text = ({ of, n }: Span) => (of === 'month' ? monthName(n) : t('quarter_n', { n }));
  const options = [{ value: '', text: t('whole_year') }, ...spans.map((span) => ({ value: word(span), text: text(span) }))];
  return select(t('period'), options, word(shownSpan.get()), (now) => choose({ span: spans.find((span) => word(span) === now) ?? null }));
}

function controls(block: NonNullable<ReturnType<typeof shownBlock.get>>): HTMLElement[] {
  const { blocks, cities } = release.get().data!;
  const mine = blocks.filter((b) => b.city === block.city);
  const known = city.get()?.diseases.map(({ code }) => code) ?? [];
  const diseases = [...new Set(mine.map((b) => b.disease))].sort((a, b) => known.indexOf(a) - known.indexOf(b));
  const years = mine.filter((b) => b.disease === block.disease).map((b) => b.year).sort((a, b) => b - a);
  const places = cities.filter(({ code }) => blocks.some((b) => b.city === code));
  const name = (code: string) => (diseases.length > 2 || longName(code).length > 20 ? shortName(code) : longName(code));
  const parts = (['kecamatan', 'kelurahan'] as const).map((value) => ({ value, text: t(`by_${value}`) }));
  return [
    ...(places.length > 1 ? [select(t('city'), places.map(({ code, name }) => ({ value: code, text: name })), block.city, (code) => void visit(code))] : []),
    radios(t('disease'), diseases.map((code) => ({ value: code, text: name(code) })), block.disease, (disease) => choose({ disease })),
    select(t('year'), years.map((year) => ({ value: String(year), text: String(year) })), String(block.year), (year) => choose({ year: Number(year) })),
    spanChoice(block),
    // Parts of a year are told by kecamatan alone.
    ...(shownSpan.get() ? [] : [radios<Part>(t('unit'), parts, shownPart.get(), (by) => choose({ by }))]),
  ];
}
