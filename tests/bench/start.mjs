// From the start of the server to its first tile, over a ledger that is there. CPU and memory are the server's.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../e2e/server.mjs';
import { binary, data, option, runs, sets } from './programs.mjs';

const binaries = [binary, ...option('before', '').split(',').filter(Boolean)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function measure(name, file) {
  const env = { ...process.env, SIGIS_DATABASE_URL: `sqlite://${join(data(name), 'sigis.db')}` };
  const made = execFileSync(file, ['token', 'create', '--role', 'surveillance', '--days', '1'], { env, encoding: 'utf8' });
  const headers = { Authorization: `Bearer ${made.trim().split('\n').pop()}` };
  const address = `127.0.0.1:${await freePort()}`;
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
  const begin = performance.now();
  const child = spawn(file, ['serve', '--listen', address], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    for (;;) {
      const tile = await fetch(`http://${address}/tiles/cases/8/206/133.mvt`, { headers }).catch(() => null);
      if (tile?.ok) break;
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
      await pause(20);
    }
    const seconds = (performance.now() - begin) / 1000;
    const words = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const [user, system] = [words[11], words[12]].map((ticks) => Number(ticks) / 100);
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const peak = Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1000);
    const each = (1e6 * (user + system)) / sets[name].cases;
    console.log(`| ${[name, file, seconds.toFixed(2), user, system, each.toFixed(2), peak, load].join(' | ')} |`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Measures a set with the program, and with `--before FILE` in turn. */
export async function start(name) {
  console.log('\n| set | program | s | user s | system s | CPU us a case | peak MB | load |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (let run = 0; run < runs; run++) for (const file of binaries) await measure(name, file);
}
