// Clusters: a circle, or the outlines of their kelurahan, with the number of their rank. What chance may have made is drawn
// dashed and without a fill, so that colour is not the only sign.
import type { ExpressionSpecification, FilterSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl';
import type { Feature } from 'geojson';
import { followFindings } from '../../api/findings.ts';
import { derived, type Stop } from '../../state/cell.ts';
import { found, strength, wish, wishFor, type Area, type AreaKind, type Cluster } from '../../state/findings.ts';
import { layers } from '../../state/layers.ts';
import { NOTHING, select } from '../../state/selection.ts';
import { task } from '../../state/view.ts';
import { FINDING, FINDING_LOW, FONT_BOLD } from '../look.ts';
import { ring } from '../ring.ts';
import { districtSource } from './districts.ts';
import { setVisible, type MapLayer } from './layer.ts';

const circles = { source: 'findings', filter: ['==', ['geometry-type'], 'Polygon'] as FilterSpecification } as const;
const points = { source: 'findings', filter: ['==', ['geometry-type'], 'Point'] as FilterSpecification } as const;
const areas = { source: districtSource('kelurahan'), 'source-layer': 'districts' } as const;
const NOBODY: FilterSpecification = ['==', ['get', 'code'], ''];
const weak: ExpressionSpecification = ['==', ['get', 'strength'], 'weak'];
const both = (base: FilterSpecification, more: ExpressionSpecification) => ['all', base, more] as FilterSpecification;

const style: LayerSpecification[] = [
  { id: 'finding-fill', type: 'fill', ...circles, paint: { 'fill-color': FINDING, 'fill-opacity': ['case', weak, 0, 0.14] } },
  { id: 'finding-areas', type: 'fill', ...areas, filter: NOBODY, paint: { 'fill-color': FINDING, 'fill-opacity': 0.3 } },
  { id: 'finding-borders', type: 'line', ...areas, filter: NOBODY, paint: { 'line-color': FINDING, 'line-width': 2 } },
  { id: 'finding-lows', type: 'fill', ...areas, filter: NOBODY, paint: { 'fill-color': FINDING_LOW, 'fill-opacity': 0.3 } },
  { id: 'finding-others', type: 'line', ...areas, filter: NOBODY, paint: { 'line-color': FINDING, 'line-width': 2.5, 'line-dasharray': [2, 1.5] } },
  { id: 'finding-casing', type: 'line', ...circles, filter: both(circles.filter, ['!', weak]), paint: { 'line-color': '#fff', 'line-width': 5, 'line-opacity': 0.85 } },
  { id: 'finding-line', type: 'line', ...circles, filter: both(circles.filter, ['!', weak]), paint: { 'line-color': FINDING, 'line-width': 2.5 } },
  { id: 'finding-dashes', type: 'line', ...circles, filter: both(circles.filter, weak), paint: { 'line-color': FINDING, 'line-width': 1.6, 'line-dasharray': [3, 2] } },
  { id: 'finding-picked', type: 'line', ...circles, filter: NOBODY, paint: { 'line-color': FINDING, 'line-width': 5 } },
  {
    id: 'finding-discs',
    type: 'circle',
    ...points,
    paint: {
      'circle-radius': ['case', weak, 8, 12],
      'circle-color': ['case', weak, '#fff', FINDING],
      'circle-stroke-color': ['case', weak, FINDING, '#fff'],
      'circle-stroke-width': ['case', weak, 1.2, 2],
    },
  },
  {
    id: 'finding-numbers',
    type: 'symbol',
    ...points,
    layout: { 'text-field': ['to-string', ['get', 'number']], 'text-font': FONT_BOLD, 'text-size': ['case', weak, 10.5, 13], 'text-allow-overlap': true, 'text-ignore-placement': true },
    paint: { 'text-color': ['case', weak, FINDING, '#fff'] },
  },
];
const OUTLINES = ['finding-areas', 'finding-borders', 'finding-lows', 'finding-others'];
const CIRCLES = style.map((layer) => layer.id).filter((id) => !OUTLINES.includes(id));
/** Numbers stand above cases and names. */
const ON_TOP = ['finding-discs', 'finding-numbers'];

export const findings: MapLayer = {
  id: 'findings',
  sources: { findings: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
  layers: style.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification),
  touchable: [],
  touch: () => null,
  sync: (map) => {
    for (const layer of ON_TOP) map.moveLayer(layer);
    return [
      followWhileOn(),
      derived([layers, found], ({ findings: { on } }, { data }) => ({ on, outlined: data ? data.areas.length > 0 || data.clusters.some(isOutlined) : false })).subscribe(({ on, outlined }) => {
        setVisible(map, CIRCLES, on);
        // A visible layer asks for tiles, also when its filter lets nothing through.
        setVisible(map, OUTLINES, on && outlined);
      }),
      layers.subscribe(({ findings: { opacity } }) => {
        for (const layer of ['finding-line', 'finding-dashes', 'finding-picked', 'finding-borders']) map.setPaintProperty(layer, 'line-opacity', opacity);
      }),
      found.subscribe(({ data }) => draw(map, data?.clusters ?? [], data?.areas ?? [])),
      wish.subscribe(({ pick }) => map.setFilter('finding-picked', both(circles.filter, ['==', ['get', 'number'], pick ?? 0]))),
      touches(map),
    ];
  },
};

/** Asks for clusters as long as the layer is seen. */
function followWhileOn(): Stop {
  let following: Stop | undefined;
  const stop = layers.subscribe(({ findings: { on } }) => {
    if (on === Boolean(following)) return;
    following?.();
    following = on ? followFindings() : undefined;
  });
  return () => (stop(), following?.());
}

const isOutlined = (cluster: Cluster) => cluster.radius_m === null;

/** The features of clusters: for each its circle, where it has one, and its number. */
export function features(clusters: readonly Cluster[]): Feature[] {
  return clusters.flatMap((cluster) => {
    const { lon, lat, radius_m: radius, number } = cluster;
    if (lon === null || lat === null) return [];
    const properties = { number, strength: strength(cluster.p) };
    const point: Feature = { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
    return radius === null ? [point] : [{ ...ring(lon, lat, radius), properties }, point];
  });
}

function draw(map: MapLibre, clusters: readonly Cluster[], kelurahan: readonly Area[]): void {
  map.getSource<GeoJSONSource>('findings')?.setData({ type: 'FeatureCollection', features: features(clusters) });
  const outlined = clusters.filter(isOutlined);
  const codes = (some: readonly Cluster[]) => some.flatMap((cluster) => cluster.districts.map((share) => share.code));
  const inside = (list: string[]): FilterSpecification => (list.length ? ['in', ['get', 'code'], ['literal', list]] : NOBODY);
  const of = (...kinds: AreaKind[]) => kelurahan.filter((area) => kinds.includes(area.kind)).map((area) => area.code);
  map.setFilter('finding-areas', inside([...codes(outlined.filter((cluster) => strength(cluster.p) !== 'weak')), ...of('high')]));
  map.setFilter('finding-borders', inside([...codes(outlined), ...of('high')]));
  map.setFilter('finding-lows', inside(of('low')));
  map.setFilter('finding-others', inside(of('high_among_low', 'low_among_high')));
}

/** A tap on a cluster opens it, whatever else lies below. */
function touches(map: MapLibre): Stop {
  const open = (event: { features?: { properties: Record<string, unknown> }[] | undefined }) => {
    const number = Number(event.features?.[0]?.properties.number);
    select(NOTHING);
    task.set('findings');
    wishFor({ pick: number });
  };
  map.on('click', 'finding-discs', open);
  return () => map.off('click', 'finding-discs', open);
}
