// Start of the page of warnings. Without a session the door stands here, and leads to what the address asked for.
import './app.css';
import './watch/watch.css';
import { mount, unmount } from 'svelte';
import { loadCity } from './api/answers.ts';
import { city, session } from './state/answers.ts';
import { language } from './state/language.ts';
import { place, read, write } from './state/watch.ts';
import { takeToken } from './token.ts';
import App from './watch/App.svelte';
import { learnWatch } from './words/watch.ts';
import { t } from './words/words.ts';

const RETRY_MS = 5000;
const root = document.getElementById('app')!;
let app: object | undefined;

/** Puts the place of the address in the state, with the words of its language. */
async function restore(): Promise<void> {
  const { language: word, ...where } = read(location.hash);
  await learnWatch(word).catch(() => {});
  language.set(word);
  place.set(where);
}

async function door(came: () => void): Promise<void> {
  const { login, changeFirst, learnDoor } = await import('./visitor/login.ts');
  if (session.get()!.must_change_password) return changeFirst(root, came);
  await learnDoor();
  const form = login(came, () => location.assign('/'));
  const card = document.createElement('main');
  card.className = 'gate';
  const title = document.createElement('h1');
  title.textContent = [city.get()?.name, t('watch_title')].filter(Boolean).join(' · ');
  const why = document.createElement('p');
  why.className = 'quiet';
  why.textContent = t('watch_gate');
  card.append(title, why, form);
  root.replaceChildren(card);
}

async function enter(): Promise<void> {
  try {
    await loadCity();
  } catch {
    root.textContent = t('watch_boot_failed');
    setTimeout(() => void enter(), RETRY_MS);
    return;
  }
  if (app) void unmount(app);
  app = undefined;
  const { role, must_change_password: mustChange } = session.get()!;
  if (role === 'public' || mustChange) return door(() => void enter());
  root.replaceChildren();
  app = mount(App, { target: root });
}

/** Writes the place into the address: a view makes an entry of its own, a choice in it does not. */
function keepAddress(): void {
  let view = place.get().view;
  const keep = () => {
    const fragment = `#${write(place.get(), language.get())}`;
    const step = place.get().view !== view;
    view = place.get().view;
    if (fragment === (location.hash || '#')) return;
    if (step) history.pushState(null, '', fragment);
    else history.replaceState(null, '', fragment);
  };
  place.subscribe(keep);
  language.subscribe(keep);
}

async function start(): Promise<void> {
  takeToken();
  await restore();
  language.subscribe((word) => (document.documentElement.lang = word));
  await enter();
  keepAddress();
  addEventListener('popstate', () => void restore());
}

void start();
