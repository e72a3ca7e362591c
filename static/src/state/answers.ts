// What the server said. Whoever shows a number takes it from here; nobody counts by himself.
import { cell } from './cell.ts';
import type { Indicator, Level, TableBy } from './view.ts';

export type Bounds = [number, number, number, number];

export interface Disease {
  code: string;
  name_id: string;
  name_en: string;
  short: string;
  color: string;
  palette: string;
}

export interface FacilityType {
  code: string;
  name_id: string;
  name_en: string;
  color: string;
  count: number;
}

/** A base map that this server hands out as tiles. */
export interface TiledGround {
  kind: 'raster' | 'vector';
  url: string;
  minzoom?: number;
  maxzoom?: number;
  /** Plain text; it may come from anywhere and is never read as HTML. */
  attribution?: string;
  /** Of vector tiles: the layers in them. */
  layers?: string[];
}

export interface City {
  name: string;
  simulated: boolean;
  time_zone: string;
  time_label: string;
  bounds: Bounds | null;
  version: number;
  as_of: string | null;
  span: { from: string; to: string } | null;
  diseases: Disease[];
  levels: Level[];
  facility_types: FacilityType[];
  basemap: { kind: 'plain' } | TiledGround;
  app_version: string;
}

export interface Session {
  role: string;
  territory: string[];
  can: { points: boolean; counts: boolean; cells: boolean; line_list: boolean };
}

export interface Counts {
  cases: number | null;
  deaths: number | null;
  population: number | null;
  ir: number | null;
  cfr: number | null;
}

export interface Summary extends Counts {
  without_point: number | null;
  without_district: number | null;
  previous: Counts | null;
  from: string | null;
  to: string | null;
  as_of: string | null;
  population_source: string[];
}

export interface Bucket {
  start: string;
  label: string;
  cases: number | null;
  deaths: number | null;
}

export interface Series {
  buckets: Bucket[];
  split?: { code: string; name: string; cases: (number | null)[]; deaths: (number | null)[] }[];
  as_of: string | null;
}

export interface Row extends Counts {
  code: string;
  name: string;
}

export interface Table {
  by: TableBy;
  rows: Row[];
  total: Counts;
  from: string | null;
  to: string | null;
  as_of: string | null;
  source?: unknown;
}

export interface Legend {
  by: Level;
  indicator: Indicator;
  unit: string;
  method: string;
  palette: string;
  breaks: number[];
  classes: { from: number; to: number; color: string; label: string; count: number }[];
  zero: { color: string; count: number };
  no_data: { pattern: string; color: string; count: number };
  values: Record<string, number | null>;
  from: string | null;
  to: string | null;
  as_of: string | null;
}

export interface Rise {
  code: string;
  name: string;
  now: number;
  before: number;
}

export type FacilitySymbol = FacilityType & { icon: string };

/** An answer on its way. While a new one loads the old one stays, marked. */
export interface Answer<T> {
  state: 'idle' | 'loading' | 'ready' | 'withheld' | 'failed';
  data: T | null;
  message?: string;
}

const waiting = <T>() => cell<Answer<T>>({ state: 'idle', data: null });

export const city = cell<City | null>(null);
export const session = cell<Session | null>(null);
export const summary = waiting<Summary>();
export const weekly = waiting<Series>();
export const monthly = waiting<Series>();
/** The same weeks, only the selected district. */
export const weeklySelected = waiting<Series>();
export const summarySelected = waiting<Summary>();
export const recap = waiting<Table>();
export const rising = waiting<Rise[]>();
export const legend = waiting<Legend>();
export const symbols = cell<FacilitySymbol[]>([]);
/** The number of the snapshot that the answers are of; a new one makes all of them load again. */
export const version = cell(0);
/** Requests on their way. */
export const open = cell(0);
/** False after a request that did not reach the server. */
export const online = cell(true);
