// The page of everyone without a login: before and after a publication, on a desktop and a phone, inside another site,
// without WebGL and without scripts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openPage, scrollsSideways } from './browser.mjs';
import { publish, publishNothing } from './release.mjs';
import { assertClean, stage, take, tokenOf } from './stage.mjs';

const here = stage();

async function districts(by) {
  const token = tokenOf(here.server, 'surveillance');
  const answer = await fetch(`${here.server.base}/api/table?by=${by}&from=2015-01-01&to=2015-12-31`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()).rows.filter(({ code }) => code);
}

async function visit(view, path = '/', published = true) {
  const page = await openPage(here.browser, here.server.base, view);
  await (published ? publish(page, districts) : publishNothing(page));
  await page.goto(here.server.base + path);
  await mapIdle(page);
  return page;
}

for (const [name, view] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`on a ${name} the visitor reads the numbers of the year first, then map and table, all accessible`, async () => {
    const page = await visit(view);
    const poster = page.getByRole('region', { name: 'Angka utama' });
    const text = await poster.innerText();
    assert.match(text, /Sepanjang 2015/);
    assert.match(text, /1\.737\s+kasus DBD/);
    assert.match(text, /Tahun 2014: 1\.628 kasus/);
    assert.match(text, /35 di antaranya meninggal/);
    assert.match(text, /Tahun 2016 sampai minggu epidemiologi ke-50 \(17 Des 2016\): 402 kasus, 3 meninggal\. Minggu yang sama 2015: 1\.650 kasus, 34 meninggal/);
    assert.match(text, /data per 31 Okt 2016 · sumber: Dinas Kesehatan/);
    const cells = await page.locator('tbody tr td:first-of-type').allInnerTexts();
    for (const shown of ['<5', 'disembunyikan', '–', '0']) assert.ok(cells.includes(shown), `${shown} in ${cells}`);
    const legend = page.getByRole('region', { name: 'Legenda' });
    assert.match(await legend.innerText(), /kurang dari 5 kasus, atau disembunyikan/);
    assert.match(await legend.innerText(), /tanpa angka/);
    assert.deepEqual(await axe(page), []);
    assert.equal(await scrollsSideways(page), false);
    const small = await page.locator('button:visible, label:has(input):visible, select:visible, a.button:visible').evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
    assert.deepEqual(small, []);
    assertClean(page);
    await take(page, name === 'phone' ? 'public-phone' : 'public');
    await page.context().close();
  });
}

test('disease, year and unit stay in the address, and the table follows them', async () => {
  const page = await visit(DESKTOP);
  await page.getByLabel(/^Tahun/).selectOption('2014');
  await page.getByText('Kelurahan', { exact: true }).click();
  await page.getByRole('table', { name: /2014, Kelurahan/ }).waitFor();
  await page.getByText('Leptospirosis', { exact: true }).click();
  await page.getByText('sepatu bot').waitFor();
  await mapIdle(page);
  const address = page.url();
  assert.match(address, /disease=leptospirosis&year=2014&by=kelurahan/);
  const again = await visit(DESKTOP, address.slice(here.server.base.length));
  await again.getByRole('table', { name: /Leptospirosis, 2014, Kelurahan/ }).waitFor();
  assertClean(page);
  await page.context().close();
  await again.context().close();
});

test('a month and a quarter stand in the address, by kecamatan, as numbers of cases, and what is not told is explained', async () => {
  const page = await visit(DESKTOP);
  await page.getByLabel('Periode').selectOption('Maret');
  await page.getByRole('table', { name: /Maret 2015, Kecamatan/ }).waitFor();
  assert.deepEqual(await page.getByRole('columnheader').allInnerTexts(), ['Wilayah', 'Kasus']);
  assert.equal(await page.getByText('Kelurahan', { exact: true }).count(), 0);
  await page.getByText(/tidak diberitakan untuk bulan ini/).waitFor();
  assert.match(page.url(), /year|part=m3/);
  let answer;
  const asked = new Promise((go) => (answer = go));
  await page.route(/quarter=3/, async (route) => {
    await asked;
    await route.fallback();
  });
  await page.getByLabel('Periode').selectOption('Triwulan 3');
  // Until the numbers of the quarter are here, the old ones keep the name of their month.
  await page.getByRole('region', { name: 'Tabel' }).and(page.locator('[aria-busy=true]')).waitFor();
  assert.equal(await page.getByRole('table', { name: /Maret 2015, Kecamatan/ }).locator('tbody td').first().innerText(), '12');
  assert.match(await page.getByRole('region', { name: 'Legenda' }).innerText(), /Maret 2015/);
  answer();
  await page.getByRole('table', { name: /triwulan 3, 2015, Kecamatan/ }).waitFor();
  assert.match(page.url(), /part=q3/);
  // The first place has a number in each of the three months.
  assert.equal(await page.locator('tbody td').first().innerText(), '36');
  assert.match(await page.getByRole('region', { name: 'Legenda' }).innerText(), /triwulan 3, 2015/);
  assert.deepEqual(await axe(page), []);
  const again = await visit(PHONE, page.url().slice(here.server.base.length));
  await again.getByRole('table', { name: /triwulan 3, 2015/ }).waitFor();
  assert.equal(await scrollsSideways(again), false);
  assertClean(page);
  await page.context().close();
  await again.context().close();
});

test('the nearest facilities are found on the phone itself: no request tells where the person stands', async () => {
  const page = await visit(PHONE, '/', false);
  const [west, south, east, north] = (await (await fetch(`${here.server.base}/api/city`)).json()).bounds;
  const spot = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  await page.context().grantPermissions(['geolocation'], { origin: here.server.base });
  await page.context().setGeolocation({ ...spot, accuracy: 12 });
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url())));
  await page.getByRole('button', { name: 'Terdekat dari saya' }).click();
  const first = page.locator('.found button').first();
  await first.waitFor();
  assert.match(await first.innerText(), /\d (m|km)$/);
  assert.deepEqual(asked.map(({ pathname }) => pathname), ['/api/layers/facilities.geojson']);
  const digits = [spot.latitude.toFixed(2), spot.longitude.toFixed(2)];
  assert.ok(!asked.some(({ href }) => digits.some((number) => href.includes(number))));
  await first.click();
  await page.getByRole('region', { name: 'Rincian' }).getByText('Alamat').waitFor();
  assertClean(page);
  await page.context().close();
});

test('before anything is published it says so kindly and shows the facilities', async () => {
  const page = await visit(DESKTOP, '/', false);
  await page.getByText('Jumlah kasus belum dipublikasikan').waitFor();
  assert.equal(await page.getByRole('table').count(), 0);
  assert.ok(await page.getByLabel('Tampilkan fasilitas kesehatan di peta').isChecked());
  assert.deepEqual(await axe(page), []);
  assertClean(page);
  await page.context().close();
});

test('inside another site the same page stands, with a link to the whole one', async () => {
  const page = await visit(DESKTOP, '/embed#year=2015');
  await page.getByText('Sepanjang 2015').waitFor();
  const [whole] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Buka peta lengkap' }).click()]);
  assert.match(whole.url(), /\/#year=2015/);
  assertClean(page);
  await page.context().close();
});

test('without WebGL there are the picture of the server and the whole table', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await publish(page, districts);
  await page.goto(here.server.base);
  const picture = page.getByRole('img', { name: /digambar oleh server/ });
  await picture.waitFor();
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 300)));
  await page.getByRole('table').waitFor();
  await page.context().close();
});

test('without scripts there are a picture and the file of all numbers', async () => {
  const context = await here.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(here.server.base);
  await page.getByRole('img', { name: /Peta wilayah/ }).waitFor();
  assert.equal(await page.getByRole('link', { name: /CSV/ }).getAttribute('href'), '/api/release.csv?lang=id');
  await page.getByRole('link', { name: /Tabel angka/ }).click();
  await page.getByRole('heading', { name: /Angka penyakit yang diterbitkan/ }).waitFor();
  await context.close();
});

test('a link that is shared shows a picture: the tags name it by the address that was asked', async () => {
  for (const path of ['/', '/embed']) {
    const html = await (await fetch(here.server.base + path)).text();
    const told = (word) => html.match(new RegExp(`property="og:${word}" content="([^"]+)"`))?.[1];
    assert.equal(told('image'), `${here.server.base}/release.png?lang=id`, path);
    const picture = await fetch(told('image'));
    const bytes = Buffer.from(await picture.arrayBuffer());
    assert.equal(picture.headers.get('content-type'), 'image/png');
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
    assert.deepEqual([told('image:width'), told('image:height')], ['1200', '630']);
    assert.ok(bytes.length < 300_000, `${bytes.length} bytes`);
  }
});
