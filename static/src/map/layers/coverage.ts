// Catchments of puskesmas: the official ones by decree, or the modelled ones by distance; never under one name.
import type { LayerSpecification, VectorTileSource } from 'maplibre-gl';
import { version } from '../../state/answers.ts';
import { derived } from '../../state/cell.ts';
import { catchmentSource, layers } from '../../state/layers.ts';
import { selection } from '../../state/selection.ts';
import { ACCENT } from '../look.ts';
import { setVisible, tiles, type MapLayer } from './layer.ts';

const shared = { source: 'coverage', 'source-layer': 'catchments' } as const;

const style: LayerSpecification[] = [
  { id: 'catchment-fill', type: 'fill', ...shared, paint: { 'fill-color': ACCENT, 'fill-opacity': 0.05 } },
  {
    id: 'catchment-picked',
    type: 'fill',
    ...shared,
    filter: ['==', ['get', 'code'], ''],
    paint: { 'fill-color': ACCENT, 'fill-opacity': 0.22 },
  },
  {
    id: 'catchment-line',
    type: 'line',
    ...shared,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': ACCENT, 'line-width': 1.4, 'line-dasharray': [3, 2] },
  },
];
const ALL = style.map((layer) => layer.id);

export const coverage: MapLayer = {
  id: 'coverage',
  sources: { coverage: { type: 'vector', tiles: tiles('coverage', words('official')), maxzoom: 14 } },
  layers: style.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification),
  touchable: [],
  touch: () => null,
  sync: (map) => [
    layers.subscribe(({ coverage: { on, opacity } }) => {
      setVisible(map, ALL, on);
      map.setPaintProperty('catchment-line', 'line-opacity', opacity);
    }),
    derived([catchmentSource, version], (source, at) => ({ source, at })).subscribe(({ source }) => {
      map.getSource<VectorTileSource>('coverage')?.setTiles(tiles('coverage', words(source)));
      map.setPaintProperty('catchment-line', 'line-dasharray', source === 'official' ? [1, 0] : [3, 2]);
    }),
    selection.subscribe((s) => map.setFilter('catchment-picked', ['==', ['get', 'code'], s.kind === 'facility' ? s.code : ''])),
  ],
};

function words(source: 'official' | 'nearest'): URLSearchParams {
  return new URLSearchParams({ type: 'puskesmas', source });
}
