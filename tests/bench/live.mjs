// A burst of changes while sixteen readers pull tiles: how soon each change shows, and what the readers feel of it.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ask, data, example, folder, head, memory, option, row, serve, sets, web } from './programs.mjs';
import { places, walk } from './walks.mjs';

const seconds = Number(option('seconds', '60'));
const rate = Number(option('rate', '1000'));

/** A ledger of its own: the changes shall not stay in the data of the other benches. */
function copy(name) {
  const own = join(folder, `${name}-live`);
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  copyFileSync(join(data(name), 'sigis.db'), join(own, 'sigis.db'));
  return join(own, 'sigis.db');
}

/** Readers that go on until told to stop; the answer of each pass. */
async function read(server, paths, headers, until) {
  const passes = [];
  do passes.push(await ask({ address: server.address, pids: [server.pid] }, paths, { connections: 16, headers }));
  while (!until());
  return passes;
}

const worst = (passes, key) => Math.max(...passes.map((pass) => pass[key]));
const mean = (passes, key) => passes.reduce((sum, pass) => sum + pass[key], 0) / passes.length;

/** The pass in the middle by its p99, and the worst of all. */
function told(passes) {
  const sorted = passes.map((pass) => pass.p99).sort((a, b) => a - b);
  return { rate: mean(passes, 'per_second'), p50: mean(passes, 'p50'), p99: sorted[Math.floor(sorted.length / 2)], max: worst(passes, 'max') };
}

/** Measures a set: idle for a while, then under the burst, in one run. */
export async function live(name) {
  const ledger = copy(name);
  const server = await serve(name, ['surveillance'], ledger);
  const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
  const { lowest, highest } = sets[name];
  const tiles = walk(places(join(data(name), 'places.csv')), { lowest, highest, count: 2000 });
  const paths = tiles.map((tile) => `/tiles/cases/${tile}.mvt?disease=dbd&from=2023-02-01&to=2023-03-02`);
  try {
    await ask(server, paths, { headers });
    const begin = Date.now();
    const idle = told(await read(server, paths, headers, () => Date.now() - begin > (seconds * 1000) / 4));
    const before = memory(server.pid);
    const words = { ledger, address: server.address, token: server.tokens.surveillance, rate, seconds };
    const args = Object.entries(words).flatMap(([word, value]) => [`--${word}`, `${value}`]);
    let over = false;
    const writing = promisify(execFile)(example('live'), args).finally(() => (over = true));
    const busy = told(await read(server, paths, headers, () => over));
    const changes = JSON.parse((await writing).stdout);
    const after = memory(server.pid);
    console.log(`\n### ${name}, live: ${changes.changes} changes at ${changes.per_second.toFixed(0)} a second`);
    console.log(`\nA change shows after ${changes.shown_p50_ms.toFixed(0)} ms at the median, ${changes.shown_p99_ms.toFixed(0)} ms at`
      + ` p99, ${changes.shown_max_ms.toFixed(0)} ms at most (${changes.asked_for} asked for); ${changes.events} events; ${changes.late} transactions`
      + ` began late; ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after.`);
    head('sixteen readers', 'tiles/s', 'p50 ms', 'p99 ms', 'max ms');
    for (const [label, a] of [['idle', idle], ['under the burst', busy]]) {
      row(label, a.rate.toFixed(0), a.p50.toFixed(2), a.p99.toFixed(2), a.max.toFixed(1));
    }
    row('ratio', (busy.rate / idle.rate).toFixed(2), (busy.p50 / idle.p50).toFixed(2), (busy.p99 / idle.p99).toFixed(2), (busy.max / idle.max).toFixed(2));
  } finally {
    await server.stop();
    rmSync(join(folder, `${name}-live`), { recursive: true, force: true });
  }
}
