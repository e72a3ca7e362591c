// How dense cases are: pictures from the server, whose classes are the same on all of them.
import type { Map as MapLibre, RasterTileSource } from 'maplibre-gl';
import { session, version } from '../../state/answers.ts';
import { derived } from '../../state/cell.ts';
import { period } from '../../state/clock.ts';
import { filters, toQuery } from '../../state/filters.ts';
import { layers } from '../../state/layers.ts';
import { setVisible, type MapLayer } from './layer.ts';

/** Twice as many pixels as a picture of 256 has: a tile of the map is 512 wide. */
const SCALE = '2';

function pictures(query: URLSearchParams = new URLSearchParams()): string[] {
  query.set('scale', SCALE);
  return [`${location.origin}/tiles/heat/{z}/{x}/{y}.png?${query}`];
}

/** The question that the pictures answer; null while there is nothing to show. */
const wanted = derived([filters, period, session, layers], (words, days, who, shown) => {
  const allowed = who?.can.points || who?.can.cells;
  return shown.heat.on && allowed && days ? { ...words, ...days } : null;
});

export const heat: MapLayer = {
  id: 'heat',
  sources: { heat: { type: 'raster', tiles: pictures(), tileSize: 512, maxzoom: 18 } },
  layers: [{ id: 'heat', type: 'raster', source: 'heat', layout: { visibility: 'none' }, paint: { 'raster-fade-duration': 0 } }],
  touchable: [],
  touch: () => null,
  sync: (map) => [
    derived([wanted, version], (words, at) => ({ words, at })).subscribe(({ words }) => load(map, words && toQuery(words))),
    layers.subscribe((shown) => map.setPaintProperty('heat', 'raster-opacity', shown.heat.opacity)),
  ],
};

function load(map: MapLibre, query: URLSearchParams | null): void {
  if (query) map.getSource<RasterTileSource>('heat')?.setTiles(pictures(query));
  setVisible(map, ['heat'], query !== null);
}
