// Catchments of puskesmas, the official ones by decree or the modelled ones by distance, or circles around facilities;
// never under one name.
import type { LayerSpecification, Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { version } from '../../state/answers.ts';
import { derived } from '../../state/cell.ts';
import { coverageBy, layers, reach, type CoverageBy, type LayerView, type Reach } from '../../state/layers.ts';
import { selection } from '../../state/selection.ts';
import { ACCENT } from '../look.ts';
import { setVisible, tiles, type MapLayer } from './layer.ts';

const catchments = { source: 'coverage', 'source-layer': 'catchments' } as const;
const circles = { source: 'coverage', 'source-layer': 'reach' } as const;

const style: LayerSpecification[] = [
  { id: 'catchment-fill', type: 'fill', ...catchments, paint: { 'fill-color': ACCENT, 'fill-opacity': 0.05 } },
  {
    id: 'catchment-picked',
    type: 'fill',
    ...catchments,
    filter: ['==', ['get', 'code'], ''],
    paint: { 'fill-color': ACCENT, 'fill-opacity': 0.22 },
  },
  {
    id: 'catchment-line',
    type: 'line',
    ...catchments,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': ACCENT, 'line-width': 1.4, 'line-dasharray': [3, 2] },
  },
  { id: 'reach-fill', type: 'fill', ...circles, paint: { 'fill-color': ACCENT, 'fill-antialias': false } },
  { id: 'reach-line', type: 'line', ...circles, paint: { 'line-color': ACCENT, 'line-width': 1.2 } },
  {
    id: 'reach-picked',
    type: 'line',
    ...circles,
    filter: ['==', ['get', 'code'], ''],
    paint: { 'line-color': ACCENT, 'line-width': 3 },
  },
];
const CATCHMENTS = style.filter((layer) => layer.id.startsWith('catchment')).map((layer) => layer.id);
const CIRCLES = style.filter((layer) => layer.id.startsWith('reach')).map((layer) => layer.id);

export const coverage: MapLayer = {
  id: 'coverage',
  sources: { coverage: { type: 'vector', tiles: tiles('coverage', coverageWords('official')), maxzoom: 14 } },
  layers: style.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification),
  touchable: [],
  touch: () => null,
  sync: (map) => [
    derived([layers, coverageBy], ({ coverage: view, districts }, by) => ({ view, coloured: districts.on, by })).subscribe((look) => dress(map, look)),
    derived([coverageBy, reach, version], (by, circle, at) => ({ by, circle, at })).subscribe(({ by, circle }) => {
      map.getSource<VectorTileSource>('coverage')?.setTiles(tiles('coverage', coverageWords(by, circle)));
    }),
    selection.subscribe((s) => {
      for (const layer of ['catchment-picked', 'reach-picked']) map.setFilter(layer, ['==', ['get', 'code'], s.kind === 'facility' ? s.code : '']);
    }),
  ],
};

interface Look {
  view: LayerView;
  /** Whether a choropleth lies below. */
  coloured: boolean;
  by: CoverageBy;
}

function dress(map: MapLibre, { view: { on, opacity }, coloured, by }: Look): void {
  setVisible(map, CATCHMENTS, on && by !== 'radius');
  setVisible(map, CIRCLES, on && by === 'radius');
  map.setPaintProperty('catchment-line', 'line-opacity', opacity);
  map.setPaintProperty('catchment-line', 'line-dasharray', by === 'official' ? [1, 0] : [3, 2]);
  // Circles overlap, and where they do they darken: over a choropleth that would tell a wrong class.
  map.setPaintProperty('reach-fill', 'fill-opacity', coloured ? 0 : 0.07 * opacity);
  map.setPaintProperty('catchment-fill', 'fill-opacity', coloured ? 0 : 0.05 * opacity);
  map.setPaintProperty('reach-line', 'line-opacity', 0.7 * opacity);
}

/** The words of the tile set. */
export function coverageWords(by: CoverageBy, circle?: Reach): URLSearchParams {
  if (by === 'radius' && circle) return new URLSearchParams({ type: circle.type, radius: String(circle.radius) });
  return new URLSearchParams({ type: 'puskesmas', source: by });
}
