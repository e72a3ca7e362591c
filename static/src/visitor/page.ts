// The page of everyone without a login: the few numbers, the map, the table, what to do, facilities. Plain elements,
// because it comes to phones on slow networks.
import './visitor.css';
import { followRelease } from '../api/release.ts';
import { city, legend } from '../state/answers.ts';
import { derived, type Stop } from '../state/cell.ts';
import { language } from '../state/language.ts';
import { layers, show } from '../state/layers.ts';
import { choice, release, shownPart, toldTable } from '../state/release.ts';
import { read, write } from '../state/release-url.ts';
import { selection } from '../state/selection.ts';
import { camera, canDraw, flight, thematic } from '../state/view.ts';
import { t, type Language } from '../words/words.ts';
import { learnVisitor } from '../words/visitor.ts';
import { care } from './care.ts';
import { legendOf } from './classes.ts';
import { el, radios } from './element.ts';
import { facilities } from './facilities.ts';
import { mapLegend } from './legend.ts';
import { note } from './note.ts';
import { poster } from './poster.ts';
import { selectors } from './selectors.ts';
import { picture, stage } from './stage.ts';
import { numbers } from './table.ts';

export interface Door {
  /** Shown inside another site: a link to the whole page instead of a heading of our own. */
  embedded: boolean;
  /** Opens the page of the one who came in by name and password. */
  enter?: () => void;
}

const LANGUAGES = [{ value: 'id', text: 'ID' }, { value: 'en', text: 'EN' }] as const satisfies { value: Language; text: string }[];

/** Puts the view of an address in place. */
export async function restore(fragment: string): Promise<void> {
  const page = read(fragment);
  await learnVisitor(page.language).catch(() => {});
  language.set(page.language);
  choice.set(page.choice);
  selection.set(page.selection);
  show('facilities', { on: page.places });
  if (!camera.get()) camera.set(page.camera);
  else if (page.camera) flight.set({ to: 'camera', camera: page.camera });
}

function address(): string {
  return `#${write({ choice: choice.get(), places: layers.get().facilities.on, selection: selection.get(), language: language.get(), camera: camera.get() })}`;
}

function header(door: Door): HTMLElement {
  const here = city.get()!;
  const speak = (word: Language) => void learnVisitor(word).catch(() => {}).then(() => language.set(word));
  return el('header', {},
    el('h1', {}, here.name || 'SIGIS'),
    here.simulated && el('strong', { class: 'badge' }, t('simulated')),
    radios(t('language'), [...LANGUAGES], language.get(), speak),
    here.login && door.enter ? signInLink(door.enter) : null,
    door.embedded && el('a', { class: 'whole', href: `/${location.hash}`, target: '_blank', click: (event) => ((event.currentTarget as HTMLAnchorElement).href = `/${location.hash}`) }, t('open_full')));
}

/** A link that opens the form below itself; the form is fetched only then. */
function signInLink(enter: () => void): HTMLElement {
  const place = el('div', { class: 'door', id: 'door' });
  const link = el('button', { class: 'button', 'aria-expanded': 'false', 'aria-controls': 'door', click: () => void toggle() }, t('sign_in'));
  const close = () => {
    place.replaceChildren();
    link.setAttribute('aria-expanded', 'false');
    link.focus();
  };
  const toggle = async () => {
    if (place.childElementCount) return close();
    const { login, learnDoor } = await import('./login.ts');
    await learnDoor();
    place.replaceChildren(login(enter, close));
    link.setAttribute('aria-expanded', 'true');
  };
  return el('div', { class: 'sign-in' }, link, place);
}

/** Builds the page around the element of the map; the answer takes everything down again. */
export function build(root: HTMLElement, map: HTMLElement, door: Door): Stop {
  let stops: Stop[] = [];
  const compose = () => {
    stops.forEach((stop) => stop());
    const [first, choose, key, table, what, where, picked] = [poster(), selectors(), mapLegend(), numbers(), care(), facilities(), note()];
    const ground = stage(map, [key.node, picked.node]);
    root.replaceChildren(
      el('div', { class: 'first' }, header(door), first.node, choose.node),
      ground,
      el('main', {}, table.node, where.node, what.node, foot()));
    stops = [
      derived([release, choice], (...all) => all).subscribe(() => [first, choose, what].forEach(({ draw }) => draw())),
      derived([toldTable, selection, choice], (...all) => all).subscribe(() => [table, picked].forEach(({ draw }) => draw())),
      derived([toldTable, legend, layers], (...all) => all).subscribe(() => [key, where].forEach(({ draw }) => draw())),
      canDraw.subscribe((can) => {
        if (can) return;
        ground.querySelector('.tools')?.remove();
        picture(map);
      }),
    ];
  };
  const always = [followRelease(), language.subscribe(compose), ...colourMap(), release.subscribe(({ data }) => data && !data.release && show('facilities', { on: true }))];
  return () => [...always, ...stops].forEach((stop) => stop());
}

const foot = () => el('footer', { class: 'quiet small' }, `${t('made_with', { name: city.get()!.name })} · SIGIS ${city.get()!.app_version}`);

/** The map shows what the table says. */
function colourMap(): Stop[] {
  return [
    shownPart.subscribe((level) => thematic.set({ ...thematic.get(), level })),
    toldTable.subscribe(({ data }) => {
      const palette = city.get()?.diseases.find(({ code }) => code === data?.disease)?.palette;
      legend.set(data ? { state: 'ready', data: legendOf(data, palette) } : { state: 'idle', data: null });
    }),
  ];
}

/** Writes the view into the address from now on. */
export function keepAddress(): Stop {
  return derived([choice, layers, selection, language, camera], (...all) => all).subscribe(() => {
    if (location.hash.slice(1) !== address().slice(1)) history.replaceState(null, '', address());
  });
}
