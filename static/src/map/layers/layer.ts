// What one entry of the layer list is: its part of the style, and how it follows the state.
import type { LayerSpecification, Map as MapLibre, SourceSpecification } from 'maplibre-gl';
import { version } from '../../state/answers.ts';
import type { Stop } from '../../state/cell.ts';
import type { LayerId } from '../../state/layers.ts';
import type { Selection } from '../../state/selection.ts';

/** A feature under the pointer, as far as a layer needs to know it. */
export interface Touched {
  id: number | string | undefined;
  layer: string;
  properties: Record<string, unknown>;
  point: [number, number];
}

export interface MapLayer {
  id: LayerId;
  sources: Record<string, SourceSpecification>;
  /** In drawing order. */
  layers: LayerSpecification[];
  /** Style layers that answer to a tap. */
  touchable: string[];
  /** What a tap on a feature selects, and what else it does. */
  touch(touched: Touched, zoom: number): Selection | null;
  /** Follows the state from now on. */
  sync(map: MapLibre): Stop[];
}

/** The address of a tile set with its words. */
export function tiles(set: string, query?: URLSearchParams): string[] {
  const text = query?.toString();
  return [`${location.origin}/tiles/${set}/{z}/{x}/{y}.mvt${text ? `?${text}` : ''}`];
}

/** Calls at every snapshot after the first: what was imported since shall appear without a reload of the page. */
export function onNewSnapshot(reload: () => void): Stop {
  const first = version.get();
  return version.subscribe((now) => now !== first && reload());
}

export function setVisible(map: MapLibre, layers: string[], visible: boolean): void {
  for (const layer of layers) map.setLayoutProperty(layer, 'visibility', visible ? 'visible' : 'none');
}
