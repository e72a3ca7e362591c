// A city with an outbreak that goes on today, in a ledger of its own: two kelurahan, two years of single cases, and twelve
// cases in a few streets in the last two weeks.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DAY_MS = 24 * 3600 * 1000;

/** A day so many days ago, as forms write it. */
export function ago(days) {
  const [year, month, day] = new Date(Date.now() + 7 * 3600 * 1000 - days * DAY_MS).toISOString().slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
}

function square(kode, nama, west, east) {
  const ring = [[west, -7], [east, -7], [east, -6.9], [west, -6.9], [west, -7]];
  return { type: 'Feature', properties: { kode, nama }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function lines() {
  const head = 'nama,jenis_kelamin,umur,tanggal_mulai_demam,tanggal_lapor,kode_kelurahan,bujur,lintang';
  const case_ = (n, onset, kelurahan, lon, lat) => `Orang ${n},L,20,${ago(onset)},${ago(Math.max(0, onset - 1))},${kelurahan},${lon.toFixed(5)},${lat.toFixed(5)}`;
  const background = Array.from({ length: 150 }, (_, n) => {
    const east = n % 2 === 1;
    return case_(n, 20 + n * 5, `33.74.0${east ? 2 : 1}.1001`, (east ? 110.305 : 110.205) + ((n * 37) % 90) / 1000, -6.995 + ((n * 53) % 90) / 1000);
  });
  const outbreak = Array.from({ length: 12 }, (_, n) => case_(500 + n, 1 + n, '33.74.02.1001', 110.352 + (n % 4) * 0.0004, -6.953 + (n % 3) * 0.0005));
  return [head, ...background, ...outbreak, ''].join('\n');
}

/** Makes the ledger with the program; tells its settings and a token of each role. */
export function makeCity(binary) {
  const folder = mkdtempSync(join(tmpdir(), 'sigis-watched-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const env = { ...process.env, SIGIS_DATABASE_URL: `sqlite://${join(folder, 'sigis.db')}`, SIGIS_CITY_NAME: 'Kota Contoh' };
  const run = (...words) => execFileSync(binary, words, { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  const write = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
  const areas = (...features) => JSON.stringify({ type: 'FeatureCollection', features });
  run('import', 'regions', write('kota.geojson', areas(square('33.74', 'Kota Contoh', 110.2, 110.4))), '--level', 'kabkota');
  run('import', 'regions', write('kecamatan.geojson', areas(square('33.74.01', 'Barat', 110.2, 110.3), square('33.74.02', 'Timur', 110.3, 110.4))), '--level', 'kecamatan');
  run('import', 'regions', write('kelurahan.geojson', areas(square('33.74.01.1001', 'Kampung Barat', 110.2, 110.3), square('33.74.02.1001', 'Kampung Timur', 110.3, 110.4))), '--level', 'kelurahan');
  run('import', 'cases', write('dbd.csv', lines()), '--disease', 'dbd');
  const token = (...words) => run('token', 'create', ...words).match(/sigis_\S+/)[0];
  return {
    env: { SIGIS_DATABASE_URL: env.SIGIS_DATABASE_URL, SIGIS_CITY_NAME: env.SIGIS_CITY_NAME },
    tokens: { surveillance: token('--role', 'surveillance'), puskesmas: token('--role', 'puskesmas', '--territory', '33.74.01'), planner: token('--role', 'planner') },
  };
}
