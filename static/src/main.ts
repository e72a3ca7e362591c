// Start: token, city, session, and then the page of the one who came. The pages know nothing of each other.
import './app.css';
import { loadCity } from './api/answers.ts';
import { useToken } from './api/client.ts';
import { live } from './api/live.ts';
import { tellIdle } from './idle.ts';
import { city, session, version } from './state/answers.ts';
import { learn, speak, t } from './words/words.ts';

const RETRY_MS = 5000;
const root = document.getElementById('app')!;
const staff = () => import('./staff.ts');
const visitor = () => import('./visitor.ts');

/** Takes `#token=` out of the address and keeps it for this tab only; the view that the link shows stays. */
function takeToken(): string | null {
  const words = new URLSearchParams(location.hash.slice(1));
  const given = words.get('token');
  if (given) {
    words.delete('token');
    sessionStorage.setItem('sigis-token', given);
    history.replaceState(null, '', location.pathname + location.search + (words.size ? `#${words}` : ''));
  }
  return sessionStorage.getItem('sigis-token');
}

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

/** Opens the page of the one who is there now; after a login in place of the visitor's. */
async function enter(): Promise<void> {
  await reach();
  const { role, must_change_password: mustChange } = session.get()!;
  await leave?.();
  leave = undefined;
  const again = () => void enter();
  if (mustChange) (await import('./visitor/login.ts')).changeFirst(root, again);
  else if (role === 'public') leave = await (await visitor()).open(root, { embedded: false, enter: again });
  else await (await staff()).open(root);
}

async function start(): Promise<void> {
  const token = takeToken();
  useToken(token);
  tellIdle();
  // Whoever has a token is most likely staff: the page comes while the session is asked for.
  void (token ? staff() : visitor()).catch(() => {});
  await enter();
  void live(new AbortController().signal);
  version.subscribe((now) => now > (city.get()?.version ?? now) && void loadCity().catch(() => {}));
}

void start();
