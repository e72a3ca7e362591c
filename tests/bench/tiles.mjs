// Walks over the tiles of a set: every question, both grains, one and sixteen connections, cold and warm, and screens at
// once; each run with a server of its own and the ceiling beside it. Prints the middle of the runs.
import { join } from 'node:path';
import { ask, ceiling, count, data, head, memory, middle, row, runs, serve, sets, web } from './programs.mjs';
import { keep } from './results.mjs';
import { places, screens, walk } from './walks.mjs';

const year = 'from=2023-01-01&to=2023-12-31';

/** The questions: set and format, what the table calls it, the words. */
export const questions = (district) => [
  ['cases.mvt', 'all', ''],
  ['cases.mvt', 'disease', '?disease=dbd'],
  ['cases.mvt', 'disease, 30 days', '?disease=dbd&from=2023-02-01&to=2023-03-02'],
  ['cases.mvt', 'disease, age, sex, district', `?disease=dbd&age_min=5&age_max=14&sex=P&district=${district}`],
  ['cases.mvt', 'disease, age, sex', '?disease=dbd&age_min=5&age_max=14&sex=P'],
  ['districts.mvt', 'disease, one year', `?disease=dbd&${year}`],
  ['cases.png', 'disease, one year', `?disease=dbd&${year}`],
];

const paths = (tiles, question) => {
  const [name, format] = question[0].split('.');
  return tiles.map((tile) => `/tiles/${name}/${tile}.${format}${question[2]}`);
};

/** The grains that a question is asked with. */
const viewers = (question) => (question[0] === 'cases.mvt' ? ['surveillance', 'planner'] : ['surveillance']);

async function once(name, tiles, grids, taken) {
  const server = await serve(name);
  const target = { address: server.address, pids: [server.pid] };
  const note = (label, answer) => (taken[label] ??= []).push(answer);
  try {
    note('start', { ready: server.readyAfterMs, before: memory(server.pid) });
    for (const question of questions(sets[name].district)) {
      for (const viewer of viewers(question)) {
        const headers = [web, `authorization: Bearer ${server.tokens[viewer]}`];
        // Every second tile: both halves have all zooms, and each is cold once.
        for (const [connections, odd] of [[1, 0], [16, 1]]) {
          const half = paths(tiles.filter((_, i) => i % 2 === odd), question);
          const label = [question[0], question[1], viewer, connections].join('|');
          note(`${label}|cold`, await ask(target, half, { connections, headers }));
          note(`${label}|warm`, await ask(target, half, { connections, headers, passes: 10 }));
        }
        const label = [question[0], question[1], viewer, 'screen'].join('|');
        note(label, await ask(target, paths(grids.flat(), question), { connections: 6, headers, group: 20 }));
      }
    }
    note('end', { after: memory(server.pid) });
  } finally {
    await server.stop();
  }
  const bytes = taken['cases.mvt|all|surveillance|16|warm'][0].bytes;
  const top = await ceiling(bytes);
  for (const connections of [1, 16]) {
    const all = tiles.map((tile) => `/${tile}`);
    const answer = await ask({ address: top.address, pids: [top.pid] }, all, { connections, passes: 10 });
    note(`ceiling|${bytes.toFixed(0)} B||${connections}|`, answer);
  }
  top.stop();
}

/** Measures a set and prints its tables. */
export async function measure(name) {
  const { lowest, highest, cases } = sets[name];
  const all = places(join(data(name), 'places.csv'));
  const tiles = walk(all, { lowest, highest, count });
  const grids = screens(all, { lowest, highest, count: 40 });
  const taken = {};
  for (let run = 0; run < runs; run += 1) await once(name, tiles, grids, taken);
  keep(name, taken);
  const { ready, before } = middle(taken.start);
  const { after } = middle(taken.end);
  console.log(`\n### ${name}: ${cases} cases, ready after ${ready} ms, ${before.toFixed(0)} MB, ${after.toFixed(0)} MB after the walks`);
  head('set', 'filter', 'grain', 'connections', '', 'tiles/s', 'p50 ms', 'p99 ms', 'CPU ms/tile', 'kB/tile', 'empty');
  const single = Object.entries(taken).filter(([label]) => /\|(cold|warm|)$/.test(label));
  for (const [label, answers] of single) {
    const a = middle(answers);
    const numbers = [a.per_second.toFixed(0), a.p50.toFixed(2), a.p99.toFixed(2), a.cpu_ms.toFixed(3)];
    row(...label.split('|'), ...numbers, (a.bytes / 1000).toFixed(1), `${((100 * a.empty) / a.answers).toFixed(0)} %`);
  }
  head('a screen of 5 x 4 tiles, cold', 'filter', 'grain', 'p50 ms', 'p99 ms');
  for (const [label, answers] of Object.entries(taken).filter(([label]) => label.endsWith('screen'))) {
    const a = middle(answers);
    row(...label.split('|').slice(0, 3), a.p50.toFixed(1), a.p99.toFixed(1));
  }
}
