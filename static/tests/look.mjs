// Looks at a running server as a person would: desktop and phone pictures with console errors, axe, bytes.
// usage: node tests/look.mjs URL OUT [token]   (SHOTS=name,name picks some; needs chromium)
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [url = 'http://127.0.0.1:8080/', out = 'out', token] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const STATES = {
  first: '',
  cases: '#layers=districts,cases,facilities&task=table&pick=district:33.74.10',
  near: '#layers=districts,cases,facilities&map=14.2/-7.0512/110.4381&from=2022-01-01&to=2022-06-30',
  english: '#lang=en&task=table&unit=kelurahan&indicator=cases',
};
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

mkdirSync(out, { recursive: true });
const wanted = process.env.SHOTS?.split(',') ?? Object.keys(STATES);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGS });
for (const [screen, size] of Object.entries(SCREENS)) {
  for (const state of wanted) {
    const phone = screen === 'phone';
    const context = await browser.newContext({ viewport: size, hasTouch: phone, isMobile: phone, locale: 'id-ID',
      timezoneId: 'Asia/Jakarta', serviceWorkers: 'block', extraHTTPHeaders: token ? { authorization: `Bearer ${token}` } : {} });
    const page = await context.newPage();
    const log = [];
    const bytes = { shell: 0, data: 0, tiles: 0, map: 0 };
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && log.push(`${m.type()}: ${m.text().slice(0, 240)}`));
    page.on('pageerror', (e) => log.push(`pageerror: ${e.stack?.slice(0, 400)}`));
    page.on('response', (r) => {
      const path = new URL(r.url()).pathname;
      const kind = path.startsWith('/vendor') ? 'map' : path.startsWith('/tiles') ? 'tiles' : path.startsWith('/api') ? 'data' : 'shell';
      bytes[kind] += Number(r.headers()['content-length'] ?? 0);
      if (r.status() >= 400) log.push(`${r.status()} ${path}`);
    });
    const begun = Date.now();
    await page.goto(url + STATES[state], { waitUntil: 'load' });
    await page.waitForTimeout(Number(process.env.WAIT ?? 4500));
    await page.screenshot({ path: `${out}/${state}-${screen}.png` });
    let violations = [];
    if (!process.env.NO_AXE) {
      await page.evaluate(axe);
      violations = (await page.evaluate(() => window.axe.run(document))).violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    console.log(JSON.stringify({ state, screen, ms: Date.now() - begun, bytes, wide, violations, log }, null, 1));
    await context.close();
  }
}
await browser.close();
