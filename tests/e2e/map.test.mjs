// The map as its users meet it: the real program with the simulated city, a real browser, no request elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openMap, openPage, scrollsSideways } from './browser.mjs';
import { assertClean, quietLog, stage, take, tokenOf } from './stage.mjs';

const here = stage();

const ask = async (path) => {
  const token = tokenOf(here.server, 'surveillance');
  const answer = await fetch(here.server.base + path, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200, path);
  return answer.json();
};

const indonesian = (number) => new Intl.NumberFormat('id-ID').format(number);

/** Opens a role's link at a view: `words` are those of the address after `#`. */
async function visit(role, view, words = '') {
  const page = await openPage(here.browser, here.server.base, view);
  const link = here.server.links[role];
  await openMap(page, words ? `${link}${link.includes('#') ? '&' : '#'}${words}` : link);
  return page;
}

test('one link for each role is printed, the epidemiologist first', () => {
  assert.deepEqual(Object.keys(here.server.links), ['surveillance', 'puskesmas', 'facility', 'planner', 'admin', 'public']);
});

test('the first screen of the epidemiologist: numbers, curve, legend, and that the data are simulated', async () => {
  const page = await visit('surveillance', DESKTOP);
  await page.getByText('Data simulasi').first().waitFor();
  const numbers = page.getByRole('region', { name: 'Angka utama' });
  assert.match(await numbers.innerText(), /data per \d/);
  await page.getByText('Di mana naik').waitFor();
  assert.ok(!page.url().includes('token='), 'the token does not stay in the address');
  assert.deepEqual(await axe(page), []);
  await take(page, 'desktop');
  assertClean(page);
  await page.context().close();
});

test('the hint of the search stands whole beside the number of warnings and the way to the office', async () => {
  for (const view of [DESKTOP, PHONE, { ...PHONE, width: 360 }]) {
    for (const language of ['id', 'en']) {
      const page = await visit('surveillance', view, `lang=${language}`);
      const office = page.getByRole('link', { name: /^(Kantor|Office)$/ });
      await office.waitFor();
      await page.getByRole('link', { name: /peringatan belum|warnings known/ }).waitFor();
      const [room, needed] = await page.getByRole('combobox').first().evaluate((input) => {
        const pen = document.createElement('canvas').getContext('2d');
        pen.font = getComputedStyle(input).font;
        return [input.clientWidth, pen.measureText(input.placeholder).width];
      });
      assert.ok(needed > 50 && needed <= room, `${view.width} ${language}: ${needed} of ${room}`);
      const { x, width } = await office.boundingBox();
      assert.ok(x + width <= view.width - 8, `${view.width} ${language}: the way to the office ends at ${x + width}`);
      await page.context().close();
    }
  }
});

test('the map, the numbers and the table count the same cases as the interface', async () => {
  const question = 'disease=dbd&from=2013-01-01&to=2013-12-31';
  const summary = await ask(`/api/summary?${question}`);
  assert.equal(summary.cases, 2364, 'the simulated city has the published total of 2013');
  const page = await visit('surveillance', DESKTOP, `${question}&task=table`);
  const total = page.locator('tfoot tr');
  await total.waitFor();
  assert.ok((await total.innerText()).includes(indonesian(summary.cases)));
  const table = await ask(`/api/table?by=kecamatan&${question}`);
  const rows = await page.locator('tbody tr').count();
  assert.equal(rows, table.rows.length);
  assertClean(page);
  await page.context().close();
});

test('a kecamatan chosen in the table is chosen everywhere, and the address brings the view back', async () => {
  const page = await visit('surveillance', DESKTOP, 'task=table&from=2013-01-01&to=2013-12-31');
  const first = page.locator('tbody tr').first().getByRole('button');
  const name = await first.innerText();
  await first.click();
  await mapIdle(page);
  assert.equal(await first.getAttribute('aria-pressed'), 'true');
  const address = page.url();
  assert.match(address, /pick=district:/);
  const again = await openPage(here.browser, here.server.base, DESKTOP);
  await openMap(again, here.server.links.surveillance);
  await again.goto(address);
  await again.reload();
  await mapIdle(again);
  await again.getByRole('heading', { name }).first().waitFor();
  await take(again, 'district');
  assertClean(page);
  await page.context().close();
  await again.context().close();
});

test('on a phone nothing scrolls sideways and everything can be touched', async () => {
  const page = await visit('surveillance', PHONE);
  assert.equal(await scrollsSideways(page), false);
  assert.deepEqual(await axe(page), []);
  const small = await page.locator('nav button:visible').evaluateAll((buttons) =>
    buttons.filter((b) => b.getBoundingClientRect().height < 44).map((b) => b.textContent),
  );
  assert.deepEqual(small, []);
  await take(page, 'phone');
  assertClean(page);
  await page.context().close();
});

test('near the ground the cases stand at their points', async () => {
  const city = await ask('/api/city');
  const [west, south, east, north] = city.bounds;
  const middle = `${(south * 0.4 + north * 0.6).toFixed(4)}/${((west + east) / 2).toFixed(4)}`;
  const page = await visit('surveillance', DESKTOP, `layers=districts,cases,facilities&from=2013-01-01&to=2013-12-31&map=14.50/${middle}`);
  await take(page, 'cases');
  assertClean(page);
  await page.context().close();
});

test('the client speaks English when asked', async () => {
  const page = await visit('surveillance', DESKTOP, 'lang=en');
  await page.getByText('Simulated data').first().waitFor();
  assertClean(page);
  await page.context().close();
});

test('a searched coordinate leaves a pin in the address and its nearest facilities in the panel', async () => {
  const city = await ask('/api/city');
  const [west, south, east, north] = city.bounds;
  const page = await visit('surveillance', DESKTOP);
  const box = page.getByRole('combobox', { name: 'Cari' });
  await box.fill(`${((south + north) / 2).toFixed(4)}, ${((west + east) / 2).toFixed(4)}`);
  await page.getByRole('option').first().waitFor();
  await box.press('Enter');
  await mapIdle(page);
  assert.match(page.url(), /pick=point:-?\d/);
  await page.getByRole('region', { name: 'Rincian' }).getByText(/\d (m|km)$/).first().waitFor();
  assertClean(page);
  await page.context().close();
});

test('the sheet of a phone follows the arrow keys, and the legend stays in sight', async () => {
  const page = await visit('surveillance', PHONE);
  const legend = page.getByRole('button', { name: /^Legenda/ });
  const grip = page.getByRole('button', { name: 'Ubah tinggi panel' });
  await legend.waitFor();
  const height = () => page.locator('main').evaluate((main) => main.getBoundingClientRect().height);
  const half = await height();
  await grip.focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(400);
  assert.ok((await height()) < half);
  assert.ok(await legend.isVisible());
  await legend.click();
  await page.getByRole('combobox', { name: 'Indikator' }).waitFor();
  await page.context().close();
});

test('what the map could not fetch while the server was away comes by itself when it is back', async () => {
  const page = await visit('surveillance', DESKTOP);
  const away = /\/tiles\//;
  await page.route(away, (route) => route.abort());
  await page.getByRole('button', { name: 'Perbesar' }).click();
  await page.waitForTimeout(1500);
  await page.unroute(away);
  const back = await page.waitForResponse((answer) => away.test(answer.url()) && answer.ok());
  assert.equal(back.status(), 200);
  assert.deepEqual(page.seen.errors, []);
  await page.context().close();
});

test('the picture of the map comes with legend and source', async () => {
  const page = await visit('surveillance', DESKTOP, 'task=table');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PNG' }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /\.png$/);
  assertClean(page);
  await page.context().close();
});

quietLog(here);
