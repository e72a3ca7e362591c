// Where the person stands: shown on the map with its accuracy as a circle, and said in a sentence.
import { city } from '../state/answers.ts';
import { flight, position } from '../state/view.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import '../words/later.ts';

/** A point worse than this is to be checked by eye. */
const POOR_METRES = 20;
const METRES_PER_DEGREE = 111_320;
const WAIT_MS = 15_000;

/** Metres from the box of the area, 0 inside it: beyond it a map of the area shows nothing. */
export function beyond(bounds: readonly number[] | null, lon: number, lat: number): number {
  if (!bounds) return 0;
  const [west, south, east, north] = bounds as [number, number, number, number];
  const wide = Math.max(west - lon, lon - east, 0) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(wide, Math.max(south - lat, lat - north, 0)) * METRES_PER_DEGREE;
}

function ask(): Promise<GeolocationPosition> {
  return new Promise((found, failed) =>
    navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: WAIT_MS }),
  );
}

/** Asks the device, moves the map there, and returns what to say. */
export async function whereAmI(): Promise<string> {
  let coords: GeolocationCoordinates;
  try {
    ({ coords } = await ask());
  } catch {
    return t('locate_failed');
  }
  const { longitude: lon, latitude: lat, accuracy } = coords;
  const away = beyond(city.get()?.bounds ?? null, lon, lat);
  if (away > 0) return t('locate_outside', { m: format.distance(Math.round(away)) });
  position.set({ lon, lat, accuracy });
  flight.set({ to: 'point', lon, lat, zoom: accuracy > POOR_METRES ? 16 : 18 });
  const said = t('accuracy_is', { m: format.distance(Math.round(accuracy)) });
  return accuracy > POOR_METRES ? `${said} ${t('accuracy_poor')}` : said;
}
