// The public map for other sites: the page of a visitor, without a login.
import './app.css';
import { loadCity } from './api/answers.ts';
import { live } from './api/live.ts';
import { tellIdle } from './idle.ts';
import { city, version } from './state/answers.ts';
import { open } from './visitor.ts';
import { t } from './words/words.ts';

const root = document.getElementById('app')!;

async function start(): Promise<void> {
  tellIdle();
  await loadCity();
  await open(root, { embedded: true });
  void live(new AbortController().signal);
  version.subscribe((now) => now > city.get()!.version && void loadCity().catch(() => {}));
}

start().catch(() => {
  root.textContent = t('out_of_reach');
});
