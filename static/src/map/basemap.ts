// A calm ground from vector tiles in the Protomaps basemap schema, version 4: land, water and streets in quiet greys, so
// that only data are loud. What lies below the areas and what stands on them come apart, because a choropleth would
// bury streets and names.
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT, HALO, LABEL_FINE, LAND, SEA } from './look.ts';

const SOURCE = 'ground';
const GREEN = '#e9ece1';
const BUILT = '#efede7';
const BUILDING = '#e2dfd8';
const STREET = '#807f7a';
const WATER_LINE = '#c3d0d6';
const FRONTIER = '#a9a9a4';

const of = (layer: string) => ({ source: SOURCE, 'source-layer': layer }) as const;
const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];
const detail = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind_detail'], ['literal', kinds]];
const polygon: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const line: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
const both = (...filters: ExpressionSpecification[]): ExpressionSpecification => ['all', ...filters];

/** A value that grows evenly between zooms: pairs of zoom and value. */
const byZoom = (...stops: number[]): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], ...stops];

const SURFACES: LayerSpecification[] = [
  { id: 'ground-earth', type: 'fill', ...of('earth'), filter: polygon, paint: { 'fill-color': LAND, 'fill-antialias': false } },
  {
    id: 'ground-landcover',
    type: 'fill',
    ...of('landcover'),
    filter: kind('forest', 'scrub', 'grassland', 'farmland'),
    maxzoom: 8,
    paint: { 'fill-color': GREEN, 'fill-opacity': 0.6 },
  },
  {
    id: 'ground-green',
    type: 'fill',
    ...of('landuse'),
    filter: kind('park', 'nature_reserve', 'national_park', 'forest', 'wood', 'grass', 'grassland', 'cemetery', 'golf_course', 'wetland', 'scrub'),
    paint: { 'fill-color': GREEN },
  },
  {
    id: 'ground-built',
    type: 'fill',
    ...of('landuse'),
    filter: kind('residential', 'urban_area', 'industrial', 'commercial', 'hospital', 'school', 'university', 'college', 'aerodrome', 'military'),
    paint: { 'fill-color': BUILT },
  },
  { id: 'ground-water', type: 'fill', ...of('water'), filter: polygon, paint: { 'fill-color': SEA } },
  {
    id: 'ground-buildings',
    type: 'fill',
    ...of('buildings'),
    filter: kind('building', 'building_part'),
    minzoom: 14,
    paint: { 'fill-color': BUILDING, 'fill-opacity': byZoom(14, 0, 15, 0.9) },
  },
];

/** One class of streets: from its zoom on, with its width at zoom 18. */
function street(id: string, filter: ExpressionSpecification, minzoom: number, wide: number, strength: number): LayerSpecification {
  return {
    id: `ground-${id}`,
    type: 'line',
    ...of('roads'),
    filter,
    minzoom,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': STREET, 'line-opacity': strength, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], minzoom, 0.4, 18, wide] },
  };
}

const small = both(kind('minor_road', 'other'), ['!', detail('service')]);
const LINES: LayerSpecification[] = [
  {
    id: 'ground-rivers',
    type: 'line',
    ...of('water'),
    filter: both(line, kind('river', 'canal', 'stream')),
    minzoom: 10,
    paint: { 'line-color': WATER_LINE, 'line-width': byZoom(10, 0.6, 14, 1.4, 18, 5) },
  },
  street('paths', kind('path'), 15, 2, 0.18),
  street('service', detail('service'), 15, 3, 0.2),
  street('minor', small, 13, 6, 0.24),
  street('major', kind('major_road', 'medium_road'), 9, 10, 0.34),
  street('highways', kind('highway'), 6, 13, 0.44),
  {
    id: 'ground-rail',
    type: 'line',
    ...of('roads'),
    filter: kind('rail'),
    minzoom: 11,
    paint: { 'line-color': STREET, 'line-opacity': 0.4, 'line-width': byZoom(11, 0.5, 18, 2.5), 'line-dasharray': [4, 2] },
  },
  {
    id: 'ground-frontiers',
    type: 'line',
    ...of('boundaries'),
    filter: kind('country', 'region'),
    paint: { 'line-color': FRONTIER, 'line-width': byZoom(4, 0.5, 12, 1.2), 'line-dasharray': [4, 2] },
  },
];

const NAME: ExpressionSpecification = ['coalesce', ['get', 'name:id'], ['get', 'name'], ''];
const ink = { 'text-color': LABEL_FINE, 'text-halo-color': HALO, 'text-halo-width': 1.2 } as const;
const NAMES: LayerSpecification[] = [
  {
    id: 'ground-street-names',
    type: 'symbol',
    ...of('roads'),
    filter: kind('highway', 'major_road', 'medium_road', 'minor_road'),
    minzoom: 14.5,
    layout: { 'symbol-placement': 'line', 'text-field': NAME, 'text-font': FONT, 'text-size': 10.5 },
    paint: { ...ink, 'text-opacity': 0.85 },
  },
  {
    id: 'ground-towns',
    type: 'symbol',
    ...of('places'),
    filter: both(kind('locality'), detail('city', 'town')),
    maxzoom: 11,
    layout: { 'text-field': NAME, 'text-font': FONT, 'text-size': byZoom(5, 10, 10, 12), 'text-max-width': 8 },
    paint: ink,
  },
  {
    id: 'ground-villages',
    type: 'symbol',
    ...of('places'),
    filter: both(kind('locality', 'neighbourhood'), ['!', detail('city', 'town')]),
    minzoom: 13.5,
    layout: { 'text-field': NAME, 'text-font': FONT, 'text-size': 10.5, 'text-max-width': 8 },
    paint: { ...ink, 'text-opacity': 0.75 },
  },
];

/** The layers of the ground, of those that the archive holds: `below` the areas, and `above` them. */
export function basemapLayers(held: readonly string[]): { below: LayerSpecification[]; above: LayerSpecification[] } {
  const there = (layer: LayerSpecification) => 'source-layer' in layer && held.includes(layer['source-layer'] ?? '');
  return { below: SURFACES.filter(there), above: [...LINES, ...NAMES].filter(there) };
}
