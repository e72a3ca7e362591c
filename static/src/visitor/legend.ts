// What the colours, patterns and rings of the map mean, each in words.
import { city, legend, type Legend } from '../state/answers.ts';
import { layers } from '../state/layers.ts';
import { toldTable, type Subject } from '../state/release.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';
import { shortName, spanText, typeName } from './numbers.ts';

export function mapLegend(): { node: HTMLElement; draw: () => void } {
  const node = el('section', { class: 'legend', 'aria-label': t('legend') });
  const draw = () => {
    const answer = legend.get().data;
    const of = toldTable.get().data?.of;
    const parts = [...(answer && of ? rates(answer, of) : []), ...(layers.get().facilities.on ? rings() : [])];
    node.hidden = !parts.length;
    node.replaceChildren(...parts);
  };
  return { node, draw };
}

/** One line of a list; nothing where the map shows none of it. */
const line = (swatch: Record<string, string>, text: string, n: number) =>
  n > 0 && el('li', {}, el('i', swatch), el('span', {}, text), el('span', { class: 'quiet num' }, format.count(n)));

function rates(answer: Legend, { block, span }: Subject): HTMLElement[] {
  const edges = format.bounds(answer.classes.flatMap(({ from, to }) => [from, to]), answer.indicator === 'cases');
  const range = (i: number) => (edges[2 * i] === edges[2 * i + 1] ? edges[2 * i]! : `${edges[2 * i]} – ${edges[2 * i + 1]}`);
  return [
    el('h2', {}, `${shortName(block.disease)} ${spanText(block, span)}`),
    el('p', { class: 'quiet small' }, t(answer.indicator === 'cases' ? 'unit_cases' : 'unit_ir')),
    el('ul', {},
      ...answer.classes.map((c, i) => line({ style: `background: ${c.color}` }, range(i), c.count)).reverse(),
      line({ style: `background: ${answer.zero.color}` }, t('zero_cases'), answer.zero.count),
      line({ class: 'dots' }, t(span?.of === 'quarter' ? 'hidden_quarter' : 'hidden_cases', { k: block.k }), answer.hidden?.length ?? 0),
      line({ class: 'hatch' }, t('no_number'), answer.no_data.count)),
  ];
}

const rings = () => [
  el('h2', {}, t('layer_facilities')),
  el('ul', { class: 'rings' }, ...city.get()!.facility_types.map(({ code, color, count }) => line({ style: `border-color: ${color}` }, typeName(code), count))),
];
