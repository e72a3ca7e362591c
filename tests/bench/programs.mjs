// The programs of a bench: the data, the server, the ceiling, the asker. All load goes to 127.0.0.1.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startServer } from '../e2e/server.mjs';

const [first, ...words] = process.argv.slice(2);
export const what = first ?? 'all';
export const option = (name, standard) =>
  words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : standard;

export const binary = option('binary', 'target/release/sigis');
export const example = (name) => join(dirname(binary), 'examples', name);
export const folder = option('data', 'target/bench');
export const runs = Number(option('runs', '3'));
/** The tiles of a walk; fewer make a run shorter. */
export const count = Number(option('tiles', '2000'));

/** What is asked: how many cases over how many cities, and the zooms of the walk. */
export const sets = {
  ten: { cases: 10_000, cities: 24, lowest: 6, highest: 16, district: '59.01.05' },
  hundred: { cases: 100_000, cities: 24, lowest: 6, highest: 16, district: '59.01.05' },
  city: { cases: 20_000, cities: 1, lowest: 8, highest: 16, district: '59.01.05' },
  prov: { cases: 1_000_000, cities: 24, lowest: 6, highest: 16, district: '59.01.05' },
  nat: { cases: 5_000_000, cities: 60, lowest: 4, highest: 16, district: '59.01.05' },
  big: { cases: 10_000_000, cities: 60, lowest: 4, highest: 16, district: '59.01.05' },
};

/** Makes the data of a set unless they are there; says where they lie. */
export function data(name) {
  const { cases, cities } = sets[name];
  const own = join(folder, name);
  if (!existsSync(own)) {
    mkdirSync(folder, { recursive: true });
    rmSync(`${own}.new`, { recursive: true, force: true });
    const begin = Date.now();
    const args = ['--cases', `${cases}`, '--cities', `${cities}`, '--folder', `${own}.new`];
    execFileSync(example('country'), args, { stdio: 'inherit' });
    renameSync(`${own}.new`, own);
    console.error(`${name}: ${cases} cases written in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
  return own;
}

/** A server over the data of a set or a copy of them, with the token of each role that is wanted. */
export async function serve(name, roles = ['surveillance', 'planner'], ledger = join(data(name), 'sigis.db')) {
  const env = {
    SIGIS_DATABASE_URL: `sqlite://${ledger}`,
    SIGIS_RATE_LIMIT: '0',
    // What it takes by night on a thread of its own is no part of what is measured.
    SIGIS_WATCH_HOUR: 'off',
    SIGIS_LOG: option('log', 'info'),
  };
  const token = (role) => {
    const args = ['token', 'create', '--role', role, '--days', '1'];
    return execFileSync(binary, args, { env: { ...process.env, ...env }, encoding: 'utf8' }).trim().split('\n').pop();
  };
  const tokens = Object.fromEntries(roles.map((role) => [role, token(role)]));
  const server = await startServer(binary, { command: 'serve', env });
  return { ...server, tokens, address: server.base.slice('http://'.length) };
}

/** A server that answers everything with the same bytes: what no server on this machine does better. */
export async function ceiling(bytes) {
  const child = spawn(example('ceiling'), ['--bytes', `${Math.round(bytes)}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((resolve) => child.stdout.once('data', (line) => resolve(`${line}`.trim())));
  return { address, pid: child.pid, stop: () => child.kill('SIGTERM') };
}

/** As a browser asks. */
export const web = 'accept-encoding: gzip, deflate, br, zstd';

/** Asks for paths and says what was measured; see load.rs. Waits without blocking: the server's log is read meanwhile. */
export async function ask({ address, pids = [] }, paths, { connections = 1, headers = [web], passes = 1, group = 0 } = {}) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'paths.txt');
  writeFileSync(file, paths.join('\n'));
  const numbers = { connections, passes, group };
  const args = Object.entries(numbers).flatMap(([word, n]) => [`--${word}`, `${n}`]);
  if (pids.length > 0) args.push('--pids', pids.join(','));
  args.push(...headers.flatMap((header) => ['--header', header]));
  const { stdout: line } = await promisify(execFile)(example('load'), ['--address', address, '--paths', file, ...args]);
  const taken = JSON.parse(line);
  if (taken.failed > 0) throw new Error(`${taken.failed} answers failed: ${line}`);
  return taken;
}

/** Resident memory of a process in MB. */
export const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The middle of each number of some measurements. */
export function middle(taken) {
  return Object.fromEntries(Object.keys(taken[0]).map((key) => [key, median(taken.map((t) => t[key]))]));
}

/** A row of a table. */
export const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);

/** The head of a table. */
export function head(...cells) {
  console.log('');
  row(...cells);
  row(...cells.map(() => '---'));
}
