// What a user would pick instead, on the same data and the same walk, where it is installed: PostGIS (ST_AsMVT, asked
// through pgbench without HTTP and without compression, which favours it), Martin over it where `martin` is on the PATH, over
// tiles that tippecanoe made ahead where that is too, npm supercluster (fetched into the folder of the data).
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../e2e/server.mjs';
import { ask, data, folder, option, sets, web } from './programs.mjs';

const filters = { all: '', filtered: "AND disease = 'dbd' AND onset BETWEEN '2023-02-01' AND '2023-03-02'" };

/** A tile as one statement: 8 x 8 groups with counts by disease below zoom 14, the cases themselves from there on. */
const statement = (filter) => `
CREATE OR REPLACE FUNCTION tile_${filter}(z int, x int, y int) RETURNS bytea LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  area geometry := ST_TileEnvelope(z, x, y);
  cell float8 := 40075016.685578488 / (2.0 ^ (z + 3));
  tile bytea;
BEGIN
  IF z >= 14 THEN
    SELECT ST_AsMVT(t, 'cases', 4096, 'geom', 'id') INTO tile FROM (
      SELECT id, disease, onset::text AS onset, age, sex, status, kelurahan, ST_AsMVTGeom(at, area, 4096, 0, true) AS geom
      FROM cases WHERE at && area ${filters[filter]}) t;
  ELSE
    SELECT ST_AsMVT(t, 'clusters', 4096, 'geom') INTO tile FROM (
      SELECT count(*) AS point_count, count(*) FILTER (WHERE disease = 'dbd') AS dbd,
        count(*) FILTER (WHERE disease = 'tbc') AS tbc, count(*) FILTER (WHERE disease = 'pneumonia') AS pneumonia,
        count(*) FILTER (WHERE disease = 'leptospirosis') AS leptospirosis,
        count(*) FILTER (WHERE disease = 'campak') AS campak,
        ST_AsMVTGeom(ST_SetSRID(ST_MakePoint(avg(ST_X(at)), avg(ST_Y(at))), 3857), area, 4096, 0, true) AS geom
      FROM cases WHERE at && area ${filters[filter]}
      GROUP BY floor(ST_X(at) / cell), floor(ST_Y(at) / cell)) t;
  END IF;
  RETURN tile;
END $$;`;

const load = (csv) => `
DROP TABLE IF EXISTS cases;
CREATE UNLOGGED TABLE staged (id int, disease text, onset date, age smallint, sex text, status text, kelurahan text,
  lon float8, lat float8);
COPY staged FROM '${csv}' CSV HEADER;
CREATE UNLOGGED TABLE cases AS SELECT id, disease, onset, age, sex, status, kelurahan,
  ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857) AS at FROM staged;
DROP TABLE staged;
CREATE INDEX cases_at ON cases USING gist (at);
CLUSTER cases USING cases_at;
CREATE INDEX cases_onset ON cases (disease, onset);
VACUUM ANALYZE cases;
${Object.keys(filters).map(statement).join('\n')}`;

/** The names in a folder; none where there is no folder. */
const names = (path) => (existsSync(path) ? readdirSync(path).sort() : []);

/** A PostgreSQL of our own on a free port of the loopback, tuned for 16 GB; stopped at the end. */
export class Postgres {
  static async start() {
    const version = names('/usr/lib/postgresql').pop();
    const bin = `/usr/lib/postgresql/${version}/bin`;
    if (!existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`)) return null;
    const own = new Postgres();
    own.bin = bin;
    own.port = await freePort();
    own.folder = join(resolve(folder), 'postgres');
    if (!existsSync(join(own.folder, 'PG_VERSION'))) {
      mkdirSync(own.folder, { recursive: true });
      if (process.getuid() === 0) execFileSync('chown', ['postgres', own.folder]);
      own.run('initdb', '-D', own.folder, '-E', 'UTF8', '--locale=C', '-A', 'trust', '-U', 'postgres');
    }
    const settings = {
      port: own.port, listen_addresses: '127.0.0.1', unix_socket_directories: '', shared_buffers: '2GB',
      effective_cache_size: '8GB', work_mem: '64MB', maintenance_work_mem: '512MB', random_page_cost: '1.1', jit: 'off',
      max_wal_size: '4GB',
    };
    const words = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`).join(' ');
    own.run('pg_ctl', '-D', own.folder, '-w', '-l', join(own.folder, 'log'), '-o', words, 'start');
    own.pid = Number(readFileSync(join(own.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return own;
  }

  /** Runs one of its programs, as its own user where we are root. */
  run(program, ...args) {
    const own = process.getuid() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
    const [first, ...rest] = [...own, join(this.bin, program), ...args];
    return execFileSync(first, rest, { encoding: 'utf8', cwd: '/', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });
  }

  sql(database, text) {
    const args = ['-h', '127.0.0.1', '-p', `${this.port}`, '-U', 'postgres', '-d', database, '-qAtX', '-v', 'ON_ERROR_STOP=1'];
    return execFileSync(join(this.bin, 'psql'), args, { input: text, encoding: 'utf8' }).trim();
  }

  stop() {
    this.run('pg_ctl', '-D', this.folder, '-w', '-m', 'fast', 'stop');
  }

  /** The data of a set in a database of its own. */
  fill(name) {
    if (this.sql('postgres', `SELECT 1 FROM pg_database WHERE datname = '${name}'`)) return;
    const begin = Date.now();
    this.sql('postgres', `CREATE DATABASE ${name}`);
    const copied = join(this.folder, `${name}.csv`);
    copyFileSync(join(data(name), 'cases.csv'), copied);
    this.sql(name, `CREATE EXTENSION postgis; ${load(copied)}`);
    console.error(`PostGIS: ${name} loaded in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }

  /** Each tile once, by some clients: tiles a second, p50 and p99 in milliseconds. */
  walk(name, filter, tiles, clients) {
    const values = tiles.map((tile, i) => `(${i + 1}, ${tile.split('/').join(', ')})`).join(',');
    this.sql(name, `DROP TABLE IF EXISTS walk; CREATE TABLE walk (n bigint PRIMARY KEY, z int, x int, y int);
      INSERT INTO walk VALUES ${values}; DROP SEQUENCE IF EXISTS step; CREATE SEQUENCE step; ANALYZE walk;`);
    const script = `WITH next AS MATERIALIZED (SELECT nextval('step') AS n)
      SELECT tile_${filter}(z, x, y) FROM walk JOIN next USING (n);\n`;
    return this.time(name, script, Math.max(1, Math.floor(tiles.length / clients)), clients);
  }

  /** A statement, so many times by each of some clients: how many a second, p50 and p99 in milliseconds. */
  time(name, statement, each, clients = 1) {
    const script = join(resolve(folder), 'statement.sql');
    writeFileSync(script, statement);
    const log = join(resolve(folder), 'pgbench');
    const logs = () => names(resolve(folder)).filter((file) => file.startsWith('pgbench.')).map((file) => join(resolve(folder), file));
    logs().forEach((file) => rmSync(file));
    const args = ['-h', '127.0.0.1', '-p', `${this.port}`, '-U', 'postgres', '-n', '-M', 'prepared', '-c', `${clients}`,
      '-j', '1', '-t', `${each}`, '-f', script, '-l', `--log-prefix=${log}`, name];
    const begin = process.hrtime.bigint();
    execFileSync(join(this.bin, 'pgbench'), args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    const lines = logs().flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'));
    const times = lines.map((line) => Number(line.split(' ')[2]) / 1000).sort((a, b) => a - b);
    const quantile = (q) => times[Math.max(0, Math.ceil(times.length * q) - 1)];
    return { per_second: times.length / seconds, p50: quantile(0.5), p99: quantile(0.99) };
  }

  version(name) {
    return `PostgreSQL ${this.sql(name, 'SHOW server_version').split(' ')[0]}, PostGIS ${this.sql(name, 'SELECT postgis_lib_version()')}`;
  }
}

/** Where Martin finds the functions of a set. */
export const functions = (postgres, name) => ({
  url: `postgres://postgres@127.0.0.1:${postgres.port}/${name}`,
  source: (filter) => `tile_${filter}`,
});

/**
 * Tiles of all cases that tippecanoe made ahead, where it is installed: groups below zoom 14 as here, then the cases. Made
 * once for a set of data.
 */
export function premade(name) {
  const program = option('tippecanoe', 'tippecanoe');
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const file = join(resolve(folder), `premade-${name}.pmtiles`);
  const { lowest, highest } = sets[name];
  if (!existsSync(file)) {
    const begin = Date.now();
    const args = ['-o', `${file}.new.pmtiles`, '--force', '-q', '-l', 'cases', `-Z${lowest}`, `-z${highest}`, '-r1', '--buffer=0',
      '--cluster-distance=8', '--cluster-maxzoom=13', '--drop-densest-as-needed', join(data(name), 'cases.csv')];
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    renameSync(`${file}.new.pmtiles`, file);
    console.error(`tippecanoe: ${name} in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  }
  return { url: file, source: () => `premade-${name}` };
}

/** Martin over functions or a file, where it is installed, with a cache of so many MB; 0 for none. */
export async function martin({ url, source }, cache) {
  const program = option('martin', 'martin');
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const port = await freePort();
  const child = spawn(program, ['--listen-addresses', `127.0.0.1:${port}`, '--cache-size', `${cache}`, url], { stdio: 'ignore' });
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer?.ok) break;
    if (tries > 300) throw new Error('martin does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const walk = (filter, tiles, connections, passes = 1) => {
    const target = { address: `127.0.0.1:${port}`, pids: [child.pid] };
    return ask(target, tiles.map((tile) => `/${source(filter)}/${tile}`), { connections, passes, headers: [web] });
  };
  return { walk, stop: () => child.kill('SIGTERM') };
}

/** npm supercluster over the same cases: how long it indexes, and the tiles of the walk. */
export function supercluster(name, tiles) {
  const own = join(folder, 'npm');
  if (!existsSync(join(own, 'node_modules/supercluster'))) {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', own, 'supercluster', 'vt-pbf'], { stdio: 'ignore' });
  }
  const list = join(folder, 'tiles.txt');
  writeFileSync(list, tiles.join('\n'));
  // It runs beside its packages, where Node finds them.
  const script = join(own, 'supercluster.mjs');
  copyFileSync(new URL('supercluster.mjs', import.meta.url).pathname, script);
  const args = ['--max-old-space-size=12000', script, join(data(name), 'cases.csv'), list];
  const { version } = JSON.parse(readFileSync(join(own, 'node_modules/supercluster/package.json'), 'utf8'));
  return { version, ...JSON.parse(execFileSync('node', args, { encoding: 'utf8' })) };
}
