// A real Chromium as an officer in Semarang has it: Indonesian, WIB, on a desktop or a phone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../static/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844, touch: true };

/** Opens one browser for a whole test file. */
export const launch = () => chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

/**
 * A page in a context of its own. `page.seen` collects what must not happen: console errors, page errors, failed
 * answers, requests to another origin; and the bytes that came over the wire. `page.wire` holds each answer's own.
 */
export async function openPage(browser, base, view = DESKTOP) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    hasTouch: Boolean(view.touch),
    isMobile: Boolean(view.touch),
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const seen = { console: [], errors: [], failed: [], foreign: [], bytes: 0 };
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && seen.console.push(m.text()));
  page.on('pageerror', (e) => seen.errors.push(e.message));
  page.on('request', (r) => {
    const url = r.url();
    if (!url.startsWith(base) && !/^(data|blob):/.test(url)) seen.foreign.push(url);
  });
  page.on('response', (r) => r.status() >= 400 && seen.failed.push(`${r.status()} ${new URL(r.url()).pathname}`));
  page.on('requestfinished', async (r) => {
    const sizes = await r.sizes().catch(() => null);
    if (!sizes) return;
    seen.bytes += sizes.responseBodySize + sizes.responseHeadersSize;
    page.wire.push({ path: new URL(r.url()).pathname, body: Math.max(0, sizes.responseBodySize) });
  });
  page.seen = seen;
  page.wire = [];
  return page;
}

/** Opens an address and waits until the map has drawn everything it asked for. */
export async function openMap(page, url) {
  await page.goto(url, { waitUntil: 'load' });
  await mapIdle(page);
}

/** The client sets `data-map="idle"` on the document when the map is drawn and no request is open. */
export async function mapIdle(page) {
  await page.locator('html[data-map="idle"]').waitFor({ state: 'attached', timeout: 60_000 });
}

/** Breaches of accessibility rules, each as one line. */
export async function axe(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join('; ')}`);
}

/** Whether the page can be pushed sideways. */
export const scrollsSideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
