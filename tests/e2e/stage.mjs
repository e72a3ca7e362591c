// What every test file stands on: the program with a simulated city, a browser, and what no visit may show.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { startServer } from './server.mjs';

const binary = process.env.SIGIS_BINARY ?? 'target/debug/sigis';
const bless = Boolean(process.env.SIGIS_BLESS);
const pictures = new URL('../../docs/pictures/', import.meta.url).pathname;

/** A server and a browser for all tests of a file: both stand in the answer while tests run, and are gone after. */
export function stage(options) {
  const here = {};
  before(async () => {
    here.server = await startServer(binary, options);
    here.browser = await launch();
  });
  after(async () => {
    await here.browser?.close();
    await here.server?.stop();
  });
  return here;
}

/** The word behind the printed link of a role. */
export const tokenOf = (server, role) => decodeURIComponent(new URL(server.links[role]).hash.match(/token=([^&]+)/)[1]);

/** What no visit may show. Warnings about software rendering are the test machine's own; `but` are answers that were meant. */
export function assertClean(page, { but = [] } = {}) {
  const meant = (line) => but.some((status) => line.startsWith(`${status} `) || line.includes(`the server responded with a status of ${status} `));
  const own = page.seen.console.filter((line) => !/GPU stall|WebGL|swiftshader/i.test(line) && !meant(line));
  const failed = page.seen.failed.filter((line) => !meant(line));
  assert.deepEqual({ ...page.seen, console: own, failed, bytes: 0 }, { console: [], errors: [], failed: [], foreign: [], bytes: 0 });
}

/** The last test of a file: the server has nothing to complain of, and told no secret. */
export function quietLog(here) {
  test('the log of the server is clean', () => {
    const bad = here.server.log().split('\n').filter((line) => /\b(ERROR|WARN|panicked)\b/.test(line));
    assert.deepEqual(bad, []);
    assert.ok(!/sigis_[A-Za-z0-9_-]{20}/.test(here.server.log()), 'no token in the log');
  });
}

/** A picture for the guide, only when they are made anew. */
export async function take(page, name) {
  if (!bless) return;
  mkdirSync(pictures, { recursive: true });
  // Software rendering shows a frame later than the map says that it is drawn.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${pictures}${name}.png` });
}
