// A line list of 52 columns into a fresh ledger with all checks, and the same file once more. CPU is the program's.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { binary, folder, option, runs } from './programs.mjs';
import { invent } from './people.mjs';

const program = resolve(binary);
const binaries = [program, ...option('before', '').split(',').filter(Boolean).map((name) => resolve(name))];

/** CPU seconds of all programs that this one has waited for: user, system. */
function cpu() {
  const words = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return [words[13], words[14]].map((ticks) => Number(ticks) / 100);
}

/** Runs a program; says how long it took, its CPU and what it printed. */
function timed(file, args, env) {
  const [begin, before] = [performance.now(), cpu()];
  const done = spawnSync(file, args, { env: { ...process.env, ...env }, encoding: 'utf8' });
  const [end, after] = [performance.now(), cpu()];
  if (done.status !== 0) throw new Error(`${file} ${args.join(' ')}: ${done.stderr}`);
  return { seconds: (end - begin) / 1000, user: after[0] - before[0], system: after[1] - before[1], text: done.stdout };
}

function measure(file, data, rows) {
  const own = mkdtempSync(join(data, 'ledger-'));
  const env = { SIGIS_DATABASE_URL: `sqlite://${join(own, 'sigis.db')}`, SIGIS_KEY_FILE: join(own, 'key') };
  timed(file, ['migrate'], env);
  timed(file, ['import', 'regions', join(data, 'regions.geojson'), '--level', 'kelurahan'], env);
  timed(file, ['import', 'facilities', join(data, 'facilities.csv')], env);
  const list = ['import', 'cases', join(data, `cases-${rows}.csv`), '--disease', 'dbd'];
  for (const [turn, expected] of [['first', `written ${rows}`], ['again', `unchanged ${rows}`]]) {
    const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0];
    const { seconds, user, system, text } = timed(file, list, env);
    if (!text.includes(`${expected}\n`) && !text.includes(`${expected} `)) throw new Error(`expected ${expected}: ${text}`);
    const bytes = Math.round(statSync(join(own, 'sigis.db')).size / rows);
    const rate = Math.round(rows / seconds);
    const each = (1e6 * (user + system)) / rows;
    const cells = [rows, file, turn, seconds.toFixed(2), rate, user.toFixed(2), system.toFixed(2), each.toFixed(1), bytes, load];
    console.log(`| ${cells.join(' | ')} |`);
  }
  rmSync(own, { recursive: true });
}

/** Measures lists of `--rows N,...` with the program, and with `--before FILE` in turn. */
export function imports() {
  const data = resolve(folder, 'import');
  mkdirSync(data, { recursive: true });
  console.log('\n| rows | program | | s | rows/s | user s | system s | CPU us a row | bytes a row | load |');
  console.log('|---|---|---|---|---|---|---|---|---|---|');
  for (const rows of option('rows', '84180,1000000').split(',').map(Number)) {
    if (!existsSync(join(data, `cases-${rows}.csv`))) invent(data, rows);
    for (let run = 0; run < runs; run++) for (const file of binaries) measure(file, data, rows);
  }
}
