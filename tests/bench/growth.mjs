// How tiles grow with the cases: the same questions over 1e4, 1e5 and 1e6 cases of one province, and 5e6 where it was made.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, data, folder, head, median, row, runs, serve, sets, web } from './programs.mjs';
import { keep, plot } from './results.mjs';
import { places, walk } from './walks.mjs';

/** Five million are measured where their bench has written them: that takes minutes. */
const steps = ['ten', 'hundred', 'prov', ...(existsSync(join(folder, 'nat')) ? ['nat'] : [])];
const questions = { all: '', 'disease, 30 days': '?disease=dbd&from=2023-02-01&to=2023-03-02' };
const pictures = new URL('../../docs/performance/', import.meta.url).pathname;

async function cold(name, taken) {
  const { lowest, highest } = sets[name];
  const tiles = walk(places(join(data(name), 'places.csv')), { lowest, highest, count: 500 });
  const server = await serve(name, ['surveillance']);
  const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
  try {
    for (const [words, query] of Object.entries(questions)) {
      const paths = tiles.map((tile) => `/tiles/cases/${tile}.mvt${query}`);
      const answer = await ask({ address: server.address, pids: [server.pid] }, paths, { connections: 16, headers });
      ((taken[words] ??= {})[sets[name].cases] ??= []).push(answer);
    }
  } finally {
    await server.stop();
  }
}

/** Measures the curve, prints it and draws it. */
export async function growth() {
  const taken = {};
  for (let run = 0; run < runs; run += 1) for (const name of steps) await cold(name, taken);
  keep('growth', taken);
  head('filter', 'cases', 'tiles/s', 'p99 ms', 'CPU ms/tile');
  const line = (words, key) => Object.entries(taken[words]).map(([n, answers]) => [Number(n), median(answers.map((a) => a[key]))]);
  for (const words of Object.keys(taken)) {
    for (const [n, perSecond] of line(words, 'per_second')) {
      const [p99, cpu] = ['p99', 'cpu_ms'].map((key) => new Map(line(words, key)).get(n));
      row(words, n, perSecond.toFixed(0), p99.toFixed(2), cpu.toFixed(3));
    }
  }
  mkdirSync(pictures, { recursive: true });
  for (const [file, key, y] of [['growth-tiles', 'per_second', 'tiles a second'], ['growth-p99', 'p99', 'p99, ms']]) {
    const lines = Object.fromEntries(Object.keys(taken).map((words) => [words, line(words, key)]));
    writeFileSync(join(pictures, `${file}.svg`), plot({ title: `Cold tiles, 16 connections: ${y}`, x: 'cases', y, lines }));
  }
}
