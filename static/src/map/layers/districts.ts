// Boundaries and the choropleth. Geometry comes once per level in tiles that know no filter and may be cached for
// long; colours come from the legend as feature state, so a change of filter moves a few kilobytes and no tile.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { legend, type Legend } from '../../state/answers.ts';
import { districtStrength, layers } from '../../state/layers.ts';
import { selectedDistrict } from '../../state/selection.ts';
import { KELURAHAN_ZOOM, mapLevel, type Level } from '../../state/view.ts';
import { BORDER, BORDER_FINE, PICK } from '../look.ts';
import { colours, type Paint } from '../paint.ts';
import { onNewSnapshot, setVisible, tiles, type MapLayer } from './layer.ts';

/** Shapes and names only: the same for every question and every viewer. */
const geometry = (level: Level) => tiles('districts', new URLSearchParams({ level, counts: '0' }));

const LEVELS = ['kabkota', 'kecamatan', 'kelurahan'] as const satisfies readonly Level[];
export const districtSource = (level: Level) => `districts-${level}`;
const fillOf = (level: Level) => `choropleth-${level}`;
const hatchOf = (level: Level) => `hatch-${level}`;
const dotsOf = (level: Level) => `dots-${level}`;
const pickOf = (level: Level) => `pick-${level}`;
const casingOf = (level: Level) => `pick-casing-${level}`;

const state = (name: keyof Paint): ExpressionSpecification => ['feature-state', name];

function fills(level: Level): LayerSpecification[] {
  const shared = { source: districtSource(level), 'source-layer': 'districts' } as const;
  return [
    {
      id: fillOf(level),
      type: 'fill',
      ...shared,
      paint: { 'fill-color': ['to-color', state('color'), 'rgba(0,0,0,0)'], 'fill-antialias': false },
    },
    {
      id: hatchOf(level),
      type: 'fill',
      ...shared,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': ['case', ['==', state('missing'), true], 1, 0] },
    },
    {
      id: dotsOf(level),
      type: 'fill',
      ...shared,
      paint: { 'fill-pattern': 'dots', 'fill-opacity': ['case', ['==', state('hidden'), true], 1, 0] },
    },
  ];
}

function picks(level: Level): LayerSpecification[] {
  const shared = {
    type: 'line',
    source: districtSource(level),
    'source-layer': 'districts',
    filter: ['==', ['get', 'code'], ''],
    layout: { 'line-join': 'round', visibility: 'none' },
  } as const satisfies Partial<LayerSpecification>;
  return [
    { id: casingOf(level), ...shared, paint: { 'line-color': '#fff', 'line-width': 6, 'line-opacity': 0.9 } },
    { id: pickOf(level), ...shared, paint: { 'line-color': PICK, 'line-width': 2.5 } },
  ];
}

/** Where all land of a kabupaten or kota is smaller than a fingertip, a dot stands for it. */
const DOT = 'dot-kabkota';
const borders: LayerSpecification[] = [
  {
    id: DOT,
    type: 'circle',
    source: 'districts-kabkota',
    'source-layer': 'district_labels',
    maxzoom: 7.5,
    paint: { 'circle-radius': 5, 'circle-color': '#fff', 'circle-stroke-color': PICK, 'circle-stroke-width': 1.5 },
  },
  {
    id: 'border-kelurahan',
    type: 'line',
    source: 'districts-kelurahan',
    'source-layer': 'districts',
    minzoom: KELURAHAN_ZOOM,
    paint: { 'line-color': BORDER_FINE, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.4, 15, 1] },
  },
  {
    id: 'border-kecamatan',
    type: 'line',
    source: 'districts-kecamatan',
    'source-layer': 'districts',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': BORDER, 'line-width': ['interpolate', ['linear'], ['zoom'], 9, 0.9, 12, 1.2, 16, 2.4] },
  },
];

export const districts: MapLayer = {
  id: 'districts',
  sources: Object.fromEntries(
    LEVELS.map((level) => [
      districtSource(level),
      {
        type: 'vector',
        tiles: geometry(level),
        minzoom: level === 'kelurahan' ? 9 : 0,
        maxzoom: 14,
      },
    ]),
  ),
  layers: [...LEVELS.flatMap(fills), ...borders, ...LEVELS.flatMap(picks)],
  touchable: [DOT, ...LEVELS.map(fillOf)],
  touch: ({ properties }) => ({ kind: 'district', code: String(properties.code) }),
  sync: (map) => [legend.subscribe(({ data }) => (data ? paint(map, data) : clear(map))), ...follow(map)],
};

function clear(map: MapLibre): void {
  for (const level of LEVELS) map.removeFeatureState({ source: districtSource(level), sourceLayer: 'districts' });
}

function paint(map: MapLibre, answer: Legend): void {
  const source = districtSource(answer.by);
  map.removeFeatureState({ source, sourceLayer: 'districts' });
  for (const [id, look] of colours(answer)) map.setFeatureState({ source, sourceLayer: 'districts', id }, look);
  dress(map);
}

/** Shows the level that has colours; cases on top dim it. */
function dress(map: MapLibre): void {
  const { districts: mine } = layers.get();
  const shown = legend.get().data?.by ?? mapLevel.get();
  map.setLayerZoomRange('border-kelurahan', shown === 'kelurahan' ? 0 : KELURAHAN_ZOOM, 24);
  const strength = districtStrength(layers.get());
  for (const level of LEVELS) {
    setVisible(map, [fillOf(level)], level === shown);
    setVisible(map, [hatchOf(level), dotsOf(level)], level === shown && mine.on);
    map.setPaintProperty(fillOf(level), 'fill-opacity', strength);
  }
}

/** 33.74 is a kabupaten or kota, 33.74.01 a kecamatan, 33.74.01.1001 a kelurahan. */
function levelOf(code: string): Level {
  return LEVELS[code.split('.').length - 2] ?? 'kelurahan';
}

function follow(map: MapLibre) {
  const highlight = (code: string | null) => {
    for (const level of LEVELS) {
      const layers = [casingOf(level), pickOf(level)];
      // A hidden layer asks for no tiles.
      setVisible(map, layers, code !== null && levelOf(code) === level);
      for (const layer of layers) map.setFilter(layer, ['==', ['get', 'code'], code ?? '']);
    }
  };
  const reload = () => {
    for (const level of LEVELS) map.getSource<VectorTileSource>(districtSource(level))?.setTiles(geometry(level));
  };
  return [onNewSnapshot(reload), layers.subscribe(() => dress(map)), mapLevel.subscribe(() => dress(map)), selectedDistrict.subscribe(highlight)];
}
