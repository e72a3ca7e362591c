// Counts and features of any question, each asked once: SIGIS over HTTP against PostGIS without it, in one run.
import { join } from 'node:path';
import { Postgres } from './peers.mjs';
import { ask, data, head, row, serve, sets, web } from './programs.mjs';
import { keep } from './results.mjs';
import { places } from './walks.mjs';

const day = (number) => new Date(Date.UTC(2012, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** Other days for each of so many questions: a year from every thirteenth day on. */
const spans = (count) => Array.from({ length: count }, (_, i) => [day(13 * i), day(13 * i + 364)]);

/** What is asked: the path with its words, and the statement that answers the same. */
const questions = {
  'counts by kelurahan': {
    path: ([from, to]) => `/api/table?by=kelurahan&disease=dbd&from=${from}&to=${to}`,
    sql: "SELECT kelurahan, count(*) FROM cases WHERE disease = 'dbd' AND onset BETWEEN date '2012-01-01' + :d::int AND date '2012-12-30' + :d::int GROUP BY 1",
  },
  'weekly curve': {
    path: ([from, to]) => `/api/series?by=epiweek&disease=dbd&from=${from}&to=${to}`,
    sql: "SELECT date_trunc('week', onset), count(*) FROM cases WHERE disease = 'dbd' AND onset BETWEEN date '2012-01-01' + :d::int AND date '2012-12-30' + :d::int GROUP BY 1",
  },
  'weekly curve of all years': {
    path: (_, i) => `/api/series?by=epiweek&disease=dbd&age_min=${i % 60}`,
    sql: "SELECT date_trunc('week', onset), count(*) FROM cases WHERE disease = 'dbd' AND age >= :d::int % 60 GROUP BY 1",
  },
};

/** 5,000 features around some of the places, as GeoJSON. */
const features = {
  path: (place) => {
    const [lon, lat] = [360 * place.x - 180, (180 / Math.PI) * Math.atan(Math.sinh(Math.PI * (1 - 2 * place.y)))];
    return `/api/layers/cases.geojson?limit=5000&bbox=${(lon - 0.1).toFixed(4)},${(lat - 0.1).toFixed(4)},${(lon + 0.1).toFixed(4)},${(lat + 0.1).toFixed(4)}`;
  },
  sql: (place) => {
    const [x, y] = [(place.x - 0.5) * 40075016.685578488, (0.5 - place.y) * 40075016.685578488];
    return `SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(ST_AsGeoJSON(t.*)::json)) FROM (
      SELECT id, disease, onset, age, sex, status, kelurahan, ST_Transform(at, 4326) AS at FROM cases
      WHERE at && ST_MakeEnvelope(${x - 11132}, ${y - 11132}, ${x + 11132}, ${y + 11132}, 3857) ORDER BY id LIMIT 5000) t`;
  },
};

/** Measures a set. */
export async function answers(name) {
  const server = await serve(name, ['surveillance']);
  const postgres = await Postgres.start();
  const headers = [web, `authorization: Bearer ${server.tokens.surveillance}`];
  const target = { address: server.address, pids: [server.pid] };
  const sample = places(join(data(name), 'places.csv')).filter((_, i) => i % 797 === 0).slice(0, 20);
  const taken = {};
  try {
    postgres?.fill(name);
    for (const [label, { path, sql }] of Object.entries(questions)) {
      taken[label] = [await ask(target, spans(200).map(path), { headers })];
      if (postgres) taken[label].push(postgres.time(name, `\\set d random(0, 2600)\n${sql};\n`, 30));
    }
    taken['5,000 features as GeoJSON'] = [await ask(target, sample.map(features.path), { headers })];
    if (postgres) taken['5,000 features as GeoJSON'].push(postgres.time(name, `${features.sql(sample[0]).replaceAll('\n', ' ')};\n`, 20));
  } finally {
    await server.stop();
    postgres?.stop();
  }
  keep(`answers-${name}`, taken);
  console.log(`\n### ${name}: ${sets[name].cases} cases, one connection, each question once`);
  head('what', 'SIGIS p50 ms', 'p99 ms', 'CPU ms', 'kB', 'PostGIS p50 ms', 'p99 ms', 'p50 times');
  for (const [label, [own, peer]] of Object.entries(taken)) {
    const theirs = peer ? [peer.p50.toFixed(1), peer.p99.toFixed(1), (peer.p50 / own.p50).toFixed(1)] : ['', '', ''];
    row(label, own.p50.toFixed(2), own.p99.toFixed(2), own.cpu_ms.toFixed(2), (own.bytes / 1000).toFixed(1), ...theirs);
  }
}
