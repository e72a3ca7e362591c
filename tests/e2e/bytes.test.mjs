// What a visit costs a person on a mobile network: the bytes of the answers over the wire, compressed, to a fresh
// browser; never times.
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, mapIdle, openMap, openPage } from './browser.mjs';
import { stage } from './stage.mjs';

const KB = 1000;
const built = new URL('../../static/dist/assets/', import.meta.url).pathname;

const here = stage();

const room = (path) => /^\/(vendor|tiles|api)\//.exec(path)?.[1] ?? 'shell';
const sum = (wire, wanted) => wire.filter(({ path }) => room(path) === wanted).reduce((all, { body }) => all + body, 0);

async function visit(url, view) {
  const page = await openPage(here.browser, here.server.base, view);
  await openMap(page, url);
  const { wire } = page;
  return { page, wire };
}

for (const [name, view] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`the first view on a ${name}: shell, tiles and answers within their budgets`, async () => {
    const { page, wire } = await visit(here.server.links.surveillance, view);
    assert.ok(sum(wire, 'shell') <= 60 * KB, `shell: ${sum(wire, 'shell')} bytes`);
    assert.ok(sum(wire, 'tiles') <= 60 * KB, `tiles: ${sum(wire, 'tiles')} bytes`);
    assert.ok(sum(wire, 'api') <= 30 * KB, `answers: ${sum(wire, 'api')} bytes`);
    await page.context().close();
  });
}

test('the number of open warnings comes after the first view, in a part of its own', async () => {
  const { page, wire } = await visit(here.server.links.surveillance, DESKTOP);
  const late = ({ path }) => /^\/assets\/Elsewhere-/.test(path) || path === '/api/warnings/open';
  assert.deepEqual(wire.filter(late), []);
  await page.getByRole('link', { name: /peringatan/i }).waitFor();
  await page.waitForTimeout(300);
  const bytes = wire.filter(late).reduce((all, { body }) => all + body, 0);
  assert.ok(bytes > 0 && bytes <= 2 * KB, `${bytes} bytes`);
  await page.context().close();
});

test('the office with its first section stays within the budget of the shell, and fetches no map', async () => {
  const page = await openPage(here.browser, here.server.base, PHONE);
  await page.goto(here.server.links.admin.replace('/#', '/office.html#'));
  await page.getByRole('rowheader').first().waitFor();
  assert.ok(sum(page.wire, 'shell') <= 60 * KB, `office: ${sum(page.wire, 'shell')} bytes`);
  assert.equal(sum(page.wire, 'vendor'), 0);
  await page.context().close();
});

test('the map library comes over the wire once, also for its worker', async () => {
  const { page, wire } = await visit(here.server.links.surveillance, DESKTOP);
  const carried = wire.filter(({ path, body }) => room(path) === 'vendor' && body > 0).map(({ path }) => path);
  assert.deepEqual(carried, [...new Set(carried)]);
  assert.ok(sum(wire, 'vendor') <= 270 * KB, `map library: ${sum(wire, 'vendor')} bytes`);
  await page.context().close();
});

/** What a visitor has to fetch before he can read the numbers: letters and map come in their own time. */
const beforeMap = ({ path }) => room(path) !== 'vendor' && room(path) !== 'tiles' && !/\/assets\/(map|noto-sans)-/.test(path) && path !== '/api/legend/facilities';

for (const path of ['/', '/embed']) {
  test(`the visitor's page at ${path}: the numbers within 30 KB, all of it within 330 KB`, async () => {
    const page = await openPage(here.browser, here.server.base, PHONE);
    await page.goto(here.server.base + path);
    await mapIdle(page);
    const bytes = (wire) => wire.reduce((all, { body }) => all + body, 0);
    assert.ok(bytes(page.wire.filter(beforeMap)) <= 30 * KB, `before the map: ${bytes(page.wire.filter(beforeMap))} bytes`);
    assert.ok(bytes(page.wire) <= 330 * KB, `${bytes(page.wire)} bytes`);
    assert.deepEqual(page.seen.foreign, []);
    await page.context().close();
  });
}

test('every part that is loaded later stays small', () => {
  const parts = readdirSync(built).filter((name) => /\.(js|css)\.br$/.test(name));
  assert.ok(parts.length > 10);
  const large = parts.map((name) => [name, statSync(built + name).size]).filter(([, size]) => size > 50 * KB);
  assert.deepEqual(large, []);
});

test('what is kept for a start without network is all there', async () => {
  const worker = await (await fetch(`${here.server.base}/service-worker.js`)).text();
  const kept = JSON.parse(/\["\/".*?\]/.exec(worker)[0]);
  assert.ok(kept.length > 10);
  const missing = await Promise.all(kept.map(async (path) => ((await fetch(here.server.base + path)).ok ? [] : [path])));
  assert.deepEqual(missing.flat(), []);
});
