// The page of warnings: methods side by side, a cluster that is known and dealt with, the chart of months with its files.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openMap, openPage, scrollsSideways } from './browser.mjs';
import { assertClean, quietLog, stage, take } from './stage.mjs';
import { makeCity } from './watched-city.mjs';

const city = makeCity(process.env.SIGIS_BINARY ?? 'target/debug/sigis');
const here = stage({ command: 'serve', env: city.env });

const ask = async (path, role = 'surveillance') => (await fetch(here.server.base + path, { headers: { authorization: `Bearer ${city.tokens[role]}` } })).json();

test('the nights of the last four weeks are judged at the start', async () => {
  const today = new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
  for (let tries = 0; tries < 300 && (await ask('/api/clusters')).night !== today; tries += 1) await new Promise((wake) => setTimeout(wake, 200));
  const { night, clusters } = await ask('/api/clusters');
  assert.equal(night, today);
  assert.equal(clusters.length, 1);
});

async function come(view, words = '', role = 'surveillance') {
  const page = await openPage(here.browser, here.server.base, view);
  await page.goto(`${here.server.base}/peringatan.html#${[`token=${city.tokens[role]}`, words].filter(Boolean).join('&')}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

async function assertFit(page) {
  assert.deepEqual(await axe(page), []);
  assert.equal(await scrollsSideways(page), false);
}

test('warnings stand by urgency with the agreement of their methods, and all methods open side by side', async () => {
  const page = await come(DESKTOP);
  const { warnings } = await ask('/api/warnings');
  assert.ok(warnings.length > 0, 'the outbreak rings');
  await page.getByText(`${warnings.length} peringatan`).waitFor();
  assert.equal(await page.getByRole('article').count(), warnings.length);
  const east = warnings.find((w) => w.place === '33.74.02.1001');
  const card = page.getByRole('article', { name: 'Kelurahan Kampung Timur' });
  await card.getByText(`${east.agreement.ringing} dari ${east.agreement.judged} metode`).waitFor();
  await card.getByRole('button', { name: 'Semua metode' }).click();
  const table = card.getByRole('table');
  assert.equal(await table.getByRole('row').count(), east.readings.length + 1);
  assert.equal(await table.getByText('berbunyi', { exact: true }).count(), east.agreement.ringing);
  assert.match(page.url(), /open=dbd%3A33\.74\.02\.1001/, 'what is open stands in the address');
  assert.ok(!/(?<!pernyataan )(?<!; )KLB(?! hanya)/.test(await card.innerText()), 'nothing is declared');
  const link = await card.getByRole('link', { name: 'Lihat di peta' }).getAttribute('href');
  assert.match(link, /^\/#layers=.*disease=dbd.*district=33\.74\.02\.1001/);
  await assertFit(page);
  assertClean(page);
  await page.context().close();
});

test('a warning is known with a note, all by keyboard; then it is marked, counted no more, and comes after the open ones', async () => {
  const page = await come(DESKTOP);
  const open = (await ask('/api/warnings')).open;
  await page.getByText(`${open} belum diketahui siapa pun`).waitFor();
  const card = page.getByRole('article', { name: 'Kelurahan Kampung Timur' });
  await card.getByRole('button', { name: 'Tandai diketahui' }).focus();
  await page.keyboard.press('Enter');
  const note = card.getByLabel('Catatan');
  await note.waitFor();
  assert.ok(await note.evaluate((element) => element === document.activeElement), 'the form takes the keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await note.waitFor({ state: 'detached' });
  assert.ok(await card.getByRole('button', { name: 'Tandai diketahui' }).evaluate((element) => element === document.activeElement), 'put away, the keyboard is where it was');
  await page.keyboard.press('Enter');
  await note.fill('ibu Ani NIK 3374014501010077');
  await page.keyboard.press('Enter');
  await card.getByRole('alert').getByText('tanpa NIK').waitFor();
  await note.fill('PE besok pagi');
  await page.keyboard.press('Enter');
  await card.getByText(/diketahui token \w+, \d+ \w+ \d{4}, \d\d\.\d\d WIB/).waitFor();
  await card.getByText('PE besok pagi').waitFor();
  await card.getByRole('status').getByText('peringatan Kelurahan Kampung Timur diketahui').waitFor({ state: 'attached' });
  assert.ok(await card.getByRole('heading').evaluate((element) => element === document.activeElement), 'the keyboard stays with the card');
  assert.equal(await card.getByRole('button', { name: 'Tandai diketahui' }).count(), 0);
  await (open > 1 ? page.getByText(`${open - 1} belum diketahui siapa pun`) : page.getByText('belum diketahui')).waitFor({ state: open > 1 ? 'visible' : 'detached' });
  await assertFit(page);
  await page.reload();
  await card.getByText('PE besok pagi').waitFor();
  const after = await ask('/api/warnings');
  assert.equal(after.open, open - 1);
  assert.ok(after.warnings.findIndex((w) => w.acknowledged) >= after.open, 'open ones stand first');
  assertClean(page, { but: ['400'] });
  await page.context().close();
});

test('the map tells how many warnings nobody knows of, by itself anew, and leads to them', async () => {
  const { base } = here.server;
  const { open } = await ask('/api/warnings/open');
  assert.ok(open > 0);
  const page = await openPage(here.browser, base, DESKTOP);
  await openMap(page, `${base}/#token=${city.tokens.surveillance}`);
  const link = (n) => page.getByRole('link', { name: `${n} peringatan belum diketahui siapa pun` });
  await link(open).waitFor();
  assert.deepEqual(await axe(page), []);
  const headers = { authorization: `Bearer ${city.tokens.surveillance}`, 'content-type': 'application/json' };
  const rest = (await ask('/api/warnings')).warnings.filter((w) => !w.acknowledged && w.state !== 'subsided');
  for (const { id } of rest) await fetch(`${base}/api/warnings/${encodeURIComponent(id)}/acknowledgement`, { method: 'POST', headers, body: '{}' });
  await link(0).waitFor();
  assert.equal((await link(0).innerText()).split('\n')[0], '0', 'zero is a number');
  const again = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const { as_of: last } = await ask('/api/city');
  const after = (days) => new Date(Date.parse(last) + days * 86_400_000).toISOString().slice(0, 10);
  const tell = async (answer) => {
    await page.unroute('**/api/warnings/open');
    await page.route('**/api/warnings/open', (route) => route.fulfill({ json: answer }));
    await again();
  };
  await tell({ night: after(15), open: 0 });
  const stale = page.getByRole('link', { name: /^0 peringatan .* Data terakhir \d+ \S+ \d{4}: .*bukan berarti aman/ });
  await stale.waitFor();
  assert.match(await stale.innerText(), /^–/, 'where nothing was reported for long, none is no number');
  await tell({ night: after(15), open: 3 });
  await page.getByRole('link', { name: /^3 peringatan .* Data terakhir/ }).waitFor();
  await tell({ night: after(-1), open: 0 });
  const behind = page.getByRole('link', { name: /^0 peringatan .* Malam terakhir yang dinilai \d+ \S+ \d{4}: .*belum diperiksa/ });
  await behind.waitFor();
  assert.match(await behind.innerText(), /^–/, 'what was not looked at yet is no number');
  await tell({ night: after(14), open: 0 });
  await page.getByRole('link', { name: '0 peringatan belum diketahui siapa pun', exact: true }).waitFor();
  await page.unroute('**/api/warnings/open');
  await page.route('**/api/warnings/open', (route) => route.fulfill({ status: 503 }));
  await again();
  const unknown = page.getByRole('link', { name: 'jumlahnya belum dapat diketahui' });
  await unknown.waitFor();
  assert.match(await unknown.innerText(), /^–/);
  assert.match(await unknown.getAttribute('href'), /^\/peringatan\.html/);
  assertClean(page, { but: ['503'] });
  await page.context().close();
  const planner = await openPage(here.browser, base, PHONE);
  await openMap(planner, `${base}/#token=${city.tokens.planner}`);
  await planner.waitForTimeout(2000);
  assert.equal(await planner.getByRole('link', { name: /peringatan/ }).count(), 0, 'who may not see them hears nothing');
  assertClean(planner);
  await planner.context().close();
});

test('a cluster is known and an action written down, all by keyboard; what followed is counted', async () => {
  const page = await come(DESKTOP, 'page=clusters');
  const [{ id }] = (await ask('/api/clusters')).clusters;
  const card = page.getByRole('article', { name: `no. ${id}` });
  await card.waitFor();
  await page.getByText('1 belum diketahui siapa pun').waitFor();
  await card.getByRole('button', { name: 'Tandai diketahui' }).focus();
  await page.keyboard.press('Enter');
  await card.getByText(/diketahui token \w/).waitFor();
  assert.equal(await card.getByRole('button', { name: 'Tandai diketahui' }).count(), 0);

  await card.getByRole('button', { name: 'Catat tindakan' }).focus();
  await page.keyboard.press('Enter');
  const first = card.getByLabel('Penyelidikan epidemiologi (PE)');
  await first.waitFor();
  assert.ok(await first.evaluate((element) => element === document.activeElement), 'the form takes the keyboard');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.ok(await card.getByLabel('Fogging fokus').isChecked());
  await card.getByLabel('Catatan').fill('ibu Ani NIK 3374014501010077');
  await page.keyboard.press('Enter');
  await card.getByRole('alert').getByText('tanpa NIK').waitFor();
  await card.getByLabel('Catatan').fill('radius 200 m, siklus 1');
  await page.keyboard.press('Enter');
  await card.getByText('Tindakan dicatat.').waitFor();
  await card.getByText('radius 200 m, siklus 1').waitFor();
  const detail = await ask(`/api/clusters/${id}`);
  assert.equal(detail.done[0].kind, 'fogging');
  const [fortnight] = detail.done[0].followed;
  assert.equal(fortnight.before, 12, 'all twelve fell ill in the two weeks before today');
  assert.deepEqual(await card.getByRole('table', { name: /sebelum dan sesudah/ }).getByRole('row').nth(1).getByRole('cell').allInnerTexts(), ['12', '0 (sejauh ini)']);
  await card.getByText('tidak membuktikan').waitFor();
  await assertFit(page);
  await take(page, 'kluster');
  assertClean(page, { but: ['400'] });
  await page.context().close();
});

test('on a phone the way to the map shows the cases of the cluster, and the form for an action is in sight as a whole', async () => {
  const page = await come(PHONE, 'page=clusters');
  const [cluster] = (await ask('/api/clusters')).clusters;
  const card = page.getByRole('article', { name: `no. ${cluster.id}` });
  await card.getByRole('button', { name: 'Catat tindakan' }).tap();
  const form = card.getByRole('form', { name: 'Catat tindakan' });
  await form.waitFor();
  const box = await form.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= PHONE.height, `${JSON.stringify(box)} of ${PHONE.height}`);
  const small = await form.locator('button, label.choice, input:not([type=radio])').evaluateAll((all) => all.filter((e) => e.getBoundingClientRect().height < 44 || parseFloat(getComputedStyle(e).fontSize) < 13).map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(small, []);
  await form.getByText('Pemberantasan sarang nyamuk').tap();
  await form.getByLabel('Catatan').fill('RT 03');
  await form.getByRole('button', { name: 'Simpan' }).tap();
  await card.getByText('Tindakan dicatat.').waitFor();
  await assertFit(page);

  const link = card.getByRole('link', { name: 'Lihat di peta' });
  const words = new URLSearchParams((await link.getAttribute('href')).slice(2));
  assert.deepEqual([words.get('disease'), words.get('from'), words.get('to')], [cluster.disease, cluster.from, cluster.to]);
  await link.tap();
  await mapIdle(page);
  const [, zoom, lat, lon] = /map=([\d.]+)\/([-\d.]+)\/([\d.]+)/.exec(page.url()).map(Number);
  assert.ok(Math.abs(lon - cluster.area.lon) < 1e-4);
  const mercator = (degrees) => Math.asinh(Math.tan((degrees * Math.PI) / 180)) * (512 * 2 ** zoom) / (2 * Math.PI);
  const top = PHONE.height / 2 - (mercator(cluster.area.lat) - mercator(lat));
  const [head, sheet] = [await page.getByRole('banner').boundingBox(), await page.getByRole('navigation').first().boundingBox()];
  assert.ok(top > head.y + head.height + 40 && top < sheet.y - 40, `the cluster lies at ${top}, between ${head.y + head.height} and ${sheet.y}`);
  await page.getByRole('region', { name: 'Angka utama' }).filter({ hasText: String(cluster.cases) }).waitFor();
  assertClean(page);
  await page.context().close();
});

test('the chart names period, source and day in itself, has a table beside it and goes along as CSV, PNG and SVG', async () => {
  const page = await come(DESKTOP, 'page=chart');
  const chart = page.getByRole('img', { name: /^DBD per bulan, Kota Contoh, \d{4}/ });
  await chart.waitFor();
  const answer = await ask('/api/channel?disease=dbd');
  const drawn = await chart.innerHTML();
  assert.ok(drawn.includes(answer.source_id) && drawn.includes(answer.months.length === 12 ? 'data per' : ''), 'source and day');
  const rows = page.getByRole('table', { name: /^DBD per bulan/ }).getByRole('row');
  assert.equal(await rows.count(), 13);
  const known = answer.months.filter((month) => month.observed !== null).map((month) => String(month.observed));
  const shown = await rows.evaluateAll((all) => all.slice(1).map((row) => row.children[1].firstChild.textContent.trim()));
  assert.deepEqual(shown.slice(0, known.length), known);
  const saved = async (name) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    const download = await waiting;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const csv = await saved('CSV');
  assert.match(csv.name, /^maxmin-dbd-\d{4}-.*\.csv$/);
  assert.match(csv.bytes.toString(), /Pola maksimum-minimum[\s\S]*Bulan;Kasus;Minimum;Rata-rata;Maksimum/);
  assert.match((await saved('SVG')).bytes.toString(), /^<svg[\s\S]*Pola maksimum-minimum/);
  assert.equal((await saved('PNG')).bytes.subarray(1, 4).toString(), 'PNG');
  await page.getByLabel('Pita').selectOption('endemic');
  await page.getByRole('columnheader', { name: 'Kuartil 3' }).waitFor();
  assert.match(page.url(), /kind=endemic/);
  await assertFit(page);
  assertClean(page);
  await page.context().close();
});

for (const [name, view] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`on a ${name} each view is accessible in both languages, and everything can be touched`, async () => {
    const page = await come(view);
    for (const words of ['', 'page=clusters', 'page=chart', 'page=clusters&lang=en', 'lang=en', 'page=chart&lang=en']) {
      await page.evaluate((hash) => (location.hash = hash), words);
      await page.locator('.card, .drawing').first().waitFor();
      await assertFit(page);
      if (view.touch) {
        const small = await page.locator('main button, main select, main input:not([type=radio]), nav a, header a, header button').evaluateAll((all) => all.filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)));
        assert.deepEqual(small, []);
      }
    }
    assertClean(page);
    await page.context().close();
  });
}

test('a puskesmas sees its own places, and who may not watch is told so', async () => {
  const page = await come(DESKTOP, 'page=clusters', 'puskesmas');
  await page.getByText('Tidak ada kluster yang hidup').waitFor();
  assertClean(page);
  await page.context().close();
  const planner = await come(DESKTOP, '', 'planner');
  await planner.getByText('Halaman ini untuk petugas surveilans').waitFor();
  await assertFit(planner);
  assertClean(planner);
  await planner.context().close();
});

test('a day of the past is told as it was known then', async () => {
  const page = await come(DESKTOP, 'page=clusters&as_of=2026-01-01');
  await page.getByText('Anda melihat keadaan pada hari yang lampau').waitFor();
  await page.getByRole('button', { name: 'Kembali ke sekarang' }).click();
  await page.getByRole('article').first().waitFor();
  assert.ok(!page.url().includes('as_of'));
  assertClean(page);
  await page.context().close();
});

test('without a session the door stands here and leads to what was asked for', async () => {
  const page = await openPage(here.browser, here.server.base, PHONE);
  await page.goto(`${here.server.base}/peringatan.html#page=chart`);
  await page.getByText('Masuk untuk membuka peringatan').waitFor();
  await page.getByLabel('Nama pengguna').waitFor();
  await assertFit(page);
  assertClean(page);
  await page.context().close();
});

quietLog(here);
