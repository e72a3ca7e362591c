import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { fonts } from './scripts/fonts.ts';
import { maplibre, official } from './scripts/plugin.ts';
import { shell } from './scripts/shell.ts';

const server = process.env.SIGIS_SERVER ?? 'http://127.0.0.1:8080';
const toServer = Object.fromEntries(['/api', '/tiles', '/styles', '/map.png', '/basemap'].map((path) => [path, server]));

export default defineConfig({
  plugins: [svelte(), fonts(), maplibre(), shell()],
  define: { __VENDORED_MAPLIBRE__: String(process.env.NODE_ENV === 'production' && !official) },
  server: { host: '127.0.0.1', proxy: toServer },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'embed.html'],
      // What both pages share comes as one file: each answer has headers of its own.
      output: { codeSplitting: { groups: [{ name: 'core', test: /src\/(idle|state|words\/(words|format|id)|api\/(client|answers|details))|rolldown\/runtime/ }] } },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
