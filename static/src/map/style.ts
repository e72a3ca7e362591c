// The style of the map: ground, areas, names, points, marks of the person.
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { City } from '../state/answers.ts';
import { ACCENT, FONT, FONT_BOLD, HALO, LABEL, LABEL_FINE, LAND, SEA, SHORE } from './look.ts';
import { MAP_LAYERS } from './layers/index.ts';

/** Names stand between areas and points, and give way to bubbles. */
const AREAS = MAP_LAYERS.filter(({ id }) => id === 'districts');
const POINTS = MAP_LAYERS.filter((layer) => !AREAS.includes(layer));
/** Bubbles stand above all points: their numbers must be readable. */
const COUNTED = ['case-clusters', 'case-counts'];
const EMPTY: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };
const land = { source: 'districts-kecamatan', 'source-layer': 'districts' } as const;

const PLAIN: LayerSpecification[] = [
  {
    id: 'shore',
    type: 'line',
    ...land,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': SHORE,
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 4, 14, 18],
      'line-blur': ['interpolate', ['linear'], ['zoom'], 8, 4, 14, 16],
      'line-opacity': 0.8,
    },
  },
  { id: 'land', type: 'fill', ...land, paint: { 'fill-color': LAND, 'fill-antialias': false } },
];

const MARKS: LayerSpecification[] = [
  { id: 'circle-fill', type: 'fill', source: 'circle', paint: { 'fill-color': ACCENT, 'fill-opacity': 0.08 } },
  { id: 'circle-line', type: 'line', source: 'circle', paint: { 'line-color': ACCENT, 'line-width': 2 } },
  {
    id: 'pin',
    type: 'symbol',
    source: 'pin',
    layout: { 'icon-image': 'pin', 'icon-anchor': 'bottom', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  },
  { id: 'position-fill', type: 'fill', source: 'position', paint: { 'fill-color': '#1d6fd1', 'fill-opacity': 0.14 } },
  {
    id: 'position-line',
    type: 'line',
    source: 'position',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': '#1d6fd1', 'line-width': 1.5 },
  },
  {
    id: 'position-dot',
    type: 'circle',
    source: 'position',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 6, 'circle-color': '#1d6fd1', 'circle-stroke-color': '#fff', 'circle-stroke-width': 2.5 },
  },
];

/** From here on a kecamatan is named, below it the kabupaten or kota. */
const KECAMATAN_NAMES = 8.6;
const halo = { 'text-halo-color': HALO, 'text-halo-width': 1.6 } as const;
const NAMES: LayerSpecification[] = [
  {
    id: 'names-kelurahan',
    type: 'symbol',
    source: 'districts-kelurahan',
    'source-layer': 'district_labels',
    minzoom: 12,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 12, 10.5, 16, 13],
      'text-max-width': 7,
      'text-padding': 4,
    },
    paint: { 'text-color': LABEL_FINE, ...halo },
  },
  {
    id: 'names-kecamatan',
    type: 'symbol',
    source: 'districts-kecamatan',
    'source-layer': 'district_labels',
    minzoom: KECAMATAN_NAMES,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT_BOLD,
      'text-size': ['interpolate', ['linear'], ['zoom'], 9, 10.5, 10, 11, 13, 14, 16, 17],
      'text-letter-spacing': 0.02,
      'text-max-width': 7,
    },
    paint: { 'text-color': LABEL, ...halo },
  },
  {
    id: 'names-kabkota',
    type: 'symbol',
    source: 'districts-kabkota',
    'source-layer': 'district_labels',
    maxzoom: KECAMATAN_NAMES,
    layout: { 'text-field': ['get', 'name'], 'text-font': FONT_BOLD, 'text-size': 15, 'text-variable-anchor': ['bottom', 'top', 'right', 'left'], 'text-radial-offset': 0.5 },
    paint: { 'text-color': LABEL, ...halo },
  },
];

interface Ground {
  sources: StyleSpecification['sources'];
  /** Below the areas, and on them. */
  below: LayerSpecification[];
  above: LayerSpecification[];
}

const BARE: Ground = { sources: {}, below: PLAIN, above: [] };

/** The ground from the city's settings: the loaded land alone, pictures, or vector tiles, always from this server. */
async function ground(basemap: City['basemap']): Promise<Ground> {
  if (basemap.kind === 'plain') return BARE;
  const address = new URL(basemap.url, location.href);
  if (address.origin !== location.origin) return BARE;
  const tiles = [address.href.replaceAll('%7B', '{').replaceAll('%7D', '}')];
  const reach = { minzoom: basemap.minzoom ?? 0, maxzoom: basemap.maxzoom ?? 19 };
  if (basemap.kind === 'raster') {
    return {
      sources: { ground: { type: 'raster', tiles, tileSize: 256, ...reach } },
      below: [{ id: 'ground', type: 'raster', source: 'ground', paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.7 } }],
      above: [],
    };
  }
  const held = basemap.layers ?? [];
  const { basemapLayers } = await import('./basemap.ts');
  const { below, above } = basemapLayers(held);
  return { sources: { ground: { type: 'vector', tiles, ...reach } }, below: held.includes('earth') ? below : [...PLAIN, ...below], above };
}

export async function mapStyle(basemap: City['basemap']): Promise<StyleSpecification> {
  const base = await ground(basemap);
  const points = POINTS.flatMap((layer) => layer.layers);
  return {
    version: 8,
    sources: { ...base.sources, ...Object.assign({}, ...MAP_LAYERS.map((l) => l.sources)), circle: EMPTY, position: EMPTY, pin: EMPTY },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': SEA } },
      ...base.below,
      ...AREAS.flatMap((layer) => layer.layers),
      ...base.above,
      ...NAMES,
      ...points.filter((layer) => !COUNTED.includes(layer.id)),
      ...points.filter((layer) => COUNTED.includes(layer.id)),
      ...MARKS,
    ],
  };
}
