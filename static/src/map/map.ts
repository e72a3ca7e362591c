// The map: built once, then it only follows the state and writes back where it stands and what was touched.
import { GeoJSONSource, Map as MapLibre, ScaleControl, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import { authorization } from '../api/client.ts';
import { city, type City } from '../state/answers.ts';
import type { Stop } from '../state/cell.ts';
import { NOTHING, select, selection } from '../state/selection.ts';
import { camera, circle, flight, inSight, mapDrawn, position, type Flight } from '../state/view.ts';
import { t } from '../words/words.ts';
import { resolveIcons } from './icons.ts';
import { MAP_LAYERS } from './layers/index.ts';
import { retryTiles } from './retry.ts';
import { ring } from './ring.ts';
import { mapStyle } from './style.ts';

/** Space that panels cover, in pixels. */
export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** How far beyond the city one may look, as a share of its longer side. */
const FAR_EDGE = 2.2;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Only the development server and the official build need it: the vendored file finds its worker itself. */
export function useWorker(url: string): void {
  setWorkerUrl(url);
}

/** Builds the map in an element. Throws where the browser has no WebGL2. */
export async function startMap(container: HTMLElement, covered: () => Padding): Promise<MapLibre> {
  const here = city.get()!;
  await Promise.all(['400 16px "Noto Sans Regular"', '600 16px "Noto Sans SemiBold"'].map((font) => document.fonts.load(font)));
  const style = await mapStyle(here.basemap);
  const at = camera.get();
  const map = new MapLibre({
    container,
    style,
    attributionControl: false,
    locale: { 'Map.Title': t('map_keys') },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: calm() ? 0 : 150,
    maxZoom: 19,
    transformRequest: (url) => ({ url, headers: url.startsWith(location.origin) ? authorization() : {} }),
    ...(at ? { center: [at.lon, at.lat], zoom: at.zoom } : {}),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right');
  resolveIcons(map);
  if (!at) home(map, here, covered(), false);
  if (here.bounds) map.setMaxBounds(grown(here.bounds));
  await new Promise<void>((ready) => map.once('style.load', () => ready()));
  const stops = [retryTiles(map), ...MAP_LAYERS.flatMap((layer) => layer.sync(map)), ...followMarks(map), ...followCamera(map, covered)];
  map.once('remove', () => stops.forEach((stop) => stop()));
  map.on('render', () => mapDrawn.set(false));
  map.on('idle', () => mapDrawn.set(true));
  map.on('click', (event) => touch(map, event));
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = topmost(map, event) ? 'pointer' : '';
  });
  return map;
}

function grown([w, s, e, n]: [number, number, number, number]): [number, number, number, number] {
  const edge = Math.max(e - w, n - s, 0.2) * FAR_EDGE;
  return [w - edge, Math.max(-85, s - edge), e + edge, Math.min(85, n + edge)];
}

function home(map: MapLibre, here: City, padding: Padding, animate = true): void {
  if (here.bounds) map.fitBounds(here.bounds, { padding, animate: animate && !calm() });
}

/** From the middle of the window to the middle of what panels leave free. */
function middle({ left, right, top, bottom }: Padding): [number, number] {
  return [(left - right) / 2, (top - bottom) / 2];
}

function fly(map: MapLibre, wish: Flight, padding: Padding): void {
  const duration = calm() ? 0 : 600;
  if (wish.to === 'bounds') map.fitBounds(wish.bounds, { padding, duration, maxZoom: 15 });
  else if (wish.to === 'point') map.easeTo({ center: [wish.lon, wish.lat], zoom: wish.zoom, offset: middle(padding), duration });
  else if (wish.to === 'camera') map.jumpTo({ center: [wish.camera.lon, wish.camera.lat], zoom: wish.camera.zoom });
  else if (wish.to === 'zoom') map.easeTo({ zoom: map.getZoom() + wish.by, duration: calm() ? 0 : 200 });
  else home(map, city.get()!, padding);
}

/** The box of the map that no panel covers. */
function free(map: MapLibre, { left, right, top, bottom }: Padding): [number, number, number, number] {
  const { clientWidth, clientHeight } = map.getContainer();
  const southWest = map.unproject([left, Math.max(top + 1, clientHeight - bottom)]);
  const northEast = map.unproject([Math.max(left + 1, clientWidth - right), top]);
  return [southWest.lng, southWest.lat, northEast.lng, northEast.lat];
}

function followCamera(map: MapLibre, covered: () => Padding): Stop[] {
  const tell = () => {
    const { lng, lat } = map.getCenter();
    camera.set({ lon: lng, lat, zoom: map.getZoom() });
    inSight.set(free(map, covered()));
  };
  map.on('moveend', tell);
  tell();
  return [flight.subscribe((wish) => wish && fly(map, wish, covered()))];
}

function followMarks(map: MapLibre): Stop[] {
  const source = (id: string) => map.getSource<GeoJSONSource>(id);
  const stopCircle = circle.subscribe((c) => {
    source('circle')?.setData({ type: 'FeatureCollection', features: c ? [ring(c.lon, c.lat, c.radius)] : [] });
  });
  const stopPosition = position.subscribe((p) => {
    const dot = p && { type: 'Feature' as const, properties: {}, geometry: { type: 'Point' as const, coordinates: [p.lon, p.lat] } };
    source('position')?.setData({ type: 'FeatureCollection', features: dot ? [ring(p.lon, p.lat, p.accuracy), dot] : [] });
  });
  const stopPin = selection.subscribe((s) => {
    const pin = s.kind === 'point' && { type: 'Feature' as const, properties: {}, geometry: { type: 'Point' as const, coordinates: [s.lon, s.lat] } };
    source('pin')?.setData({ type: 'FeatureCollection', features: pin ? [pin] : [] });
  });
  return [stopCircle, stopPosition, stopPin];
}

/** The topmost thing under the pointer, later layers first. */
function topmost(map: MapLibre, event: MapMouseEvent) {
  const touchable = MAP_LAYERS.flatMap((layer) => layer.touchable);
  const reach = 6;
  const { x, y } = event.point;
  const box: [[number, number], [number, number]] = [[x - reach, y - reach], [x + reach, y + reach]];
  const marks = touchable.filter((id) => !id.startsWith('choropleth'));
  // The last try is for islets smaller than a fingertip.
  return (
    map.queryRenderedFeatures(box, { layers: marks })[0] ??
    map.queryRenderedFeatures(event.point, { layers: touchable })[0] ??
    map.queryRenderedFeatures(box, { layers: touchable })[0]
  );
}

function touch(map: MapLibre, event: MapMouseEvent): void {
  const feature = topmost(map, event);
  const owner = feature && MAP_LAYERS.find((layer) => layer.touchable.includes(feature.layer.id));
  if (!feature || !owner) return select(NOTHING);
  const { geometry } = feature;
  const point = geometry.type === 'Point' ? geometry.coordinates : event.lngLat.toArray();
  const touched = { id: feature.id, layer: feature.layer.id, properties: feature.properties, point: [point[0]!, point[1]!] as [number, number] };
  const picked = owner.touch(touched, map.getZoom());
  if (picked) select(picked);
}
