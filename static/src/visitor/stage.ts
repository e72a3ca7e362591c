// The map with what belongs to it: buttons, legend, note, whose ground it is; and a picture where it cannot be drawn.
import { city } from '../state/answers.ts';
import { language } from '../state/language.ts';
import { flight } from '../state/view.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';

export function stage(map: HTMLElement, parts: HTMLElement[]): HTMLElement {
  const button = (text: string, label: string, press: () => void) =>
    el('button', { 'aria-label': label, title: label, click: press }, text);
  const tools = el('section', { class: 'tools', 'aria-label': t('map_tools') },
    button('+', t('zoom_in'), () => flight.set({ to: 'zoom', by: 1 })),
    button('−', t('zoom_out'), () => flight.set({ to: 'zoom', by: -1 })),
    button('⌂', t('whole_city'), () => flight.set({ to: 'home' })));
  const { basemap } = city.get()!;
  const credit = basemap.kind !== 'plain' && basemap.attribution ? el('footer', { class: 'credit' }, basemap.attribution) : null;
  const node = el('div', { class: 'stage' }, map, tools, ...parts, credit);
  return node;
}

/** The map as the server draws it, instead of the one that this browser cannot draw. */
export function picture(map: HTMLElement): void {
  const words = new URLSearchParams({ width: '1200', height: '900', layers: 'districts,facilities', lang: language.get() });
  map.replaceChildren(el('figure', {}, el('img', { src: `/map.png?${words}`, alt: t('map_picture_visitor') }), el('figcaption', {}, t('no_webgl_visitor'))));
}
