// One printable page of a search: its address holds the same words as that of the map, so that a link is a report.
import './app.css';
import { mount } from 'svelte';
import { loadCity } from './api/answers.ts';
import { session } from './state/answers.ts';
import { filters } from './state/filters.ts';
import { language } from './state/language.ts';
import { read } from './state/url.ts';
import { study } from './state/view.ts';
import { takeToken } from './token.ts';
import { learnFindings } from './words/findings.ts';
import { learn, speak, t } from './words/words.ts';
import './words/later.ts';
import Report from './panels/Report.svelte';

const root = document.getElementById('app')!;

async function start(): Promise<void> {
  takeToken();
  const page = read(location.hash);
  speak(page.language);
  document.documentElement.lang = page.language;
  await Promise.all([learn(page.language), learnFindings()]).catch(() => {});
  await loadCity();
  language.set(page.language);
  filters.set(page.filters);
  study.set(page.study);
  root.replaceChildren();
  if (session.get()?.can.studies) mount(Report, { target: root });
  else root.textContent = t('report_withheld');
}

start().catch(() => (root.textContent = t('out_of_reach')));
