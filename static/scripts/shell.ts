// Tells the service worker what the shell of the application is: the built pages, scripts, styles and fonts.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { files } from './maplibre.mjs';

export function shell(): Plugin {
  return {
    name: 'sigis-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // After Vite has dropped the scripts of which only a style sheet is left: with one missing file nothing is kept.
      order: 'post',
      handler(_, bundle) {
        // The office and reports are of no use without a network.
        const office = (file: (typeof bundle)[string]) => file.type === 'chunk' && file.moduleIds.some((id) => /\/src\/(\w+\/)?office/.test(id));
        const kept = Object.keys(bundle).filter((name) => !office(bundle[name]!));
        const built = kept.filter((name) => /\.(js|css|woff2)$/.test(name) && !/embed|office|[rR]eport|noto-sans-latin/.test(name));
        const list = ['/', ...built.map((name) => `/${name}`), ...files()].sort();
        const version = createHash('sha256').update(list.join()).digest('hex').slice(0, 12);
        const source = readFileSync(new URL('../src/service-worker.js', import.meta.url), 'utf8')
          .replace('__SHELL__', JSON.stringify(list))
          .replace('__VERSION__', JSON.stringify(version));
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}
