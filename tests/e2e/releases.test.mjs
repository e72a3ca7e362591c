// What the public is told, decided on the page: prepared, reviewed, opened, seen by everyone, withdrawn again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, openPage, scrollsSideways } from './browser.mjs';
import { assertClean, quietLog, stage, tokenOf } from './stage.mjs';

const here = stage();

/** What the interface says to the epidemiologist. */
async function known(path) {
  const answer = await fetch(here.server.base + path, { headers: { authorization: `Bearer ${tokenOf(here.server, 'surveillance')}` } });
  return { status: answer.status, json: answer.ok ? await answer.json() : null };
}

async function come(view, words = '') {
  const page = await openPage(here.browser, here.server.base, view);
  await page.goto(`${here.server.base}/office.html${words && `#${words}`}`);
  await page.getByLabel('Nama pengguna').fill('surveillance');
  await page.getByLabel('Kata sandi', { exact: true }).fill(here.server.passwords.surveillance);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Publikasi', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Semua rilis' }).waitFor();
  return page;
}

async function assertFit(page) {
  assert.deepEqual(await axe(page), []);
  assert.equal(await scrollsSideways(page), false);
}

const publicNumbers = async () => (await (await fetch(`${here.server.base}/api/release`)).json()).release?.id ?? null;

/** Waits until everyone is told the release of a number; the map is built anew first. */
async function publicIs(id) {
  for (let tries = 0; tries < 100 && (await publicNumbers()) !== id; tries += 1) await new Promise((wake) => setTimeout(wake, 100));
  assert.equal(await publicNumbers(), id);
}

test('a release is prepared, reviewed, opened to everyone and withdrawn, each after a second press', async () => {
  const page = await come(DESKTOP);
  await page.getByText('Belum ada angka yang terbit').waitFor();
  await page.getByRole('button', { name: 'Siapkan rilis' }).click();
  await page.getByRole('status').getByText('siap ditinjau').waitFor({ timeout: 120_000 });
  assert.match(page.url(), /page=releases&open=1/);
  assert.equal(await publicNumbers(), null, 'nobody outside sees what is only prepared');
  const review = page.getByRole('region', { name: 'Rilis 1' });
  await review.getByRole('table').waitFor();
  const { json } = await known('/api/releases/1');
  assert.equal(await review.getByRole('rowheader').count(), json.blocks.length);
  assert.match(await review.innerText(), new RegExp(`${json.cells.exactly.toLocaleString('id-ID').replace('.', '\\.')} sel`));
  await assertFit(page);

  await review.getByRole('button', { name: 'Buka untuk umum' }).click();
  await page.keyboard.press('Escape');
  assert.equal(await publicNumbers(), null, 'one press opens nothing');
  await page.keyboard.press('Enter');
  await review.getByText('dianggap diketahui selamanya').waitFor();
  await review.getByRole('button', { name: 'Ya, buka untuk umum' }).click();
  await page.getByRole('status').getByText('Rilis 1 terbuka untuk umum').waitFor();
  await page.getByText(/^Rilis 1 · data per/).waitFor();
  await publicIs(1);

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh CSV' }).first().click();
  const text = readFileSync(await (await waiting).path(), 'utf8');
  assert.match(text, /^\ufeffRilis;Data per;Disiapkan;Keadaan;/);
  assert.equal(text.trim().split('\r\n').length, 2);

  await review.getByRole('button', { name: 'Tarik rilis' }).click();
  await review.getByRole('button', { name: 'Ya, tarik' }).click();
  await page.getByRole('status').getByText('Rilis 1 ditarik').waitFor();
  await page.getByText('Belum ada angka yang terbit').waitFor();
  await publicIs(null);
  assertClean(page);
  await page.context().close();
});

for (const [name, view] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`on a ${name} the page is accessible in both languages, and everything can be touched`, async () => {
    const page = await come(view, 'page=releases&open=1');
    await page.getByRole('region', { name: 'Rilis 1' }).getByRole('table').waitFor();
    await assertFit(page);
    const small = await page.locator('button:visible, a:visible, summary:visible').evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
    if (view === PHONE) assert.deepEqual(small, []);
    await page.goto(`${here.server.base}/office.html#page=releases&open=1&lang=en`);
    await page.getByRole('heading', { name: 'Publication', level: 1 }).waitFor();
    await assertFit(page);
    assertClean(page);
    await page.context().close();
  });
}

test('who may not decide on releases finds no such page', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await page.goto(here.server.links.planner.replace('/#', '/office.html#page=releases&'));
  await page.getByRole('heading', { name: 'Halaman ini tidak terbuka untuk Anda' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Publikasi' }).count(), 0);
  assertClean(page);
  await page.context().close();
});

quietLog(here);
