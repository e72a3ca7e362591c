// The one thing that map, chart and table highlight together.
import { cell, derived } from './cell.ts';

export type Selection =
  | { kind: 'none' }
  | { kind: 'district'; code: string }
  | { kind: 'facility'; code: string }
  | { kind: 'case'; id: string }
  | { kind: 'point'; lon: number; lat: number }
  | { kind: 'cluster'; cell: boolean; lon: number; lat: number; cases: number; deaths: number; diseases: Record<string, number> };

export const NOTHING: Selection = { kind: 'none' };
export const selection = cell<Selection>(NOTHING);

export const selectedDistrict = derived([selection], (s) => (s.kind === 'district' ? s.code : null));

export function select(next: Selection): void {
  selection.set(next);
}

/** Selects, or lets go of what was selected already. */
export function toggleDistrict(code: string): void {
  selection.set(selectedDistrict.get() === code ? NOTHING : { kind: 'district', code });
}
