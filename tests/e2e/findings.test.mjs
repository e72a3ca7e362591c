// The search for clusters as an epidemiologist meets it: on a desktop, on a phone, with the keyboard alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openMap, openPage, scrollsSideways } from './browser.mjs';
import { assertClean, quietLog, stage, take, tokenOf } from './stage.mjs';

const here = stage();

/** The rise of 2013 in the simulated city. */
const RISE = 'disease=dbd&from=2013-02-03&to=2013-03-02';

const answer = async (words, role = 'surveillance') => {
  const headers = { authorization: `Bearer ${tokenOf(here.server, role)}` };
  return fetch(`${here.server.base}/api/findings/scan?${words}`, { headers });
};

async function visit(view, words, role = 'surveillance') {
  const page = await openPage(here.browser, here.server.base, view);
  const link = here.server.links[role];
  await openMap(page, `${link}&${words}`);
  return page;
}

const cards = (page) => page.locator('ol .head');
/** A search of a debug build on a busy machine takes its time. */
const settled = (page) => page.locator(`.said[aria-busy="false"] .count`).waitFor({ timeout: 60_000 });

test('what the panel says is what the interface answers, and the first cluster opens with all that an investigation needs', async () => {
  const told = await (await answer('disease=dbd&to=2013-03-02')).json();
  const sure = told.clusters.filter((cluster) => cluster.p <= 0.05);
  assert.ok(sure.length > 0, 'the simulated city has a rise to find');
  const page = await visit(DESKTOP, `${RISE}&task=findings`);
  await settled(page);
  assert.equal(await page.locator('.count').innerText(), `${sure.length} kluster menonjol`);
  assert.equal(await cards(page).count(), sure.length);
  const first = cards(page).first();
  assert.match(await first.innerText(), new RegExp(`${sure[0].cases} kasus`));
  await first.click();
  await mapIdle(page);
  assert.equal(await first.getAttribute('aria-expanded'), 'true');
  const more = page.locator('.more');
  for (const share of sure[0].districts) await more.getByText(share.name, { exact: true }).waitFor();
  await more.getByText('Fasilitas terdekat').waitFor();
  await more.getByRole('img', { name: /Kasus per minggu/ }).waitFor();
  assert.match(page.url(), /layers=districts,findings.*task=findings.*study=pick:1/);
  const [, lat, lon] = /map=[\d.]+\/(-?[\d.]+)\/(-?[\d.]+)/.exec(page.url()).map(Number);
  assert.ok(Math.abs(lat - sure[0].lat) < 0.05 && Math.abs(lon - sure[0].lon) < 0.05, 'the map flew there');
  assert.deepEqual(await axe(page), []);
  await take(page, 'findings');
  assertClean(page);
  await page.context().close();
});

test('the address brings the search back with its settings and its open cluster', async () => {
  const page = await visit(DESKTOP, `${RISE}&task=findings&study=radius:750,window:14,pick:1`);
  await settled(page);
  await page.getByRole('button', { name: /Pengaturan pencarian/ }).click();
  const radius = page.getByRole('slider', { name: 'Radius terbesar' });
  assert.equal(await radius.getAttribute('aria-valuetext'), '750 m');
  assert.equal(await page.getByRole('slider', { name: 'Lama terpanjang' }).getAttribute('aria-valuetext'), '14 hari');
  await page.getByRole('button', { name: 'Kembalikan ke bawaan' }).click();
  await page.locator('.said[aria-busy="true"]').waitFor();
  await settled(page);
  assert.equal(await radius.getAttribute('aria-valuetext'), '1,5 km');
  assert.doesNotMatch(page.url(), /study=/);
  assertClean(page);
  await page.context().close();
});

test('a slider is moved with the keyboard, only where it stops is searched, and the last answer stays meanwhile', async () => {
  const page = await visit(DESKTOP, `${RISE}&task=findings`);
  await settled(page);
  await page.getByRole('button', { name: /Pengaturan pencarian/ }).press('Enter');
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/findings/') && asked.push(new URL(request.url()).searchParams));
  const radius = page.getByRole('slider', { name: 'Radius terbesar' });
  await radius.focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
  await page.locator('.said[aria-busy="true"]').waitFor();
  assert.ok(await page.locator('.count').isVisible(), 'what was found before is still there');
  await settled(page);
  assert.deepEqual(asked.map((words) => words.get('radius')), ['500']);
  await page.locator('ol .head, .said .small').first().waitFor();
  assertClean(page);
  await page.context().close();
});

test('a question that cannot be answered says what to do, and doing it answers', async () => {
  const page = await visit(DESKTOP, 'from=2013-02-03&to=2013-03-02&task=findings');
  const said = page.locator('.said');
  await said.getByText('Kluster dicari untuk satu penyakit').waitFor();
  await said.getByRole('button', { name: 'DBD' }).click();
  await settled(page);
  assert.match(page.url(), /disease=dbd/);
  const lepto = await visit(DESKTOP, 'disease=leptospirosis&to=2011-03-01&from=2011-02-01&task=findings');
  await lepto.locator('.said .refusal').waitFor();
  assert.match(await lepto.locator('.said .refusal').innerText(), /hari data|Terlalu sedikit kasus/);
  assert.deepEqual(await axe(lepto), []);
  assertClean(page);
  assertClean(lepto);
  await page.context().close();
  await lepto.context().close();
});

test('on a phone the cluster, its map and its numbers fit, and everything can be touched', async () => {
  const page = await visit(PHONE, `${RISE}&task=findings`);
  await settled(page);
  await page.getByRole('button', { name: /Pengaturan pencarian/ }).click();
  await cards(page).first().click();
  await mapIdle(page);
  assert.equal(await scrollsSideways(page), false);
  const small = await page.locator('section button:visible, section label:has(> .unseen):visible, section input[type=range]:visible').evaluateAll((all) =>
    all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80)),
  );
  assert.deepEqual(small, []);
  assert.deepEqual(await axe(page), []);
  await take(page, 'findings-phone');
  assertClean(page);
  await page.context().close();
});

test('what was found is taken along as a table and as a map', async () => {
  const page = await visit(DESKTOP, `${RISE}&task=findings`);
  await settled(page);
  const told = await (await answer('disease=dbd&to=2013-03-02')).json();
  for (const [button, check] of [
    ['CSV', (text) => assert.equal(text.trim().split('\n').length, told.clusters.length + 1)],
    ['GeoJSON', (text) => assert.equal(JSON.parse(text).features.length, told.clusters.length)],
  ]) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button, exact: true }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /^kluster-dbd-2013-03-02\.(csv|geojson)$/);
    check(readFileSync(await file.path(), 'utf8'));
  }
  assertClean(page);
  await page.context().close();
});

test('hot spots of areas are those of the interface, and a rare disease is refused in words', async () => {
  const year = 'disease=dbd&from=2013-01-01&to=2013-12-31';
  const headers = { authorization: `Bearer ${tokenOf(here.server, 'surveillance')}` };
  const told = await (await fetch(`${here.server.base}/api/findings/getis?${year}`, { headers })).json();
  const hot = told.areas.filter((area) => area.kind === 'high');
  assert.ok(hot.length > 0);
  const page = await visit(DESKTOP, `${year}&task=findings`);
  await page.getByRole('combobox', { name: 'Metode' }).selectOption({ label: 'Titik panas wilayah (Gi*)' });
  await page.getByRole('heading', { name: `Tinggi di antara tinggi (${hot.length})` }).waitFor();
  assert.match(page.url(), /study=method:getis/);
  const highest = hot.sort((a, b) => b.rate - a.rate)[0];
  await page.getByRole('button', { name: highest.name }).first().click();
  await mapIdle(page);
  assert.match(page.url(), new RegExp(`pick=district:${highest.code}`));
  assert.deepEqual(await axe(page), []);
  const coarser = await (await fetch(`${here.server.base}/api/findings/getis?${year}&areas=kecamatan`, { headers })).json();
  assert.equal(coarser.areas.length, 16);
  const clear = coarser.areas.filter((area) => area.kind !== 'nothing').length;
  await page.getByRole('button', { name: /Pengaturan pencarian/ }).click();
  await page.getByRole('group', { name: 'Wilayah' }).getByRole('radio', { name: 'Kecamatan' }).check({ force: true });
  await page.getByText(clear ? `${clear} kecamatan menonjol` : 'Tidak ada kecamatan yang menonjol').first().waitFor();
  assert.match(page.url(), /areas:kecamatan/);
  await page.getByRole('radio', { name: 'Leptospirosis' }).check({ force: true });
  await page.getByText('Penyakit ini terlalu jarang untuk pola kelurahan').waitFor();
  assertClean(page);
  await page.context().close();
});

test('one printable page says what was found, how, and that the engine is proven', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await page.goto(`${here.server.links.surveillance.replace('/#', '/report.html#')}&${RISE}`);
  await page.locator('footer').waitFor();
  const told = await (await answer('disease=dbd&to=2013-03-02')).json();
  await page.getByRole('img', { name: 'Peta kluster' }).locator('path').nth(10).waitFor();
  const outlines = (await (await fetch(`${here.server.base}/api/layers/districts.geojson?level=kecamatan&counts=0&limit=1000`, { headers: { authorization: `Bearer ${tokenOf(here.server, 'surveillance')}` } })).json()).features;
  const names = await page.getByRole('img', { name: 'Peta kluster' }).locator('.name').allTextContents();
  assert.deepEqual(names.sort(), outlines.map(({ properties }) => properties.name).sort(), 'the map says where it is');
  assert.equal(await page.locator('tbody tr').count(), told.clusters.length);
  const text = await page.locator('main').innerText();
  for (const words of ['Kulldorff', 'Seed 1, 999 ulangan', `data versi ${told.version}`, told.engine, 'bukan penetapan KLB', 'Petugas surveilans']) assert.ok(text.includes(words), words);
  const [, passed, all] = /mereproduksi (\d+) dari (\d+) kasus acuan/.exec(text);
  assert.equal(passed, all);
  assert.deepEqual(await axe(page), []);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Cetak' }).isVisible(), false);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g);
  assert.equal(sheets.length, 1, 'it is one sheet of paper');
  assertClean(page);
  await page.context().close();
});

test('who may not search has no tab for it', async () => {
  for (const role of ['planner', 'facility']) {
    const page = await visit(DESKTOP, 'task=findings', role);
    assert.equal(await page.getByRole('button', { name: 'Kluster', exact: true }).count(), 0, role);
    assert.equal((await answer('disease=dbd', role)).status, 403);
    assertClean(page);
    await page.context().close();
  }
});

test('the panel speaks English when asked', async () => {
  const page = await visit(DESKTOP, `${RISE}&task=findings&lang=en`);
  await page.getByText(/clusters stand out|No cluster stands out/).waitFor();
  assertClean(page);
  await page.context().close();
});

quietLog(here);
