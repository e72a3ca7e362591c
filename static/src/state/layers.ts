// The layers a person can switch, in one order: the order of drawing from the ground up, and of the cards.
import { cell } from './cell.ts';

export const LAYERS = ['districts', 'heat', 'coverage', 'findings', 'cases', 'facilities'] as const;
export type LayerId = (typeof LAYERS)[number];

export interface LayerView {
  on: boolean;
  /** 0..=1 */
  opacity: number;
}

export type LayerViews = Record<LayerId, LayerView>;

export const DEFAULT_LAYERS: LayerViews = {
  districts: { on: true, opacity: 1 },
  heat: { on: false, opacity: 1 },
  coverage: { on: false, opacity: 1 },
  findings: { on: false, opacity: 1 },
  cases: { on: false, opacity: 1 },
  facilities: { on: false, opacity: 1 },
};

export const layers = cell<LayerViews>(DEFAULT_LAYERS);

export function show(id: LayerId, change: Partial<LayerView>): void {
  layers.update((now) => ({ ...now, [id]: { ...now[id], ...change } }));
}

const POINTS_DIM = 0.45;

/** How strongly the choropleth is drawn, 0..=1: cases and clusters on top of it dim it. */
export function districtStrength({ districts, cases, findings }: LayerViews): number {
  return districts.on ? districts.opacity * (cases.on || findings.on ? POINTS_DIM : 1) : 0;
}

/** Cells of 250 m: how strongly their colour is drawn at a number of cases; between two numbers evenly more. */
export const CELL_STRENGTH = [[3, 0.25], [20, 0.9]] as const;
export const CELL_COLOR = '#8a3a12';

/** Facility types that are switched off. */
export const hiddenTypes = cell<string[]>([]);

/**
 * What the layer of coverage draws: catchments by the decree of the health office, catchments of the nearest puskesmas
 * by distance, or circles around facilities.
 */
export const COVERAGES = ['official', 'nearest', 'radius'] as const;
export type CoverageBy = (typeof COVERAGES)[number];
export const coverageBy = cell<CoverageBy>('official');

/** Circles: around which facilities, with which radius in metres. */
export interface Reach {
  type: 'puskesmas' | 'rs';
  radius: number;
}
export const REACH_TYPES = ['puskesmas', 'rs'] as const;
export const REACH_METRES = [500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 20_000] as const;
export const DEFAULT_REACH: Reach = { type: 'puskesmas', radius: 3000 };
export const reach = cell<Reach>(DEFAULT_REACH);
