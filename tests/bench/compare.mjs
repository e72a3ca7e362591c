// SIGIS and what a user would pick instead, in turn: the same data, the same tiles, in one run. Prints the middle of the runs
// and the ratios, those that are lost too.
import { join } from 'node:path';
import { Postgres, functions, martin, premade, supercluster } from './peers.mjs';
import { ask, count, data, head, median, middle, row, runs, serve, sets, web } from './programs.mjs';
import { keep, spread } from './results.mjs';
import { places, walk } from './walks.mjs';

const queries = { all: '', filtered: '?disease=dbd&from=2023-02-01&to=2023-03-02' };

/** Cold tiles of SIGIS: a server of its own for each run. */
async function own(name, tiles, note) {
  const server = await serve(name, ['surveillance']);
  const target = { address: server.address, pids: [server.pid] };
  const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
  const index_ms = Number(/index_ms=(\d+)/.exec(server.log())[1]);
  try {
    for (const [filter, query] of Object.entries(queries)) {
      const paths = tiles.map((tile) => `/tiles/cases/${tile}.mvt${query}`);
      note(`SIGIS|${filter}|cold`, { ...(await ask(target, paths, { connections: 16, headers })), index_ms });
      note(`SIGIS|${filter}|warm`, await ask(target, paths, { connections: 16, headers, passes: 10 }));
    }
  } finally {
    await server.stop();
  }
}

/** Measures a set against all that is installed. */
export async function compare(name) {
  const { lowest, highest, cases } = sets[name];
  const all = places(join(data(name), 'places.csv'));
  const tiles = walk(all, { lowest, highest, count });
  // Without a filter a peer takes a minute for the whole walk and answers every eighth tile; the mix of zooms stays the same.
  const share = { all: tiles.filter((_, i) => i % 8 === 0), filtered: tiles };
  const taken = {};
  const note = (label, answer) => (taken[label] ??= []).push(answer);
  const postgres = await Postgres.start();
  const started = [];
  const start = async (...source) => {
    const server = await martin(...source);
    if (server) started.push(server);
    return server;
  };
  try {
    postgres?.fill(name);
    const served = postgres && (await start(functions(postgres, name), 0));
    const caching = served && (await start(functions(postgres, name), 512));
    const ahead = served && premade(name);
    const archive = ahead && (await start(ahead, 0));
    const kept = ahead && (await start(ahead, 512));
    if (served && !ahead) console.log('skipped: tiles made ahead; tippecanoe is not on the PATH, nor named with --tippecanoe');
    if (!postgres) console.log('skipped: PostGIS and Martin over it; no PostGIS is installed');
    else if (!served) console.log('skipped: Martin is not on the PATH, nor named with --martin');
    for (let run = 0; run < runs; run += 1) {
      await own(name, tiles, note);
      for (const [filter, some] of Object.entries(share)) {
        if (postgres) note(`PostGIS|${filter}|`, postgres.walk(name, filter, some, 16));
        if (served) note(`Martin|${filter}|cold`, await served.walk(filter, some, 16));
        if (caching) {
          await caching.walk(filter, some, 16);
          note(`Martin|${filter}|cache hits`, await caching.walk(filter, some, 16, 10));
        }
      }
      if (archive) note('made ahead|all|cold', await archive.walk('all', tiles, 16));
      if (kept) {
        await kept.walk('all', tiles, 16);
        note('made ahead|all|cache hits', await kept.walk('all', tiles, 16, 10));
      }
      // Its million points are a JavaScript object each; five million do not fit.
      if (cases <= 1_000_000) note('supercluster|all|', supercluster(name, tiles));
    }
    if (postgres) console.log(`\n${postgres.version(name)}`);
  } finally {
    started.forEach((server) => server.stop());
    postgres?.stop();
  }
  keep(`peers-${name}`, taken);
  print(name, taken);
}

function print(name, taken) {
  console.log(`\n### ${name}: ${sets[name].cases} cases, 16 connections (supercluster: one, in its own process)`);
  head('who', 'filter', '', 'tiles/s', 'p50 ms', 'p99 ms', 'SIGIS cold: tiles/s times (least / middle / most)', 'p99 as a part');
  for (const [label, answers] of Object.entries(taken)) {
    const a = middle(answers);
    const all = taken[`SIGIS|${label.split('|')[1]}|cold`];
    const ratios = [
      spread(answers.map((peer, run) => all[run].per_second / peer.per_second)),
      spread(answers.map((peer, run) => all[run].p99 / peer.p99)),
    ];
    row(...label.split('|'), a.per_second.toFixed(0), a.p50.toFixed(2), a.p99.toFixed(2), ...ratios);
  }
  const index = taken['supercluster|all|'];
  if (index) {
    const { version, ...numbers } = index[0];
    const a = middle(index.map(({ version: _, ...rest }) => rest));
    const whole = taken['SIGIS|all|cold'].map((made) => made.index_ms);
    const times = spread(index.map((theirs, run) => theirs.index / whole[run]));
    console.log(`\nSIGIS: index ${median(whole)} ms, districts and facilities with it; supercluster takes ${times} times as long`);
    console.log(`\nsupercluster ${version}: index ${a.index.toFixed(0)} ms, again for one disease ${a.again.toFixed(0)} ms, ${numbers.memory.toFixed(0)} MB`);
  }
}
