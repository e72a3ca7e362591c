// Pictures that the style asks for by name, drawn when they are needed: the hatch for "no data", the dots for "not
// told", and the pictograms.
import type { Map as MapLibre } from 'maplibre-gl';
import { symbols } from '../state/answers.ts';
import { PICK } from './look.ts';

const RATIO = 2;

export function resolveIcons(map: MapLibre): void {
  map.setMissingStyleImageResolver((id) => {
    if (id === 'hatch') map.addImage(id, hatch(), { pixelRatio: RATIO });
    else if (id === 'dots') map.addImage(id, dots(), { pixelRatio: RATIO });
    else if (id === 'pin') map.addImage(id, pin(), { pixelRatio: RATIO });
    else if (id.startsWith('facility-')) map.addImage(id, sign(id.slice('facility-'.length)), { pixelRatio: RATIO });
  });
}

function canvas(wide: number, high = wide): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(wide, high).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  return context;
}

/** Thin diagonal lines that join at the edges. */
function hatch(): ImageData {
  const size = 8 * RATIO;
  const draw = canvas(size);
  draw.strokeStyle = '#b3b0a7';
  draw.lineWidth = 1.1 * RATIO;
  for (const shift of [-size, 0, size]) {
    draw.beginPath();
    draw.moveTo(shift - 2, size + 2);
    draw.lineTo(shift + size + 2, -2);
    draw.stroke();
  }
  return draw.getImageData(0, 0, size, size);
}

/** Points in a square lattice. */
function dots(): ImageData {
  const size = 7 * RATIO;
  const draw = canvas(size);
  draw.fillStyle = '#77736a';
  draw.beginPath();
  draw.arc(size / 2, size / 2, 1.2 * RATIO, 0, 2 * Math.PI);
  draw.fill();
  return draw.getImageData(0, 0, size, size);
}

/** A drop whose tip stands on the place. */
function pin(): ImageData {
  const [wide, high] = [26 * RATIO, 34 * RATIO];
  const draw = canvas(wide, high);
  draw.scale(RATIO, RATIO);
  draw.fillStyle = PICK;
  draw.strokeStyle = '#fff';
  draw.lineWidth = 2;
  const drop = new Path2D('M13 33C13 33 2 20 2 12.500a11 11 0 0 1 22 0C24 20 13 33 13 33z');
  draw.fill(drop);
  draw.stroke(drop);
  draw.fillStyle = '#fff';
  draw.beginPath();
  draw.arc(13, 12.5, 4, 0, 2 * Math.PI);
  draw.fill();
  return draw.getImageData(0, 0, wide, high);
}

/** The pictogram of a facility type in its colour; an empty picture where the type is unknown. */
function sign(type: string): ImageData {
  const size = 13 * RATIO;
  const draw = canvas(size);
  const symbol = symbols.get().find((s) => s.code === type);
  if (symbol) {
    draw.scale(size / 24, size / 24);
    draw.fillStyle = symbol.color;
    draw.fill(new Path2D(symbol.icon));
  }
  return draw.getImageData(0, 0, size, size);
}
