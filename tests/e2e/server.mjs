// Starts the real program on a free port with a ledger of its own, and stops it whatever happens.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WITHIN_MS = 180_000;

/** A port that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Runs `sigis demo` (or `serve` with `env`) and waits until it is ready.
 * Returns { base, pid, links: {role: url}, passwords: {role: password}, log(): string, stop() }.
 */
export async function startServer(binary, { command = 'demo', args = [], env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sigis-e2e-'));
  const port = await freePort();
  const words = [command, '--listen', `127.0.0.1:${port}`, ...(command === 'demo' ? ['--data', folder] : []), ...args];
  const child = spawn(binary, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (log += chunk));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
    rmSync(folder, { recursive: true, force: true });
  };
  const base = `http://127.0.0.1:${port}`;
  const begin = Date.now();
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${binary} ended with ${child.exitCode}: ${log.slice(-2000)}`);
    const answer = await fetch(`${base}/readyz`).catch(() => null);
    if (answer?.ok) break;
    if (Date.now() - begin > READY_WITHIN_MS) {
      await stop();
      throw new Error(`not ready within ${READY_WITHIN_MS} ms: ${log.slice(-2000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const readyAfterMs = Date.now() - begin;
  const links = Object.fromEntries(
    [...printed.matchAll(/^\s*(\w+)\s+(https?:\/\/\S+)$/gm)].map(([, role, url]) => [role, url]),
  );
  const passwords = Object.fromEntries(
    [...printed.matchAll(/^\s*(\w+)\s+((?:\w{4}-){3}\w{4})$/gm)].map(([, role, password]) => [role, password]),
  );
  return { base, pid: child.pid, links, passwords, folder, readyAfterMs, log: () => log, printed: () => printed, stop };
}
