// Every tile of a set that holds a case, zooms 8 to 14, once after the start: how long a map is cold after everything changed.
import { join } from 'node:path';
import { ask, data, head, memory, middle, row, runs, serve, sets, web } from './programs.mjs';
import { keep } from './results.mjs';
import { places } from './walks.mjs';

const [lowest, highest] = [8, 14];

/** The tiles that hold a place, each once, from the lowest zoom. */
function tiles(all) {
  const found = new Set();
  for (let z = lowest; z <= highest; z += 1) {
    for (const { x, y } of all) found.add(`${z}/${Math.floor(x * 2 ** z)}/${Math.floor(y * 2 ** z)}`);
  }
  return [...found];
}

/** Measures a set. */
export async function whole(name) {
  const all = tiles(places(join(data(name), 'places.csv')));
  const taken = [];
  for (let run = 0; run < runs; run += 1) {
    const server = await serve(name, ['surveillance']);
    try {
      const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
      const before = memory(server.pid);
      const paths = all.map((tile) => `/tiles/cases/${tile}.mvt`);
      const answer = await ask({ address: server.address, pids: [server.pid] }, paths, { connections: 16, headers });
      taken.push({ ...answer, grown: memory(server.pid) - before });
    } finally {
      await server.stop();
    }
  }
  keep(`whole-${name}`, taken);
  const { seconds, bytes, cpu_ms, grown } = middle(taken);
  console.log(`\n### ${name}: ${sets[name].cases} cases, every tile of zooms ${lowest} to ${highest} with a case, 16 connections`);
  head('tiles', 's', 'CPU ms a tile', 'MB in all', 'memory MB more');
  row(all.length, seconds.toFixed(2), cpu_ms.toFixed(3), ((bytes * all.length) / 1e6).toFixed(1), grown.toFixed(0));
}
