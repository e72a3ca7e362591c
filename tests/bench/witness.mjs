// What an answer must be, whoever asked for it: says what is wrong, or nothing. Decoders are not ours.
import { createRequire } from 'node:module';
import { crc32, inflateSync } from 'node:zlib';

// The client's own packages: the decoder that MapLibre uses.
const packages = createRequire(new URL('../../static/package.json', import.meta.url));
const { VectorTile } = await import(packages.resolve('@mapbox/vector-tile'));
const { PbfReader } = await import(packages.resolve('pbf'));

/** Decodes every feature of every layer; throws where the bytes are no tile. */
function readTile(body) {
  const { layers } = new VectorTile(new PbfReader(body));
  for (const layer of Object.values(layers)) {
    for (let i = 0; i < layer.length; i += 1) layer.feature(i).loadGeometry();
  }
}

const SAMPLES = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Walks the chunks with their checksums and unpacks the pixels; throws where the bytes are no picture. */
function readPicture(body) {
  if (body.toString('latin1', 1, 4) !== 'PNG') throw new Error('no PNG');
  const parts = [];
  let kind = '';
  for (let at = 8; at < body.length && kind !== 'IEND'; ) {
    const length = body.readUInt32BE(at);
    kind = body.toString('latin1', at + 4, at + 8);
    if (crc32(body.subarray(at + 4, at + 8 + length)) !== body.readUInt32BE(at + 8 + length)) throw new Error(`checksum of ${kind}`);
    if (kind === 'IDAT') parts.push(body.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  if (kind !== 'IEND') throw new Error('no end');
  const [width, height] = [body.readUInt32BE(16), body.readUInt32BE(20)];
  const row = Math.ceil((width * body[24] * SAMPLES[body[25]]) / 8) + 1;
  if (inflateSync(Buffer.concat(parts)).length !== row * height) throw new Error('pixels are missing');
}

/** What is wrong with an answer; null where nothing is. */
export function complaint(path, { status, headers, body }) {
  const type = headers['content-type'] ?? '';
  if (status >= 500 && status !== 503) return `status ${status}`;
  if (status >= 400) {
    if (status === 503 && !headers['retry-after']) return '503 without Retry-After';
    return type === 'application/problem+json' && JSON.parse(body).status === status ? null : `${status} that is no problem+json`;
  }
  if (status !== 200 || body.length === 0) return null;
  try {
    if (type.includes('mapbox-vector-tile')) readTile(body);
    else if (type === 'image/png') readPicture(body);
    else if (type.includes('json')) JSON.parse(body);
  } catch (error) {
    return `a body that does not read: ${error.message}`;
  }
  return null;
}
