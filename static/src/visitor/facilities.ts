// Facilities: on the map, by name, and the nearest ones. Where the person stands never leaves the device: the map is
// not even moved there, because its tiles would tell the place.
import { layers, show } from '../state/layers.ts';
import { select as pick } from '../state/selection.ts';
import { flight, position } from '../state/view.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';
import { matching, nearest, places, type Place } from './near.ts';
import { typeName } from './numbers.ts';

const MOST = 8;
const NEAREST = 5;
const PATIENCE_MS = 15_000;

export function facilities(): { node: HTMLElement; draw: () => void } {
  const found = el('ul', { class: 'found' });
  const said = el('p', { class: 'quiet small', role: 'status' });
  const tell = (list: (Place & { away?: number })[], text: string) => {
    found.replaceChildren(...list.map(entry));
    said.textContent = text;
  };
  const on = el('input', { type: 'checkbox', change: () => show('facilities', { on: on.checked }) });
  const box = el('input', { type: 'search', class: 'field', autocomplete: 'off', input: () => void search(box.value, tell) });
  const locate = el('button', { class: 'button main', click: () => void near(tell) }, t('near_me'));
  const node = el('section', { class: 'facilities' },
    el('h2', {}, t('layer_facilities')),
    el('label', { class: 'check' }, on, t('show_facilities')),
    el('label', { class: 'select' }, el('span', {}, t('find_facility')), box),
    el('p', {}, locate),
    el('p', { class: 'quiet small' }, t('near_me_help')),
    said,
    found);
  const draw = () => {
    on.checked = layers.get().facilities.on;
  };
  return { node, draw };
}

type Tell = (list: (Place & { away?: number })[], text: string) => void;

async function search(text: string, tell: Tell): Promise<void> {
  if (text.trim().length < 2) return tell([], '');
  try {
    const all = matching(await places(), text, typeName);
    tell(all.slice(0, MOST), all.length ? t('found_n', { n: format.count(all.length) }) : t('found_none'));
  } catch {
    tell([], t('out_of_reach'));
  }
}

const whereabouts = () =>
  new Promise<GeolocationPosition>((found, failed) =>
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: PATIENCE_MS }));

async function near(tell: Tell): Promise<void> {
  tell([], t('locating'));
  let all: Place[];
  try {
    all = await places();
  } catch {
    return tell([], t('out_of_reach'));
  }
  try {
    const { coords } = await whereabouts();
    const here = { lon: coords.longitude, lat: coords.latitude };
    position.set({ ...here, accuracy: coords.accuracy });
    tell(nearest(all, here, NEAREST), t('near_me_done', { m: format.distance(Math.round(coords.accuracy)) }));
  } catch {
    tell([], t('locate_failed'));
  }
}

function entry(place: Place & { away?: number }): HTMLElement {
  const about = [typeName(place.type), place.address, place.away === undefined ? null : format.distance(Math.round(place.away))];
  const go = () => {
    show('facilities', { on: true });
    pick({ kind: 'facility', code: place.code });
    flight.set({ to: 'point', lon: place.lon, lat: place.lat, zoom: 15.5 });
  };
  return el('li', {}, el('button', { click: go }, el('b', {}, place.name), el('span', { class: 'quiet small' }, about.filter(Boolean).join(' · '))));
}
