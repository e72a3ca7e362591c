// A map that is open while another program adds a case: it shows the case, and loads only the tiles around it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PHONE, openMap, openPage } from './browser.mjs';
import { assertClean, quietLog, stage, tokenOf } from './stage.mjs';

const here = stage();
const binary = process.env.SIGIS_BINARY ?? 'target/debug/sigis';

/** Imports one case at a place, as another process of the office does. */
function report(name, { lon, lat }) {
  const ledger = readdirSync(here.server.folder).find((file) => file.endsWith('.db'));
  const file = join(here.server.folder, 'one.csv');
  writeFileSync(file, `nama,jk,umur,onset,tanggal_lapor,lat,lon\n${name},L,30,2013-03-10,2013-03-12,${lat},${lon}\n`);
  const env = { ...process.env, SIGIS_DATABASE_URL: `sqlite://${join(here.server.folder, ledger)}` };
  execFileSync(binary, ['import', 'cases', file, '--disease', 'dbd'], { env, stdio: 'ignore' });
}

/** The tile of a zoom that holds a place. */
function tileOf({ lon, lat }, z) {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return { z, x: Math.floor(((lon + 180) / 360) * 2 ** z), y: Math.floor(y * 2 ** z) };
}

/** Whether one of two tiles holds the other. */
function meet(a, b) {
  const up = (tile, z) => [tile.x >> (tile.z - z), tile.y >> (tile.z - z)].join();
  const z = Math.min(a.z, b.z);
  return up(a, z) === up(b, z);
}

test('a new case shows by itself, and only the tiles that hold it are loaded again', async () => {
  const headers = { authorization: `Bearer ${tokenOf(here.server, 'surveillance')}` };
  const ask = async (path) => (await fetch(here.server.base + path, { headers })).json();
  const question = 'disease=dbd&from=2013-01-01&to=2013-12-31';
  const box = (await ask(`/api/layers/cases.geojson?limit=2000&${question}`)).features.map((f) => f.geometry.coordinates);
  const middle = (axis) => box.map((at) => at[axis]).sort((a, b) => a - b)[box.length >> 1];
  const place = { lon: middle(0), lat: middle(1) };
  const before = (await ask(`/api/summary?${question}`)).cases;

  const page = await openPage(here.browser, here.server.base, PHONE);
  const asked = [];
  page.on('request', (request) => {
    const [, z, x, y] = /\/tiles\/cases\/(\d+)\/(\d+)\/(\d+)\.mvt/.exec(request.url()) ?? [];
    if (z) asked.push({ z: Number(z), x: Number(x), y: Number(y) });
  });
  await openMap(page, `${here.server.links.surveillance}&layers=districts,cases&${question}&map=13.6/${place.lat}/${place.lon}`);
  const first = asked.splice(0);
  assert.ok(first.length > 1, `the view has ${first.length} tiles of cases`);

  report('Contoh Langsung', place);
  const touched = tileOf(place, 12);
  for (let waited = 0; asked.length === 0 && waited < 20_000; waited += 200) await page.waitForTimeout(200);
  await page.waitForTimeout(1500);
  assert.ok(asked.length > 0, 'the change was heard of');
  assert.deepEqual(asked.filter((tile) => !meet(tile, touched)), [], 'tiles elsewhere stay as they are');
  assert.ok(asked.some((tile) => meet(tile, tileOf(place, tile.z))), 'the tile of the new case is loaded again');
  const tile = tileOf(place, 12);
  assert.ok(asked.length < first.length || first.every((one) => meet(one, tile)), `${asked.length} of ${first.length}`);
  assert.equal((await ask(`/api/summary?${question}`)).cases, before + 1);
  const shown = new Intl.NumberFormat('id-ID').format(before + 1);
  await page.getByRole('region', { name: 'Angka utama' }).filter({ hasText: shown }).waitFor({ timeout: 20_000 });
  assertClean(page);
  await page.context().close();
});

quietLog(here);
