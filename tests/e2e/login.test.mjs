// Coming in by name and password: first with answers made here, for what seldom happens, then through the real door.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, axe, mapIdle, openPage } from './browser.mjs';
import { publishNothing } from './release.mjs';
import { stage, tokenOf } from './stage.mjs';

const PASSWORD = 'kata-sandi-petugas';

const here = stage();

/** A page before a door: who has signed in is let through with the token of the epidemiologist, as a cookie would. */
async function door(view, { login = true, mustChange = false } = {}) {
  const page = await openPage(here.browser, here.server.base, view);
  const bearer = `Bearer ${tokenOf(here.server, 'surveillance')}`;
  const state = { inside: false, mustChange, tries: 0, sent: [] };
  const through = (route) => route.continue({ headers: { ...route.request().headers(), ...(state.inside ? { authorization: bearer } : {}) } });
  await page.route(/\/(api|tiles)\//, through);
  await publishNothing(page);
  await page.route('**/api/city', async (route) => {
    if (state.inside && state.mustChange) return route.fulfill({ status: 403, json: { title: 'change the password', status: 403 } });
    const answer = await route.fetch({ headers: { ...route.request().headers(), ...(state.inside ? { authorization: bearer } : {}) } });
    return route.fulfill({ json: { ...(await answer.json()), login } });
  });
  await page.route('**/api/session', async (route) => {
    const request = route.request();
    if (request.method() === 'GET') {
      const account = state.inside ? { name: 'petugas', display_name: 'Petugas' } : null;
      const answer = await route.fetch({ headers: { ...request.headers(), ...(state.inside ? { authorization: bearer } : {}) } });
      return route.fulfill({ json: { ...(await answer.json()), account, must_change_password: state.inside && state.mustChange } });
    }
    if (request.method() === 'DELETE') {
      state.inside = false;
      return route.fulfill({ status: 204 });
    }
    state.tries += 1;
    state.sent.push(request.postDataJSON());
    const problem = (status, headers = {}) => route.fulfill({ status, headers, contentType: 'application/problem+json', json: { title: 'no', status } });
    if (state.tries === 2) return problem(429, { 'retry-after': '30' });
    if (request.postDataJSON().password !== PASSWORD) return problem(401);
    state.inside = true;
    return route.fulfill({ json: { role: 'surveillance', territory: [], can: {}, must_change_password: state.mustChange } });
  });
  await page.route('**/api/session/password', (route) => {
    const { new: next } = route.request().postDataJSON();
    const fields = [{ field: 'new', message: 'sekurangnya 10 karakter' }];
    if (next.length < 10 || next === PASSWORD) return route.fulfill({ status: 400, json: { title: 'no', status: 400, fields } });
    state.mustChange = false;
    return route.fulfill({ status: 204 });
  });
  await page.goto(here.server.base);
  await mapIdle(page);
  return { page, state };
}

async function fill(page, password) {
  await page.getByLabel('Nama pengguna').fill('petugas');
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}

async function leave(page) {
  await page.getByRole('button', { name: 'Akun' }).click();
  await page.getByRole('button', { name: 'Keluar' }).click();
}

test('with the keyboard alone one comes in, the staff map stands in place, and Keluar leads back', async () => {
  const { page, state } = await door(DESKTOP);
  await page.getByRole('button', { name: 'Masuk' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Nama pengguna').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('autocomplete')), 'username');
  await fill(page, 'salah');
  const problem = page.getByRole('alert');
  await problem.getByText('Nama atau kata sandi salah').waitFor();
  assert.ok(await problem.evaluate((one) => one === document.activeElement), 'the focus is on the problem');
  await fill(page, PASSWORD);
  await problem.getByText('Tunggu 30 detik').waitFor();
  await fill(page, PASSWORD);
  await page.getByText('Kurva epidemi').waitFor();
  await mapIdle(page);
  assert.equal(await page.locator('html.visitor').count(), 0);
  assert.ok(!page.url().includes('sandi'));
  assert.deepEqual(page.seen.errors, []);
  assert.deepEqual(state.sent.at(-1), { name: 'petugas', password: PASSWORD });
  await leave(page);
  await page.getByRole('button', { name: 'Masuk' }).waitFor();
  assert.equal(state.inside, false);
  await page.context().close();
});

test('a password that somebody else has set is changed before the map opens', async () => {
  const { page } = await door(PHONE, { mustChange: true });
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByLabel('Nama pengguna').waitFor();
  await fill(page, PASSWORD);
  const next = page.getByLabel('Kata sandi baru');
  await next.fill(PASSWORD);
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  assert.equal(await next.getAttribute('type'), 'text');
  assert.deepEqual(await axe(page), []);
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByRole('alert').getByText('sekurangnya 10 karakter').waitFor();
  assert.equal(await page.getByText('Kurva epidemi').count(), 0);
  await next.fill('yang-baru-dan-panjang');
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await page.getByText('Kurva epidemi').waitFor();
  await page.context().close();
});

test('who comes back without having changed it is asked for it first', async () => {
  const { page, state } = await door(DESKTOP, { mustChange: true });
  state.inside = true;
  await page.reload();
  await page.getByLabel('Kata sandi sekarang').fill(PASSWORD);
  assert.deepEqual(await axe(page), []);
  await page.getByLabel('Kata sandi baru').fill('yang-baru-dan-panjang');
  await page.keyboard.press('Enter');
  await page.getByText('Kurva epidemi').waitFor();
  await page.context().close();
});

test('the real door: in with the printed password, on after a reload, out with Keluar', async () => {
  const page = await openPage(here.browser, here.server.base, DESKTOP);
  await page.goto(here.server.base);
  await mapIdle(page);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByLabel('Nama pengguna').fill('surveillance');
  await page.getByLabel('Kata sandi', { exact: true }).fill(here.server.passwords.surveillance);
  await page.keyboard.press('Enter');
  await page.getByText('Kurva epidemi').waitFor();
  await page.reload();
  await page.getByText('Kurva epidemi').waitFor();
  await mapIdle(page);
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite], [true, 'Lax']);
  await leave(page);
  await page.getByRole('button', { name: 'Masuk' }).waitFor();
  assert.equal((await page.evaluate(async () => (await fetch('/api/summary')).status)), 403, 'the session is over');
  assert.deepEqual(page.seen.errors, []);
  await page.context().close();
});

test('where the server knows no login there is no door', async () => {
  const { page } = await door(DESKTOP, { login: false });
  assert.equal(await page.getByRole('button', { name: 'Masuk' }).count(), 0);
  await page.context().close();
});
