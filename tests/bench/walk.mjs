// Tile walks against the real program: cold and warm, one and sixteen connections, p50/p99, bytes, memory.
// usage: node tests/bench/walk.mjs target/release/sigis [--cases N] [--database URL --key FILE --token TOKEN] [--tiles N]
import { Agent, get } from 'node:http';
import { readFileSync } from 'node:fs';
import { startServer } from '../e2e/server.mjs';

const [binary, ...words] = process.argv.slice(2);
const option = (name, standard) => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : standard);
const cases = option('cases', '');
const wanted = Number(option('tiles', '1500'));

const server = option('database')
  ? await startServer(binary, {
      command: 'serve',
      env: { SIGIS_DATABASE_URL: option('database'), SIGIS_KEY_FILE: option('key') },
    })
  : await startServer(binary, { args: cases ? ['--cases', cases] : [] });
const token = option('token') ?? decodeURIComponent(new URL(server.links.surveillance).hash.match(/token=([^&]+)/)[1]);
const authorization = { authorization: `Bearer ${token}` };
const headers = { ...authorization, 'accept-encoding': 'gzip, br, zstd' };

/** A seeded generator (mulberry32): the same walk on every machine. */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const column = (lon, z) => Math.floor(((lon + 180) / 360) * 2 ** z);
const row = (lat, z) => Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);

/** A user's path: zooms 8 to 16, places drawn inside the city's box, each tile once. */
function walk([west, south, east, north], count) {
  const next = random(20221231);
  const tiles = new Set();
  for (let tries = 0; tiles.size < count && tries < count * 50; tries += 1) {
    const z = 8 + Math.floor(next() * 9);
    tiles.add(`${z}/${column(west + next() * (east - west), z)}/${row(south + next() * (north - south), z)}`);
  }
  return [...tiles];
}

function fetchTile(agent, path) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    get(`${server.base}${path}`, { agent, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk) => (bytes += chunk.length));
      answer.on('end', () => {
        if (![200, 204].includes(answer.statusCode)) reject(new Error(`${path}: ${answer.statusCode}`));
        resolve({ ms: Number(process.hrtime.bigint() - begin) / 1e6, bytes });
      });
    }).on('error', reject);
  });
}

async function run(paths, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const results = [];
  let at = 0;
  const begin = process.hrtime.bigint();
  const worker = async () => {
    while (at < paths.length) results.push(await fetchTile(agent, paths[at++]));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  agent.destroy();
  const times = results.map((r) => r.ms).sort((a, b) => a - b);
  const quantile = (q) => times[Math.min(times.length - 1, Math.floor(q * times.length))].toFixed(2);
  const mean = results.reduce((sum, r) => sum + r.bytes, 0) / results.length / 1024;
  return `${Math.round(paths.length / seconds)} | ${quantile(0.5)} | ${quantile(0.99)} | ${mean.toFixed(1)}`;
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

try {
  const city = await (await fetch(`${server.base}/api/city`, { headers: authorization })).json();
  const summary = await (await fetch(`${server.base}/api/summary`, { headers: authorization })).json();
  const tiles = walk(city.bounds, wanted);
  console.log(`${summary.cases} cases, ${tiles.length} tiles, ready after ${server.readyAfterMs} ms, ${memory().toFixed(0)} MB\n`);
  console.log('| set | filter | connections | | tiles/s | p50 ms | p99 ms | kB/tile |\n|---|---|---|---|---|---|---|---|');
  const year = city.span.to.slice(0, 4);
  const questions = [
    ['cases', 'mvt', 'none', ''],
    ['cases', 'mvt', 'dbd, 30 days', `?disease=dbd&from=${year - 1}-03-01&to=${year - 1}-03-30`],
    ['districts', 'mvt', 'dbd, one year', `?disease=dbd&from=${year - 1}-01-01&to=${year - 1}-12-31`],
    ['cases', 'png', 'none', ''],
  ];
  for (const [set, format, label, query] of questions) {
    const half = Math.ceil(tiles.length / 2);
    for (const [connections, part] of [[1, tiles.slice(0, half)], [16, tiles.slice(half)]]) {
      const paths = part.map((tile) => `/tiles/${set}/${tile}.${format}${query}`);
      for (const heat of ['cold', 'warm']) {
        console.log(`| ${set}.${format} | ${label} | ${connections} | ${heat} | ${await run(paths, connections)} |`);
      }
    }
  }
  console.log(`\nresident memory afterwards: ${memory().toFixed(0)} MB`);
} finally {
  await server.stop();
}
