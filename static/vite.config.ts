import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fonts } from './scripts/fonts.ts';
import { maplibre, official } from './scripts/plugin.ts';
import { shell } from './scripts/shell.ts';

/** Three letters tell one component from the other as well as the usual fourteen, and stand on every element. */
const cssHash = ({ hash, filename }: { hash: (text: string) => string; filename: string }) => `_${hash(filename).slice(0, 3)}`;

const server = process.env.SIGIS_SERVER ?? 'http://127.0.0.1:8080';
const toServer = Object.fromEntries(['/api', '/tiles', '/styles', '/map.png', '/basemap'].map((path) => [path, server]));

export default defineConfig({
  plugins: [svelte({ compilerOptions: { cssHash, discloseVersion: false } }), fonts(), maplibre(), shell()],
  define: { __VENDORED_MAPLIBRE__: String(process.env.NODE_ENV === 'production' && !official) },
  server: { host: '127.0.0.1', proxy: toServer },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'embed.html', 'office.html', 'peringatan.html'],
      // What all pages share comes as one file, what Svelte's pages share as another, and what the staff's first screen
      // needs as a third: each answer has headers of its own, and compresses better in one piece.
      output: {
        codeSplitting: {
          groups: [
            { name: 'core', test: /src\/(idle|token|state\/(?!release|office|watch)|words\/(words|format|id)|api\/(client|answers|search|live))|rolldown\/runtime|vite\/preload-helper/ },
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx)\// },
            { name: 'staff', test: /src\/(staff|ui\/(Choice|Icon|Later|Segmented)|panels\/(App|Panel|Header|Search|MapTools|Notices|Timeline|Question|Situation|Numbers|EpiCurve|Rising|curve|names|covered)\.)/ },
          ],
        },
      },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
