// The Vite side of the split MapLibre build: in production `maplibre-gl` is the vendored file, outside the bundle.
import type { Plugin } from 'vite';
import { buildMapLibre, files, page } from './maplibre.mjs';

/** `OFFICIAL_MAPLIBRE=1` keeps the recipe of MapLibre's manual: the shipped bundle and a worker URL. */
export const official = process.env.OFFICIAL_MAPLIBRE === '1';

export function maplibre(): Plugin[] {
  if (official) return [];
  return [
    {
      name: 'sigis-maplibre',
      enforce: 'pre',
      apply: 'build',
      buildStart: buildMapLibre,
      resolveId: (id) => (id === 'maplibre-gl' ? { id: page, external: 'absolute' } : null),
    },
    {
      name: 'sigis-maplibre-preload',
      apply: 'build',
      transformIndexHtml: (html) =>
        html.includes('id="map"') ? files().map((href) => ({ tag: 'link', attrs: { rel: 'modulepreload', href, fetchpriority: 'low' }, injectTo: 'head' as const })) : [],
    },
  ];
}
