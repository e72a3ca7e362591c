// Start: token, city, session, and then the page of the one who came. The pages know nothing of each other.
import './app.css';
import { loadCity } from './api/answers.ts';
import { live } from './api/live.ts';
import { tellIdle } from './idle.ts';
import { city, session, version } from './state/answers.ts';
import { takeToken } from './token.ts';
import { learn, speak, t } from './words/words.ts';

const RETRY_MS = 5000;
const root = document.getElementById('app')!;
const staff = () => import('./staff.ts');
const visitor = () => import('./visitor.ts');

/** Keeps asking until the server answers. */
async function reach(): Promise<void> {
  try {
    await loadCity();
  } catch {
    const word = new URLSearchParams(location.hash.slice(1)).get('lang') === 'en' ? 'en' : 'id';
    await learn(word).catch(() => {});
    speak(word);
    const boot = root.querySelector('.boot');
    if (boot) boot.textContent = t('boot_failed');
    await new Promise((wake) => setTimeout(wake, RETRY_MS));
    await reach();
  }
}

let leave: (() => Promise<void>) | undefined;

/** The address of the office for those to whom the map would be empty, unless a link shows them a view of it. */
function office(came: boolean): string | null {
  const { people, counts } = session.get()!.can;
  const words = new URLSearchParams(location.hash.slice(1));
  const view = [...words.keys()].some((word) => word !== 'lang');
  return people && !counts && (came || !view) ? `/office.html${words.has('lang') ? `#lang=${words.get('lang')}` : ''}` : null;
}

/** Opens the page of the one who is there now; after a login in place of the visitor's. */
async function enter(came = false): Promise<void> {
  await reach();
  const { role, must_change_password: mustChange } = session.get()!;
  await leave?.();
  leave = undefined;
  const again = () => void enter(true);
  const elsewhere = office(came);
  if (mustChange) await (await import('./visitor/login.ts')).changeFirst(root, again);
  else if (elsewhere) location.replace(elsewhere);
  else if (role === 'public') leave = await (await visitor()).open(root, { embedded: false, enter: again });
  else await (await staff()).open(root);
}

async function start(): Promise<void> {
  const token = takeToken();
  tellIdle();
  // Whoever has a token is most likely staff: the page comes while the session is asked for.
  void (token ? staff() : visitor()).catch(() => {});
  await enter();
  void live(new AbortController().signal);
  version.subscribe((now) => now > (city.get()?.version ?? now) && void loadCity().catch(() => {}));
}

void start();
