// The administrator in the office: in through the real door, somebody invited, closed again, and all of it in the audit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openPage, scrollsSideways } from './browser.mjs';
import { assertClean, quietLog, stage } from './stage.mjs';

const here = stage();
const ONE_TIME = /^(\w{4}-){3}\w{4}$/;

/** Comes in by name and password at an address of the office. */
async function come(role, view = DESKTOP, words = '') {
  const page = await openPage(here.browser, here.server.base, view);
  await page.goto(`${here.server.base}/office.html${words && `#${words}`}`);
  await page.getByLabel('Nama pengguna').fill(role);
  await page.getByLabel('Kata sandi', { exact: true }).fill(here.server.passwords[role]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).and(page.locator('main h1[tabindex]')).waitFor();
  return page;
}

const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());

async function download(page, press) {
  const waiting = page.waitForEvent('download');
  await press();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

async function assertFit(page) {
  assert.deepEqual(await axe(page), []);
  assert.equal(await scrollsSideways(page), false);
}

test('after the login on the first page an administrator stands in the office, and may still open the map', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await page.goto(here.server.base);
  await mapIdle(page);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByLabel('Nama pengguna').fill('admin');
  await page.getByLabel('Kata sandi', { exact: true }).fill(here.server.passwords.admin);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Orang', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Buka peta' }).click();
  await mapIdle(page);
  assert.match(page.url(), /\/#.*facilities/);
  await page.getByRole('button', { name: 'Akun' }).click();
  await page.getByRole('link', { name: /^Kantor/ }).click();
  await page.getByRole('heading', { name: 'Orang', level: 1 }).waitFor();
  assertClean(page);
  await page.context().close();
});

test('somebody is invited with the keyboard alone, the one-time password is shown once, the account is closed, the audit tells both', async () => {
  const page = await come('admin');
  await page.getByRole('button', { name: 'Undang orang' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Undang orang' }).waitFor();
  assert.match(page.url(), /new=1/);
  await page.keyboard.type('dr. Ani Kusuma, M.Kes');
  assert.equal(await page.getByLabel('Nama pengguna').inputValue(), 'ani.kusuma');
  // Name, login word, the chosen role, then the places.
  await page.keyboard.press('Enter');
  await page.getByText('Pilih puskesmas atau wilayahnya').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'combobox', 'the focus is on what is missing');
  await page.keyboard.insertText('puskesmas ba');
  await page.getByRole('option').first().waitFor();
  const place = await page.getByRole('option').nth(1).locator('b').innerText();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Hapus ${place}` }).waitFor();
  await assertFit(page);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Buat akun');
  await page.keyboard.press('Enter');
  const once = page.getByRole('region', { name: 'Kata sandi sekali pakai untuk ani.kusuma' });
  await once.waitFor();
  assert.match(await once.locator('code').innerText(), ONE_TIME);
  assert.match(await focused(page), /^Kata sandi sekali pakai/);
  const password = await once.locator('code').innerText();
  await assertFit(page);
  await once.getByRole('button', { name: 'Sudah saya catat' }).click();
  assert.ok(!(await page.content()).includes(password), 'the password is gone from the page');
  assert.ok(!page.url().includes(password));
  const line = row(page, 'dr. Ani Kusuma, M.Kes');
  assert.match(await line.innerText(), new RegExp(`Puskesmas\\s+${place}\\s+Belum mengganti`));

  await line.getByRole('button', { name: /^Ubah/ }).click();
  await page.getByRole('button', { name: 'Tutup akun' }).click();
  const sure = page.getByRole('group', { name: /^Tutup akun dr\. Ani/ });
  assert.ok(await sure.evaluate((one) => one === document.activeElement), 'the focus is on the question');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Tutup akun');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Ya, tutup' }).click();
  await page.getByRole('status').getByText('ditutup').waitFor();
  await page.getByRole('button', { name: 'Buka lagi' }).waitFor();
  await page.keyboard.press('Escape');
  assert.match(await line.innerText(), /Ditutup/);
  const people = await download(page, () => page.getByRole('button', { name: 'Unduh CSV' }).click());
  assert.match(people.text, /^\ufeffNama;Nama pengguna;Peran;.*\r\n/);
  assert.match(people.text, /ani\.kusuma;Puskesmas;/);

  await page.getByRole('link', { name: 'Jejak audit' }).click();
  await page.getByRole('heading', { name: 'Jejak audit', level: 1 }).waitFor();
  await page.getByLabel('Nama pengguna').fill('ani.kusuma');
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await page.getByText(/^2 baris, semuanya/).waitFor();
  await page.getByRole('cell', { name: 'Akun dibuat' }).waitFor();
  assert.match(page.url(), /page=audit&who=ani\.kusuma/);
  assert.equal(await page.getByRole('rowheader').count(), 2);
  const change = page.getByRole('row').filter({ hasText: 'Akun diubah' });
  await change.getByRole('button', { name: /^Rincian/ }).click();
  await page.getByText('tidak → ya').waitFor();
  await assertFit(page);
  const audit = await download(page, () => page.getByRole('button', { name: 'Unduh CSV' }).click());
  assert.equal(audit.text.trim().split('\r\n').length, 3);
  assert.match(audit.text, /account\.create/);
  await page.getByText('2 baris diunduh').waitFor();
  assertClean(page);
  await page.context().close();
});

test('a name that is taken and the last administrator are told beside what they are about', async () => {
  const page = await come('admin', DESKTOP, 'page=people&new=1');
  await page.getByLabel('Nama lengkap').fill('Perencana Dua');
  await page.getByLabel('Nama pengguna').fill('planner');
  await page.getByLabel('Perencana').check();
  await page.getByRole('button', { name: 'Buat akun' }).click();
  const field = page.getByLabel('Nama pengguna');
  await page.getByText('Nama ini sudah dipakai').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.ok(await field.evaluate((one) => one === document.activeElement));
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'Undang orang');
  await page.goto(`${here.server.base}/office.html#page=people&open=admin`);
  await page.getByRole('button', { name: 'Tutup akun' }).click();
  await page.getByRole('button', { name: 'Ya, tutup' }).click();
  await page.getByText('administrator terakhir').waitFor();
  assertClean(page, { but: [409] });
  await page.context().close();
});

test('a token is taken back after a second press', async () => {
  const page = await come('admin', DESKTOP, 'page=tokens');
  await page.getByRole('rowheader').first().waitFor();
  const count = await page.getByRole('rowheader').count();
  await page.getByRole('button', { name: /^Cabut token demo, Perencana/ }).click();
  await page.getByRole('button', { name: 'Ya, cabut' }).click();
  await page.getByRole('status').getByText('Token "demo" dicabut').waitFor();
  assert.equal(await page.getByRole('rowheader').count(), count - 1);
  const bearer = decodeURIComponent(new URL(here.server.links.planner).hash.split('token=')[1]);
  assert.equal((await fetch(`${here.server.base}/api/session`, { headers: { authorization: `Bearer ${bearer}` } })).status, 401);
  assertClean(page);
  await page.context().close();
});

test('everybody sees and ends their own sessions, and nothing else of the office', async () => {
  const other = await come('puskesmas', PHONE);
  await other.getByText('sesi ini').waitFor();
  const page = await come('puskesmas', DESKTOP, 'page=people');
  await page.getByRole('heading', { name: 'Halaman ini tidak terbuka untuk Anda' }).waitFor();
  await page.getByRole('link', { name: 'Akun saya' }).click();
  await page.getByText(/^2 sesi/).waitFor();
  await page.getByRole('row').filter({ hasNotText: 'sesi ini' }).getByRole('button', { name: /^Akhiri/ }).click();
  await page.getByRole('button', { name: 'Ya, akhiri' }).click();
  await page.getByRole('status').getByText('diakhiri').waitFor();
  await page.getByText(/^1 sesi/).waitFor();
  await page.getByLabel('Kata sandi sekarang').fill('bukan-yang-itu');
  await page.getByLabel('Kata sandi baru').fill('empat kata yang panjang');
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByText('Kata sandi sekarang tidak cocok').waitFor();
  assertClean(page, { but: [400] });
  await other.getByRole('button', { name: /sesi ini$/ }).click();
  await other.getByRole('button', { name: 'Ya, akhiri' }).click();
  await other.getByText('Sesi Anda sudah berakhir').waitFor();
  await page.context().close();
  await other.context().close();
});

for (const [name, view] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`on a ${name} every section is accessible in both languages, and everything can be touched`, async () => {
    const page = await come('admin', view);
    for (const words of ['page=people&open=puskesmas', 'page=people&new=1', 'page=tokens', 'page=audit', 'page=account', 'page=people&lang=en', 'page=audit&lang=en']) {
      await page.goto(`${here.server.base}/office.html#${words}`);
      await page.locator('.list').waitFor();
      await assertFit(page);
      if (view !== PHONE) continue;
      const small = await page.locator('button:visible, select:visible, a:visible, summary:visible, label:has(input):visible').evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 43.5).map((one) => one.textContent));
      assert.deepEqual(small, [], words);
    }
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Audit');
    assertClean(page);
    await page.context().close();
  });
}

quietLog(here);
