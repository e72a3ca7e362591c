// From the legend of the server to the colour of each district: the same classes as in its pictures.
import type { Legend } from '../state/answers.ts';

export interface Paint {
  color: string | null;
  missing: boolean;
  /** There are cases, but their number is not told. */
  hidden?: boolean;
}

/** The class of a value: -1 zero, -2 no data, else i with breaks[i] <= v < breaks[i+1], the last one closed. */
export function classOf(value: number | null, breaks: readonly number[]): number {
  if (value === null) return -2;
  if (value === 0) return -1;
  const last = breaks.length - 2;
  for (let i = 0; i < last; i++) if (value < breaks[i + 1]!) return i;
  return Math.max(0, last);
}

/** The number of a district in tiles: its code without dots. */
export function plainCode(code: string): number {
  return Number(code.replaceAll('.', ''));
}

export function colours(legend: Legend): Map<number, Paint> {
  const paint = (value: number | null): Paint => {
    const index = classOf(value, legend.breaks);
    if (index === -2) return { color: null, missing: true };
    if (index === -1) return { color: legend.zero.color, missing: false };
    return { color: legend.classes[index]?.color ?? null, missing: false };
  };
  const hidden = new Set(legend.hidden);
  const codes = Object.entries(legend.values).filter(([code]) => code !== '');
  return new Map(codes.map(([code, value]) => [plainCode(code), hidden.has(code) ? { color: null, missing: false, hidden: true } : paint(value)]));
}
