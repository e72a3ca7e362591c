// What everyone can do against the disease that is looked at, in plain words.
import { shownBlock } from '../state/release.ts';
import { t, type Word } from '../words/words.ts';
import { el } from './element.ts';
import { shortName } from './numbers.ts';

const STEPS: Record<string, Word[]> = {
  dbd: ['care_dbd_drain', 'care_dbd_cover', 'care_dbd_reuse', 'care_dbd_plus', 'care_dbd_fever'],
  leptospirosis: ['care_lepto_boots', 'care_lepto_wounds', 'care_lepto_rats', 'care_lepto_wash', 'care_lepto_fever'],
};

export function care(): { node: HTMLElement; draw: () => void } {
  const node = el('section', { class: 'care' });
  const draw = () => {
    const code = shownBlock.get()?.disease ?? 'dbd';
    const steps = STEPS[code];
    node.hidden = !steps;
    if (steps) node.replaceChildren(el('h2', {}, t('care_title', { disease: shortName(code) })), el('ol', {}, ...steps.map((step) => el('li', {}, t(step)))));
  };
  return { node, draw };
}
