// How the answer is shown: unit of the map, indicator, classes, task of the panel, camera.
import { cell, derived } from './cell.ts';

export const LEVELS = ['kabkota', 'kecamatan', 'kelurahan'] as const;
export type Level = (typeof LEVELS)[number];
export const INDICATORS = ['ir', 'cases', 'deaths', 'cfr'] as const;
export type Indicator = (typeof INDICATORS)[number];
export const METHODS = ['jenks', 'quantile', 'equal', 'pretty', 'stddev'] as const;
export type Method = (typeof METHODS)[number] | 'manual';
export const TASKS = ['situation', 'table', 'cases', 'findings', 'layers'] as const;
export type Task = (typeof TASKS)[number];
export const TABLES = ['kecamatan', 'kelurahan', 'puskesmas'] as const;
export type TableBy = (typeof TABLES)[number];

export interface Thematic {
  level: Level | 'auto';
  indicator: Indicator;
  method: Method;
  classes: number;
  /** Only for `manual`. */
  breaks: number[];
}

export const DEFAULT_THEMATIC: Thematic = { level: 'auto', indicator: 'ir', method: 'jenks', classes: 5, breaks: [] };
export const thematic = cell<Thematic>(DEFAULT_THEMATIC);

export interface Camera {
  lon: number;
  lat: number;
  zoom: number;
}

/** Where the map stands; the map writes it after every movement. */
export const camera = cell<Camera | null>(null);

/** West, south, east, north of what panels leave free of the map: what a picture of the view shows. */
export const inSight = cell<[number, number, number, number] | null>(null);

/** From this zoom on the map counts by kelurahan. */
export const KELURAHAN_ZOOM = 12;
/** Below this zoom a kecamatan is too small to be seen. */
const KABKOTA_ZOOM = 7.5;

/** The unit that the map counts by now. */
export const mapLevel = derived([thematic, camera], (how, where): Level => {
  if (how.level !== 'auto') return how.level;
  const zoom = where?.zoom ?? KABKOTA_ZOOM;
  if (zoom < KABKOTA_ZOOM) return 'kabkota';
  return zoom >= KELURAHAN_ZOOM ? 'kelurahan' : 'kecamatan';
});

/** A wish of a panel that the map fulfils. */
export type Flight =
  | { to: 'bounds'; bounds: [number, number, number, number] }
  | { to: 'point'; lon: number; lat: number; zoom: number }
  | { to: 'camera'; camera: Camera }
  | { to: 'zoom'; by: number }
  | { to: 'home' };
export const flight = cell<Flight | null>(null);

/** How far the sheet of a phone is drawn up. */
export const SHEETS = ['peek', 'half', 'full'] as const;
export type Sheet = (typeof SHEETS)[number];
export const sheet = cell<Sheet>('half');

export const task = cell<Task>('situation');
export const tableBy = cell<TableBy>('kecamatan');

/** What is searched for clusters, in the words of its own room (state/findings.ts). */
export const study = cell('');

/** Where the person stands, once asked; accuracy in metres. */
export const position = cell<{ lon: number; lat: number; accuracy: number } | null>(null);

/** A circle around a case: centre and radius in metres. */
export const circle = cell<{ lon: number; lat: number; radius: number } | null>(null);

const SETTLE_MS = 1000;

/** True while the map has drawn all that it asked for. */
export const mapDrawn = cell(false);

/** False where the browser cannot draw the map (no WebGL2). */
export const canDraw = cell(true);

/** Kept a moment after the first view stands: what is not of it comes then, and never makes it slower. */
export const settled = new Promise<void>((come) => {
  derived([mapDrawn, canDraw], (drawn, can) => drawn || !can).subscribe((first) => first && setTimeout(come, SETTLE_MS));
});
