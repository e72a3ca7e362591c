// Layers that most people never switch on: fetched when one is, and then drawn on the districts, below streets and names.
import type { Map as MapLibre } from 'maplibre-gl';
import type { Stop } from '../../state/cell.ts';
import { LAYERS, layers, type LayerId } from '../../state/layers.ts';
import type { MapLayer } from './layer.ts';

/** The style layers of each that is there, so that the next one finds its place whichever came first. */
const drawn: Partial<Record<LayerId, string[]>> = {};

export function later(id: LayerId, fetch: () => Promise<MapLayer>): MapLayer {
  return { id, sources: {}, layers: [], touchable: [], touch: () => null, sync: (map) => [follow(map, id, fetch)] };
}

function follow(map: MapLibre, id: LayerId, fetch: () => Promise<MapLayer>): Stop {
  let stops: Stop[] | undefined;
  let ended = false;
  const begin = async () => {
    stops = [];
    try {
      const layer = await fetch();
      if (ended) return;
      add(map, layer);
      stops = layer.sync(map);
    } catch {
      // Out of reach: the next change of the layers tries again.
      stops = undefined;
    }
  };
  const stop = layers.subscribe((now) => {
    if (now[id].on && !stops) void begin();
  });
  return () => {
    ended = true;
    delete drawn[id];
    stop();
    stops?.forEach((each) => each());
  };
}

function add(map: MapLibre, layer: MapLayer): void {
  const order = map.getLayersOrder();
  const below = LAYERS.slice(0, LAYERS.indexOf(layer.id)).flatMap((id) => drawn[id] ?? []);
  const top = Math.max(...['pick-kabkota', ...below].map((name) => order.indexOf(name)));
  for (const [name, source] of Object.entries(layer.sources)) map.addSource(name, source);
  for (const style of layer.layers) map.addLayer(style, order[top + 1]);
  drawn[layer.id] = layer.layers.map((style) => style.id);
}
