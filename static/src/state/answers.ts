// What the server said. Whoever shows a number takes it from here; nobody counts by himself.
import { cell } from './cell.ts';
import type { components } from '../api/schema.gen.ts';
import type { Indicator, Level, TableBy } from './view.ts';

type Schemas = components['schemas'];
/** What the description of the server says, with words and lengths of lists that it only tells in prose. */
type Narrow<T, Known> = Omit<T, keyof Known> & Known;

export type Bounds = [west: number, south: number, east: number, north: number];
export type Disease = Schemas['DiseaseCard'];
export type FacilityType = Schemas['FacilityTypeCard'];
export type FacilitySymbol = Schemas['LegendFacility'];

/** A base map that this server hands out as tiles; its attribution is never read as HTML. */
export type TiledGround = Narrow<Schemas['BasemapCard'], { kind: 'raster' | 'vector'; url: string }>;

export type City = Narrow<
  Schemas['Boot'],
  { bounds: Bounds | null; levels: Level[]; basemap: { kind: 'plain' } | TiledGround }
>;

export type Session = Schemas['Session'];
export type Counts = Schemas['Counts'];
export type Summary = Schemas['Summary'];
export type Series = Schemas['Series'];
export type Row = Schemas['RecapRow'];
/** A recap that remembers what its rows are. */
export type Table = Schemas['SourcedTable'] & { by: TableBy };
export type Legend = Narrow<Schemas['Legend'], { indicator: Indicator }> & {
  by: Level;
  /** Districts with cases whose number is not told. */
  hidden?: string[];
};

export interface Rise {
  code: string;
  name: string;
  now: number;
  before: number;
}

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
/** The tiles, as `z/x/y`, whose cases changed with that number; null where it may be all of them. */
export const changed = cell<string[] | null>(null);
/** How often the night watch had news since the page is open. */
export const watched = cell(0);
/** Requests on their way. */
export const open = cell(0);
/** False after a request that did not reach the server. */
export const online = cell(true);
