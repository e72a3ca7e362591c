// The same numbers as the map, as a table that can be read aloud, and the file of everything.
import { selectedDistrict, toggleDistrict } from '../state/selection.ts';
import { shownBlock, toldTable, type ToldRow, type ToldTable } from '../state/release.ts';
import { language } from '../state/language.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';
import { longName, spanText, told } from './numbers.ts';

export function numbers(): { node: HTMLElement; draw: () => void } {
  const body = el('div', { class: 'rows' });
  const node = el('section', { class: 'numbers', 'aria-label': t('table') }, body);
  const draw = () => {
    const { data, state } = toldTable.get();
    node.hidden = !shownBlock.get();
    node.setAttribute('aria-busy', String(state === 'loading'));
    if (data) body.replaceChildren(table(data), notes(data), file());
    else body.replaceChildren(el('p', { class: 'quiet', role: 'status' }, t(state === 'failed' ? 'out_of_reach' : 'loading')));
  };
  return { node, draw };
}

function table(data: ToldTable): HTMLElement {
  const { block, span, by } = data.of;
  // Rates are told of whole years alone.
  const columns = [t('place'), t('column_cases'), ...(span ? [] : [t('column_population'), t('column_ir')])];
  const cells = (row: ToldRow) => [
    el('td', { class: row.told === 'withheld' ? 'num quiet small' : 'num' }, told(row, data.k)),
    ...(span ? [] : [el('td', { class: 'num people' }, format.count(row.population)), el('td', { class: 'num' }, format.rate(row.ir))]),
  ];
  const line = (row: ToldRow) => {
    const on = selectedDistrict.get() === row.code;
    const name = el('button', { 'aria-pressed': String(on), click: () => toggleDistrict(row.code) }, row.name);
    return el('tr', { class: on ? 'on' : '' }, el('th', { scope: 'row' }, name), ...cells(row));
  };
  return el('table', {},
    el('caption', {}, `${longName(data.disease)}, ${spanText(block, span)}, ${t(`by_${by}`)}`),
    el('thead', {}, el('tr', {}, ...columns.map((text, i) => el('th', { scope: 'col', class: i ? (i === 2 ? 'num people' : 'num') : '' }, text)))),
    el('tbody', {}, ...data.rows.map(line)),
    el('tfoot', {}, el('tr', {}, el('th', { scope: 'row' }, t('total')), ...cells(data.total))));
}

function notes(data: ToldTable): HTMLElement {
  const all = [...data.rows, data.total];
  const has = (how: ToldRow['told']) => all.some((row) => row.told === how);
  const { span } = data.of;
  const lines = [
    t(span ? 'note_part' : 'note_ir'),
    has('small') && t('note_small', { k: data.k, most: data.k - 1 }),
    has('between') && t('note_between', { k: data.k }),
    has('withheld') && t('note_withheld'),
    t('note_late'),
    has('nothing') && (span ? t(`note_nothing_${span.of}`) : t('note_nothing')),
    `${t('as_of', { day: format.date(data.as_of) })}.${data.source && !span ? ` ${t('population_by', { source: data.source })}` : ''}`,
  ];
  return el('ul', { class: 'notes quiet small' }, ...lines.filter((text) => text !== false).map((text) => el('li', {}, text)));
}

/** An address that never moves, for people and for programs. */
const file = () =>
  el('p', {}, el('a', { class: 'button', href: `/api/release.csv?lang=${language.get()}`, download: '' }, t('all_as_csv')));
