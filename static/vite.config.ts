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
      input: ['index.html', 'embed.html', 'office.html', 'peringatan.html', 'report.html'],
      // What all pages share comes as one file, what Svelte's pages share as another, and what the staff's first screen
      // needs as a third: each answer has headers of its own, and compresses better in one piece. The map and the search for
      // clusters stand apart for the same reason, and the saving of files from both because the office has it too.
      output: {
        // Seven letters of a hash tell files apart as well as eight, and every list of parts holds dozens of names.
        entryFileNames: 'assets/[name]-[hash:7].js',
        chunkFileNames: 'assets/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash:7][extname]',
        codeSplitting: {
          groups: [
            { name: 'core', test: /src\/(idle|token|state\/(?!release|office|findings|watch)|words\/(words|format|id)|api\/(client|answers|search|live))|rolldown\/runtime|vite\/preload-helper/ },
            { name: 'svelte', test: /node_modules\/(svelte|esm-env|clsx)\// },
            { name: 'map', test: /src\/map\/(?!basemap|layers\/(heat|coverage|findings))/ },
            { name: 'hand', test: /src\/api\/hand\./ },
            { name: 'findings', test: /src\/(api|state|map\/layers)\/findings\./ },
            { name: 'staff', test: /src\/(staff|ui\/(Choice|Icon|Later|Segmented)|panels\/(App|Panel|Header|Search|MapTools|Notices|Timeline|Question|Situation|Numbers|EpiCurve|Rising|curve|names|covered)\.)/ },
          ],
        },
      },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
