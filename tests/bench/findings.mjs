// Analysis on the map as a person moves its slider: every question is about other days, so none was answered before.
import { ask, head, row, serve, sets, web } from './programs.mjs';
import { keep } from './results.mjs';

const day = (number) => new Date(Date.UTC(2014, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** Years that end on every ninth day from 2014 on. */
const years = (count) => Array.from({ length: count }, (_, i) => `from=${day(9 * i - 364)}&to=${day(9 * i)}`);

/** What is asked, and how often: the first is what the map asks unless a person moves something. */
const questions = {
  'permutation scan, now, squares of 150 m': ['scan?', 60],
  'the same by kelurahan': ['scan?places=kelurahan&', 60],
  'permutation scan, ever, squares of 150 m': ['scan?when=ever&', 10],
  'the same by kelurahan, ever': ['scan?when=ever&places=kelurahan&', 20],
  'Knox test': ['knox?', 60],
  'dense groups (ST-DBSCAN)': ['dbscan?', 60],
};

/** Measures a set. */
export async function findings(name) {
  const server = await serve(name, ['surveillance']);
  const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
  const target = { address: server.address, pids: [server.pid] };
  const taken = {};
  try {
    for (const [label, [words, count]] of Object.entries(questions)) {
      const paths = years(count).map((year) => `/api/findings/${words}disease=dbd&${year}`);
      taken[label] = { cold: await ask(target, paths, { headers }), again: await ask(target, paths, { headers }) };
    }
  } finally {
    await server.stop();
  }
  keep(`findings-${name}`, taken);
  console.log(`\n### ${name}: ${sets[name].cases} cases of 14 years, a year of dengue in each question, 999 replications, one connection`);
  head('what', 'first time: p50 ms', 'p99 ms', 'CPU ms', 'kB', 'asked again: p50 ms');
  for (const [label, { cold, again }] of Object.entries(taken)) {
    row(label, cold.p50.toFixed(1), cold.p99.toFixed(1), cold.cpu_ms.toFixed(1), (cold.bytes / 1000).toFixed(1), again.p50.toFixed(2));
  }
}
