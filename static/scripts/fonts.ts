// Cuts Noto Sans down to the letters that Indonesian and English need: 9 KB for all weights from regular to semibold
// instead of 36. Whatever else a name may hold is drawn from the whole face, which the browser fetches only then
// (unicode-range in app.css).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const out = join(root, 'node_modules/.cache/noto-sans');
const WEIGHTS = { min: 400, max: 600, default: 400 };

/** What names, our own sentences and numbers are written with: the same as the first unicode-range in app.css. */
export const LETTERS =
  ' !"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz\u00a0°±²·×–…→−≥';

async function cut(): Promise<void> {
  const { default: subsetFont } = await import('subset-font');
  const whole = readFileSync(require.resolve('@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2'));
  // Figures are tabular without any feature; alternates are never asked for, and labels of the map know no kerning.
  const plain = { noLayoutClosure: true, noHinting: true, keepFeatures: [] };
  const part = await subsetFont(whole, LETTERS, { targetFormat: 'woff2', variationAxes: { wght: WEIGHTS }, ...plain });
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'noto-sans.woff2'), part);
}

/** `@letters/noto-sans.woff2` in a style sheet is the cut face. */
export function fonts(): Plugin {
  return {
    name: 'sigis-fonts',
    config: () => ({ resolve: { alias: { '@letters': out } } }),
    buildStart: cut,
  };
}
