// The layers a person can switch, in one order: the order of drawing from the ground up, and of the cards.
import { cell } from './cell.ts';

export const LAYERS = ['districts', 'coverage', 'cases', 'facilities'] as const;
export type LayerId = (typeof LAYERS)[number];

export interface LayerView {
  on: boolean;
  /** 0..=1 */
  opacity: number;
}

export type LayerViews = Record<LayerId, LayerView>;

export const DEFAULT_LAYERS: LayerViews = {
  districts: { on: true, opacity: 1 },
  coverage: { on: false, opacity: 1 },
  cases: { on: false, opacity: 1 },
  facilities: { on: false, opacity: 1 },
};

export const layers = cell<LayerViews>(DEFAULT_LAYERS);

export function show(id: LayerId, change: Partial<LayerView>): void {
  layers.update((now) => ({ ...now, [id]: { ...now[id], ...change } }));
}

/** Facility types that are switched off. */
export const hiddenTypes = cell<string[]>([]);

/** Whose word the catchments are: the decree of the health office, or the nearest puskesmas by distance. */
export const catchmentSource = cell<'official' | 'nearest'>('official');
