// All layers in one order: the order of drawing and of the legend (state/layers.ts; a test compares them).
import { cases } from './cases.ts';
import { districts } from './districts.ts';
import { facilities } from './facilities.ts';
import { later } from './later.ts';
import type { MapLayer } from './layer.ts';

export const MAP_LAYERS: readonly MapLayer[] = [
  districts,
  later('heat', async () => (await import('./heat.ts')).heat),
  later('coverage', async () => (await import('./coverage.ts')).coverage),
  later('findings', async () => (await import('./findings.ts')).findings),
  cases,
  facilities,
];
