// Who a case is: behind a reason on the map, written down, gone when the case is let go.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, openMap, openPage } from './browser.mjs';
import { assertClean, quietLog, stage, take, tokenOf } from './stage.mjs';

const here = stage();

const ask = async (role, path) => {
  const answer = await fetch(here.server.base + path, { headers: { authorization: `Bearer ${tokenOf(here.server, role)}` } });
  assert.equal(answer.status, 200, path);
  return answer.json();
};

/** Opens a role's map with one case chosen. */
async function withCase(role, view) {
  const { cases } = await ask(role, '/api/cases?limit=1&disease=dbd');
  const page = await openPage(here.browser, here.server.base, view);
  const link = here.server.links[role];
  await openMap(page, `${link}&pick=case:${cases[0].id}`);
  return { page, id: cases[0].id };
}

test('the epidemiologist says why, sees who it is, and the audit knows', async () => {
  const { page, id } = await withCase('surveillance', DESKTOP);
  await page.getByRole('heading', { name: 'Identitas' }).waitFor();
  assert.equal(await page.getByText('NIK', { exact: true }).count(), 0, 'nothing is told before somebody asks');
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  await page.getByRole('textbox', { name: 'Alasan' }).fill('ya');
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  await page.getByText('Tulis alasan 5 sampai 200 huruf.').waitFor();
  await page.getByRole('button', { name: 'Penyelidikan epidemiologi' }).click();
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  await page.getByText('Pembukaan ini dicatat atas nama Anda.').waitFor();
  assert.match(await page.locator('.who dl').innerText(), /\d{16}/);
  assert.deepEqual(await axe(page), []);
  await take(page, 'identity');
  await page.getByRole('button', { name: 'Sembunyikan' }).click();
  assert.equal(await page.locator('.who dl').count(), 0);

  const { entries } = await ask('admin', `/api/audit?case=${id}`);
  assert.equal(entries.length, 1, 'the refused reason read nobody');
  assert.equal(entries[0].detail.reason, 'Penyelidikan epidemiologi');
  assertClean(page, { but: [400] });
  await page.context().close();
});

test('the administrator asks who opened a case, without seeing who it is', async () => {
  const { entries } = await ask('admin', '/api/audit?action=identity.read');
  const [id] = entries[0].detail.cases;
  const page = await openPage(here.browser, here.server.base, PHONE);
  await page.goto(`${here.server.links.admin.replace('/#', '/office.html#')}&page=audit`);
  await page.getByRole('textbox', { name: 'Nomor kasus' }).fill(`${id}x`);
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await page.getByText('Tulis nomor kasus dengan angka saja.').waitFor();
  await page.getByRole('textbox', { name: 'Nomor kasus' }).fill(String(id));
  await page.getByRole('combobox', { name: 'Jenis' }).selectOption('identity');
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await page.getByText('1 baris, semuanya').waitFor();
  assert.ok(page.url().includes(`case=${id}`), page.url());
  await page.getByText('Identitas dibuka').waitFor();
  assert.deepEqual(await axe(page), []);
  assertClean(page);
  await page.context().close();
});

test('a puskesmas reads its own cases without a reason, on a phone', async () => {
  const { page } = await withCase('puskesmas', PHONE);
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  await page.getByRole('textbox', { name: 'Alasan (boleh kosong)' }).waitFor();
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  await page.getByText('Pembukaan ini dicatat').waitFor();
  assertClean(page);
  await page.context().close();
});

test('the list is taken along without names at once, and with names after saying why', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await openMap(page, `${here.server.links.surveillance}&task=cases&disease=dbd&from=2013-01-01&to=2013-01-31`);
  const saved = async (name) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).last().click();
    return readFileSync(await (await waiting).path(), 'utf8');
  };
  const plain = await saved('CSV');
  assert.ok(plain.split('\n').length > 10 && !/\d{16}/.test(plain), 'no NIK');
  await page.getByRole('button', { name: 'CSV dengan identitas' }).click();
  await page.getByRole('button', { name: 'Verifikasi data' }).click();
  const named = await saved('Unduh daftar beridentitas');
  assert.equal(named.trim().split('\n').length, plain.trim().split('\n').length);
  assert.match(named, /nama_orang_tua/);
  assert.match(named, /\d{16}/);
  const { entries } = await ask('admin', '/api/audit?action=identity.export');
  assert.equal(entries[0].detail.count, named.trim().split('\n').length - 1);
  assertClean(page);
  await page.context().close();
});

test('the planner is offered no name', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await openMap(page, here.server.links.planner);
  assert.equal(await page.getByText('Identitas').count(), 0);
  await page.context().close();
});

quietLog(here);
