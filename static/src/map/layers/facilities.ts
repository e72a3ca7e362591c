// Facilities: a small white disc with a ring in the colour of the type; the pictogram from zoom 13, the name from 15.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { city } from '../../state/answers.ts';
import { derived } from '../../state/cell.ts';
import { hiddenTypes, layers } from '../../state/layers.ts';
import { selection } from '../../state/selection.ts';
import { FONT, HALO, LABEL, PICK } from '../look.ts';
import { onNewSnapshot, setVisible, tiles, type MapLayer } from './layer.ts';

const OTHER = '#52606b';
const shared = { source: 'facilities', 'source-layer': 'facilities' } as const;
const disc: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 9, 2.5, 12, 4, 12.9, 5, 13, 10, 17, 13];

const style: LayerSpecification[] = [
  {
    id: 'facility-discs',
    type: 'circle',
    ...shared,
    paint: {
      'circle-radius': disc,
      'circle-color': '#fff',
      'circle-stroke-color': OTHER,
      'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 9, 1.25, 13, 2],
    },
  },
  {
    id: 'facility-picked',
    type: 'circle',
    ...shared,
    filter: ['==', ['get', 'code'], ''],
    paint: { 'circle-radius': 17, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': PICK, 'circle-stroke-width': 2.5 },
  },
  {
    id: 'facility-signs',
    type: 'symbol',
    ...shared,
    minzoom: 13,
    layout: {
      'icon-image': ['concat', 'facility-', ['get', 'type']],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['step', ['zoom'], '', 14.5, ['get', 'name']],
      'text-font': FONT,
      'text-size': 11,
      'text-anchor': 'top',
      'text-offset': [0, 1.3],
      'text-max-width': 9,
      'text-optional': true,
    },
    paint: { 'text-color': LABEL, 'text-halo-color': HALO, 'text-halo-width': 1.4 },
  },
];
const ALL = style.map((layer) => layer.id);

export const facilities: MapLayer = {
  id: 'facilities',
  sources: { facilities: { type: 'vector', tiles: tiles('facilities'), maxzoom: 14 } },
  layers: style.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification),
  touchable: ['facility-discs'],
  touch: ({ properties }) => ({ kind: 'facility', code: String(properties.code) }),
  sync: (map) => [
    onNewSnapshot(() => map.getSource<VectorTileSource>('facilities')?.setTiles(tiles('facilities'))),
    layers.subscribe(({ facilities: { on, opacity } }) => {
      setVisible(map, ALL, on);
      for (const property of ['circle-opacity', 'circle-stroke-opacity'] as const) map.setPaintProperty('facility-discs', property, opacity);
      map.setPaintProperty('facility-signs', 'icon-opacity', opacity);
    }),
    city.subscribe((c) => c && map.setPaintProperty('facility-discs', 'circle-stroke-color', ring(c.facility_types))),
    derived([hiddenTypes], (types) => types).subscribe((types) => hide(map, types)),
    selection.subscribe((s) =>
      map.setFilter('facility-picked', ['==', ['get', 'code'], s.kind === 'facility' ? s.code : '']),
    ),
  ],
};

function hide(map: MapLibre, types: string[]): void {
  const filter: ExpressionSpecification = ['!', ['in', ['get', 'type'], ['literal', types]]];
  for (const layer of ['facility-discs', 'facility-signs']) map.setFilter(layer, types.length ? filter : null);
}

function ring(types: { code: string; color: string }[]): ExpressionSpecification | string {
  const pairs = types.flatMap(({ code, color }) => [code, color]);
  return pairs.length ? (['match', ['get', 'type'], ...pairs, OTHER] as unknown as ExpressionSpecification) : OTHER;
}
