// usage: node tests/bench/fire.mjs [--binary FILE] [--data DIR] [--minutes N] [--clients N]
// The program under fire: slow, broken and hostile clients, any question of any role, a live import; and one reader at a
// human pace who must not notice. All load goes to 127.0.0.1. Ends with 1 when a promise was broken.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { startServer } from '../e2e/server.mjs';
import { attacks, hostile, sane } from './attacks.mjs';
import { complaint } from './witness.mjs';

const words = process.argv.slice(2);
const option = (name, standard) => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : standard);
const binary = option('binary', 'target/release/sigis');
const folder = option('data', 'target/bench');
const minutes = Number(option('minutes', '10'));
const clients = Math.min(Number(option('clients', '256')), 1024);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The cache of tiles is small, so that it is full before the second half, in which nothing may grow. */
const server = await startServer(binary, { args: ['--cases', '20000'], env: { SIGIS_RATE_LIMIT: '0', SIGIS_LOG: 'warn', SIGIS_TILE_CACHE: '32' } });
const port = Number(new URL(server.base).port);
const ledger = readdirSync(server.folder).find((file) => file.endsWith('.db'));
const tokenOf = (role) => /token=([^&]+)/.exec(server.links[role] ?? '')?.[1];
/** Somebody who has a name of their own, as every person of an office has. */
const ownToken = () => {
  const env = { ...process.env, SIGIS_DATABASE_URL: `sqlite://${join(server.folder, ledger)}` };
  const lines = execFileSync(binary, ['token', 'create', '--role', 'surveillance', '--days', '1'], { env, encoding: 'utf8' });
  return lines.trim().split('\n').pop();
};
const readers = ownToken();
const tokens = [undefined, 'sigis_nonsense', ...['surveillance', 'planner', 'puskesmas'].map(tokenOf)];

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;
/** Open connections: the ledger's own files come with its pool, which is bounded, and stay. */
const sockets = () => readdirSync(`/proc/${server.pid}/fd`).filter((fd) => {
  try {
    return readlinkSync(`/proc/${server.pid}/fd/${fd}`).startsWith('socket:');
  } catch {
    return false;
  }
}).length;
const end = Date.now() + minutes * 60_000;
const any = (list) => list[Math.floor(Math.random() * list.length)];
const complaints = new Map();
const statuses = {};
const lasted = {};

/** One answer, whole. Those that the server cut off have no status. */
function ask(path, token, agent) {
  return new Promise((resolve) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const request = get({ port, host: '127.0.0.1', path, headers, agent, timeout: 35_000 }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', () => resolve(null));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });
}

/** Asks what a map asks, and what nobody means, and looks at each answer. */
async function checker() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (Date.now() < end) {
    const path = Math.random() < 0.7 ? sane(city) : hostile();
    const answer = await ask(path, any(tokens), agent);
    statuses[answer?.status ?? 'none'] = (statuses[answer?.status ?? 'none'] ?? 0) + 1;
    // A head that the HTTP library refuses has no body: 400, 414 or 431 of its own.
    const unread = answer?.body.length === 0 && [400, 414, 431].includes(answer.status);
    const wrong = unread ? null : answer ? complaint(path, answer) : 'no answer';
    if (wrong) complaints.set(wrong, [...(complaints.get(wrong) ?? []), path.slice(0, 120)]);
  }
  agent.destroy();
}

/** Attacks in turn; notes how long the server bore each. */
async function attacker() {
  while (Date.now() < end) {
    const [name, attack] = any(Object.entries(attacks));
    const begin = Date.now();
    await attack(port, sane(city), any(tokens), Math.min(90_000, Math.max(2000, end - Date.now())));
    (lasted[name] ??= []).push((Date.now() - begin) / 1000);
  }
}

/** One reader with one connection: six tiles, then a look at them. */
async function reader(until, times) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (Date.now() < until) {
    for (let i = 0; i < 6; i += 1) {
      const begin = performance.now();
      const answer = await ask(sane(city).replace(/^\/(api|map)[^?]*/, '/api/summary'), readers, agent);
      if (!answer || answer.status === 503) times.push(Infinity);
      else times.push(performance.now() - begin);
    }
    await pause(1000);
  }
  agent.destroy();
}

/** Imports a few new rows, as another process does. */
async function importRows(turn) {
  const file = join(folder, 'fire.csv');
  const env = { ...process.env, SIGIS_DATABASE_URL: `sqlite://${join(server.folder, ledger)}` };
  const row = (i) => `Contoh ${turn} ${i},L,30,2024-03-${10 + (i % 18)},2024-03-29,${city.lat},${city.lon}`;
  writeFileSync(file, ['nama,jk,umur,onset,tanggal_lapor,lat,lon', ...Array.from({ length: 50 }, (_, i) => row(i))].join('\n'));
  const child = spawn(binary, ['import', 'cases', file, '--disease', 'dbd'], { env, stdio: 'ignore' });
  imports.push(await new Promise((resolve) => child.once('exit', resolve)));
}

async function importer() {
  for (let turn = 1; Date.now() < end; turn += 1) {
    await importRows(turn);
    await pause(5000);
  }
}

mkdirSync(folder, { recursive: true });
const imports = [];
const { bounds } = JSON.parse((await ask('/tiles/districts.json', tokenOf('surveillance'))).body);
const plane = (lat) => (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
const city = {
  west: (bounds[0] + 180) / 360, width: (bounds[2] - bounds[0]) / 360, north: plane(bounds[3]), height: plane(bounds[1]) - plane(bounds[3]),
  lon: (bounds[0] + bounds[2]) / 2, lat: (bounds[1] + bounds[3]) / 2,
};
const [quiet, times, samples] = [[], [], []];
await importRows(0);
await reader(Date.now() + 5000, quiet);
const atStart = { sockets: sockets(), memory: memory() };
const watch = setInterval(() => samples.push({ minute: (Date.now() - end) / 60_000 + minutes, memory: memory(), sockets: sockets() }), 1000);
const half = Math.floor(clients / 2);
await Promise.all([
  ...Array.from({ length: clients - half }, attacker), ...Array.from({ length: half }, checker), reader(end, times), importer(),
]);
clearInterval(watch);
// Clients that were cut off are noticed within the bound of a head.
await pause(35_000);

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.max(0, Math.ceil(list.length * q) - 1)] ?? NaN;
const mean = (list) => list.reduce((sum, v) => sum + v, 0) / list.length;
const span = Math.min(1, minutes / 3);
const first = mean(samples.filter((s) => s.minute < span).map((s) => s.memory));
const last = mean(samples.filter((s) => s.minute > minutes - span).map((s) => s.memory));
const later = samples.filter((s) => s.minute > minutes / 2);
const middle = mean(later.map((s) => s.minute));
const slope = later.reduce((sum, s) => sum + (s.minute - middle) * s.memory, 0) / later.reduce((sum, s) => sum + (s.minute - middle) ** 2, 0);
const log = server.log().split('\n');
const result = {
  minutes, clients, statuses, start: atStart, sockets: sockets(), mostSockets: Math.max(...samples.map((s) => s.sockets)),
  memory: { first, last, slopeOfSecondHalf: slope },
  reader: { quiet: [quantile(quiet, 0.5), quantile(quiet, 0.99)], underFire: [quantile(times, 0.5), quantile(times, 0.99)], asked: times.length },
  attacks: Object.fromEntries(Object.entries(lasted).map(([name, list]) => [name, { times: list.length, longest: Math.max(...list) }])),
  imports: imports.length, log: log.filter((line) => /panicked|ERROR/.test(line)).slice(0, 5),
  complaints: Object.fromEntries([...complaints].map(([what, paths]) => [what, { times: paths.length, some: paths.slice(0, 3) }])),
};
const alive = (await ask('/readyz'))?.status === 200;
await server.stop();
const promises = {
  'the server is alive': alive,
  'nothing panicked and nothing failed': result.log.length === 0,
  'every answer reads, every refusal is a problem': complaints.size === 0,
  'open sockets are back where they were': result.sockets <= atStart.sockets,
  'memory levels off (below 5 MB a minute in the second half)': minutes < 5 ? null : slope < 5,
  'half a head is not borne for a minute': minutes < 1 ? null : !(result.attacks['never finishes its head']?.longest > 60),
  'the reader was always answered': times.every(Number.isFinite),
  'imports went through': imports.length > 0 && imports.every((code) => code === 0),
};
writeFileSync(join(folder, 'fire.json'), JSON.stringify({ ...result, promises }, null, 1));
console.log(JSON.stringify(result, null, 1));
for (const [promise, kept] of Object.entries(promises)) console.log(`${kept === null ? 'too short to tell' : kept ? 'kept' : 'BROKEN'}: ${promise}`);
process.exitCode = Object.values(promises).every((kept) => kept !== false) ? 0 : 1;
