// What was touched on the map, told beside it.
import { facility } from '../api/details.ts';
import { Refused } from '../api/client.ts';
import { NOTHING, select, selection, type Selection } from '../state/selection.ts';
import { toldTable } from '../state/release.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';
import { shortName, spanText, told, typeName } from './numbers.ts';

type Line = [term: string, text: string | Node | null];

export function note(): { node: HTMLElement; draw: () => void } {
  const node = el('section', { class: 'note', 'aria-label': t('details'), 'aria-live': 'polite' });
  let asked: Selection = NOTHING;
  const say = (title: string, kind: string, lines: Line[]) => {
    const facts = lines.flatMap(([term, text]) => (text ? [el('dt', {}, term), el('dd', {}, text)] : []));
    const close = el('button', { class: 'close', 'aria-label': t('close'), click: () => select(NOTHING) }, '×');
    node.replaceChildren(close, el('h2', {}, title), el('p', { class: 'quiet small' }, kind), el('dl', {}, ...facts));
  };
  const draw = async () => {
    const picked = (asked = selection.get());
    node.hidden = picked.kind === 'none';
    if (picked.kind === 'district') return say(...place(picked.code));
    if (picked.kind !== 'facility') return;
    try {
      const found = await facility(picked.code);
      if (asked !== picked) return;
      const phone = found.phone && el('a', { href: `tel:${found.phone.replaceAll(/[^\d+]/g, '')}` }, found.phone);
      say(found.name, [typeName(found.type), found.district_name].filter(Boolean).join(' · '), [
        [t('address'), found.address],
        [t('phone'), phone],
        [t('hours'), found.hours],
        [t('services'), found.services],
      ]);
    } catch (cause) {
      if (asked === picked) say(t('details'), t(cause instanceof Refused ? 'not_found' : 'out_of_reach'), []);
    }
  };
  return { node, draw: () => void draw() };
}

function place(code: string): [string, string, Line[]] {
  const table = toldTable.get().data;
  const row = table?.rows.find((one) => one.code === code);
  if (!table || !row) return [code, t('no_number'), []];
  const { block, span } = table.of;
  const words = { told_small: t('note_small', { k: table.k, most: table.k - 1 }), told_withheld: t('note_withheld') };
  const why = row.told === 'small' ? words.told_small : row.told === 'withheld' ? words.told_withheld : `${shortName(block.disease)} ${spanText(block, span)}`;
  return [row.name, why, [
    [t('column_cases'), told(row, table.k)],
    [t('column_population'), format.count(row.population)],
    [t('ir_long'), span ? null : format.rate(row.ir)],
  ]];
}
