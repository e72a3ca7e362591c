// Cases: bubbles whose area follows the count, single points with one hue per disease and opacity by age in the
// period, and cells for those who may see no points.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import { changed, city, session, summary } from '../../state/answers.ts';
import { derived } from '../../state/cell.ts';
import { dataSpan, period, playing } from '../../state/clock.ts';
import { dayOf, isoOf, type Days } from '../../state/days.ts';
import { filters, toQuery } from '../../state/filters.ts';
import { CELL_COLOR, CELL_STRENGTH, layers } from '../../state/layers.ts';
import { selection } from '../../state/selection.ts';
import { camera, flight } from '../../state/view.ts';
import { FONT_BOLD, PICK } from '../look.ts';
import { onNewSnapshot, setVisible, tiles, type MapLayer } from './layer.ts';

const OTHER = '#52606b';
const ONSET: ExpressionSpecification = ['get', 'onset'];
const shared = (layer: string) => ({ source: 'cases', 'source-layer': layer }) as const;

const style: LayerSpecification[] = [
  { id: 'case-cells', type: 'fill', ...shared('cells'), paint: { 'fill-color': CELL_COLOR, 'fill-outline-color': '#fff' } },
  {
    id: 'case-points',
    type: 'circle',
    ...shared('cases'),
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3.5, 14, 6, 18, 9],
      'circle-color': OTHER,
      'circle-stroke-color': ['case', ['==', ['get', 'outcome'], 'meninggal'], PICK, '#fff'],
      'circle-stroke-width': ['case', ['==', ['get', 'outcome'], 'meninggal'], 2, 1],
    },
  },
  {
    id: 'case-picked',
    type: 'circle',
    ...shared('cases'),
    filter: ['==', ['id'], -1],
    paint: { 'circle-radius': 13, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': PICK, 'circle-stroke-width': 2.5 },
  },
  {
    id: 'case-clusters',
    type: 'circle',
    ...shared('clusters'),
    paint: { 'circle-color': OTHER, 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.5 },
  },
  {
    id: 'case-counts',
    type: 'symbol',
    ...shared('clusters'),
    layout: {
      'text-field': ['get', 'point_count_abbreviated'],
      'text-font': FONT_BOLD,
      'text-size': 12,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': '#fff' },
  },
];
const ALL = style.map((layer) => layer.id);

/** From this zoom on even all days of a tile are few enough for the server to send every case as a point. */
const POINTS_ZOOM = 16;

/** Play over single points needs no new tiles: all days are loaded once and a filter moves. */
const pointPlay = derived([playing, camera], (moving, at) => moving && (at?.zoom ?? 0) >= POINTS_ZOOM);

/** The question that the tiles answer; null while there is nothing to show. */
const wanted = derived([filters, period, dataSpan, session, layers, pointPlay], (words, days, all, who, shown, moving) => {
  const allowed = who?.can.points || who?.can.cells;
  return shown.cases.on && allowed && days ? { ...words, ...(moving && all ? all : days) } : null;
});

const MAX_ZOOM = 18;

export const cases: MapLayer = {
  id: 'cases',
  sources: { cases: { type: 'vector', tiles: tiles('cases'), maxzoom: MAX_ZOOM } },
  layers: style.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification),
  touchable: ['case-points', 'case-clusters', 'case-cells'],
  touch(touched, zoom) {
    const { properties: has, point } = touched;
    if (touched.layer === 'case-points') return { kind: 'case', id: String(touched.id) };
    const diseases = (city.get()?.diseases ?? []).map((d) => [d.code, Number(has[d.code] ?? 0)] as const);
    const cell = touched.layer === 'case-cells';
    if (!cell) flight.set({ to: 'point', lon: point[0], lat: point[1], zoom: Math.max(zoom + 1, Number(has.expansion_zoom) || 0) });
    return {
      kind: 'cluster',
      cell,
      lon: point[0],
      lat: point[1],
      cases: Number(has.point_count),
      deaths: Number(has.deaths ?? 0),
      diseases: Object.fromEntries(diseases.filter(([, n]) => n > 0)),
    };
  },
  sync: (map) => [
    wanted.subscribe((words) => load(map, words && toQuery(words))),
    onNewSnapshot(() => renew(map)),
    derived([period, pointPlay], (days, moving) => (moving ? days : null)).subscribe((days) => frame(map, days)),
    derived([city, layers, period, summary], (c, shown, days, total) => ({
      diseases: c?.diseases.map(({ code, color }) => ({ code, color })) ?? [],
      view: shown.cases,
      days,
      total: total.data?.cases ?? 0,
    })).subscribe((look) => dress(map, look)),
    selection.subscribe((s) => map.setFilter('case-picked', ['==', ['id'], s.kind === 'case' ? Number(s.id) : -1])),
  ],
};

function load(map: MapLibre, query: URLSearchParams | null): void {
  setVisible(map, ALL, query !== null);
  if (!query) return;
  map.getSource<VectorTileSource>('cases')?.setTiles(tiles('cases', query));
}

/** Loads what changed: the tiles that the server named, or all. */
function renew(map: MapLibre): void {
  const words = wanted.get();
  const names = changed.get();
  if (words && names) void import('./renew.ts').then(({ refresh }) => refresh(map, 'cases', names, MAX_ZOOM));
  else load(map, words && toQuery(words));
}

/** One picture of play: only the points of these days. */
function frame(map: MapLibre, days: Days | null): void {
  map.setFilter('case-points', days && ['all', ['>=', ONSET, days.from], ['<=', ONSET, days.to]]);
}

interface Look {
  diseases: { code: string; color: string }[];
  view: { opacity: number };
  days: Days | null;
  total: number;
}

function dress(map: MapLibre, { diseases, view, days, total }: Look): void {
  map.setPaintProperty('case-points', 'circle-color', hue(diseases));
  map.setPaintProperty('case-clusters', 'circle-color', majority(diseases));
  map.setPaintProperty('case-clusters', 'circle-radius', radius(total));
  map.setPaintProperty('case-clusters', 'circle-opacity', 0.88 * view.opacity);
  map.setPaintProperty('case-counts', 'text-opacity', view.opacity);
  map.setPaintProperty('case-cells', 'fill-opacity', [
    '*',
    view.opacity,
    ['interpolate', ['linear'], ['coalesce', ['get', 'point_count'], 0], ...CELL_STRENGTH.flat()],
  ]);
  map.setPaintProperty('case-points', 'circle-opacity', fade(days, view.opacity));
  map.setPaintProperty('case-points', 'circle-stroke-opacity', view.opacity);
}

/** One hue per disease. */
function hue(diseases: Look['diseases']): ExpressionSpecification | string {
  const pairs = diseases.flatMap(({ code, color }) => [code, color]);
  return pairs.length ? (['match', ['get', 'disease'], ...pairs, OTHER] as unknown as ExpressionSpecification) : OTHER;
}

/** The hue of the disease that most cases of a bubble have. */
function majority(diseases: Look['diseases']): ExpressionSpecification | string {
  if (!diseases.length) return OTHER;
  const share = (code: string) => ['coalesce', ['get', code], 0];
  const most = ['max', ...diseases.map(({ code }) => share(code))];
  const branches = diseases.flatMap(({ code, color }) => [['==', share(code), most], color]);
  return ['case', ...branches, OTHER] as unknown as ExpressionSpecification;
}

/** Area follows the count; the largest stay readable however many cases there are. */
function radius(total: number): ExpressionSpecification {
  const unit = Math.min(3.2, 80 / Math.sqrt(Math.max(total, 1)));
  return ['max', 10, ['min', 56, ['*', unit, ['sqrt', ['get', 'point_count']]]]];
}

/** Older cases of the period are fainter, in eight steps: dates of one form compare as texts. */
function fade(days: Look['days'], opacity: number): ExpressionSpecification | number {
  if (!days || days.from === days.to) return 0.9 * opacity;
  const [first, last] = [dayOf(days.from), dayOf(days.to)];
  const steps = [7, 6, 5, 4, 3, 2, 1, 0].map((n) => {
    return [['>=', ONSET, isoOf(Math.round(first + ((last - first) * n) / 8))], (0.35 + 0.6 * (n / 7)) * opacity];
  });
  return ['case', ...steps.flat(), 0.35 * opacity] as unknown as ExpressionSpecification;
}
