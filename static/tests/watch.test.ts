import { describe, expect, it } from 'vitest';
import type { Cluster, Month, Reading, Warning } from '../src/api/watch.ts';
import { read, START, write } from '../src/state/watch.ts';
import { above, at, band, frame, line, ticks, top } from '../src/watch/chart.ts';
import { clusterPlace, headline, mapOfCluster, mapOfWarning, perLevel, placeName, seldom } from '../src/watch/names.ts';
import '../src/words/watch.ts';

describe('the place on the page of warnings', () => {
  it('comes back from its address, and nonsense is left out', () => {
    const place = { ...START, view: 'chart', disease: 'dbd', district: '33.74.10', kind: 'endemic', year: 2022, asOf: '2022-11-30' } as const;
    expect(read(`#${write(place, 'en')}`)).toEqual({ ...place, language: 'en' });
    expect(write(START, 'id')).toBe('');
    expect(read('#page=cellar&level=rt&state=klb&year=12&as_of=2022-02-30&district=x&kind=y')).toEqual({ ...START, language: 'id' });
  });
});

const reading = (method: Reading['method'], observed: number, expected: number | null, alarm: boolean): Reading => ({ method, from: '2022-11-06', to: '2022-11-12', observed, expected, upper: 9, alarm });
const warning: Warning = {
  id: '2022-11-13:dbd:kecamatan:33.74.10', acknowledged: null, unjudged: [], disease: 'dbd', level: 'kecamatan', place: '33.74.10', name: 'Tembalang', state: 'new', raised: '2022-11-13',
  agreement: { ringing: 2, judged: 3 },
  readings: [reading('ears-c1', 12, 4, true), reading('bayes', 12, 3, true), { ...reading('max-min', 20, 18, false), from: '2022-11-01', to: '2022-11-30' }],
  criteria: [],
};

describe('a warning in words', () => {
  it('says what is known by the method that is furthest above what it expects', () => {
    expect(headline(warning.readings)).toBe('12 kasus, 6 Nov – 12 Nov 2022; biasanya 3,0');
    expect(headline([reading('rolling', 6, null, true)])).toBe('6 kasus, 6 Nov – 12 Nov 2022');
    expect(headline([])).toBe('');
  });

  it('names its place once', () => {
    expect(placeName(warning)).toBe('Kecamatan Tembalang');
    expect(placeName({ ...warning, level: 'puskesmas', name: 'Puskesmas Rowosari' })).toBe('Puskesmas Rowosari');
    expect(placeName({ ...warning, name: null })).toBe('Kecamatan 33.74.10');
    expect(perLevel([warning, warning, { ...warning, level: 'kabkota' }])).toEqual([{ level: 'kabkota', n: 1 }, { level: 'kecamatan', n: 2 }]);
  });

  it('leads to the map of its place and of the days that ring', () => {
    const words = new URLSearchParams(mapOfWarning(warning).slice(2));
    expect(Object.fromEntries(words)).toEqual({ layers: 'districts,cases', disease: 'dbd', from: '2022-11-06', to: '2022-11-12', district: '33.74.10' });
    expect(mapOfWarning({ ...warning, level: 'puskesmas', place: 'P22' })).toContain('puskesmas=P22');
  });
});

describe('a cluster in words', () => {
  const cluster = { disease: 'dbd', from: '2022-11-01', to: '2022-11-12', area: { lon: 110.4225, lat: -6.9875, radius_km: 0.4 }, kelurahan: [{ code: '1', name: 'Sekayu', cases: 4 }, { code: '2', name: 'Pindrikan', cases: 2 }, { code: '3', name: null, cases: 1 }], puskesmas: [] } as unknown as Cluster;

  it('names the places with most of its cases and leads to the map around it', () => {
    expect(clusterPlace(cluster)).toBe('Sekayu, Pindrikan, dan 1 lagi');
    expect(clusterPlace({ ...cluster, kelurahan: [] })).toBe('Wilayah tidak diketahui');
    // At zoom 14.8 a pixel there is 2.72 m wide: 800 m across are 294 pixels.
    expect(mapOfCluster(cluster)).toBe('/#layers=districts%2Ccases&disease=dbd&from=2022-11-01&to=2022-11-12&map=14.8/-6.9875/110.4225');
    const zoom = (km: number) => /map=([\d.]+)/.exec(mapOfCluster({ ...cluster, area: { ...cluster.area, radius_km: km } }))![1];
    expect([zoom(3), zoom(0.05)]).toEqual(['11.9', '16.0']);
    // 100 pixels further south: 272 m, of which a degree has 111,195.
    expect(mapOfCluster(cluster, 100)).toContain('map=14.8/-6.9899');
  });

  it('says how seldom chance shows as much', () => {
    expect(seldom(120.7)).toBe('kebetulan: sekali dalam 120 hari');
    expect(seldom(1000)).toBe('kebetulan: lebih jarang dari sekali dalam 2 tahun');
    expect(seldom(1e6)).toBe('kebetulan: lebih jarang dari sekali dalam 10 tahun');
  });
});

describe('the chart of months', () => {
  const months: Month[] = Array.from({ length: 12 }, (_, n) => ({ month: n + 1, lower: 17, middle: 50, upper: 93, observed: n < 3 ? 20 + n : null, zone: null, expected: null, expected_lower: null, expected_upper: null }));

  it('has an axis of round numbers that holds everything', () => {
    expect(top(months)).toBe(100);
    expect(ticks(100)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(top([{ ...months[0]!, expected_upper: 101 }])).toBe(120);
    expect(top([])).toBe(4);
    expect(ticks(4)).toEqual([0, 1, 2, 3, 4]);
  });

  it('puts 0 at the bottom, the end at the top, and January before December', () => {
    const here = frame(760);
    expect(at(here, 100, 1, 0).y).toBe(here.height - here.bottom);
    expect(at(here, 100, 1, 100).y).toBe(here.top);
    expect(at(here, 100, 12, 0).x).toBeGreaterThan(at(here, 100, 1, 0).x);
    expect(at(here, 100, 12, 0).x).toBeLessThan(here.width - here.right);
    expect([frame(10).width, frame(5000).width]).toEqual([300, 960]);
  });

  it('draws no line over months that nobody knows', () => {
    const here = frame(760);
    expect(line(here, 100, months, ({ observed }) => observed).match(/[ML]/g)).toEqual(['M', 'L', 'L']);
    const hole = months.map((month) => (month.month === 6 ? { ...month, lower: null, upper: null } : month));
    expect(band(here, 100, hole).match(/M/g)).toHaveLength(2);
    expect(band(here, 100, months).match(/Z/g)).toHaveLength(1);
  });

  it('marks the months above the band alone', () => {
    expect(above({ ...months[0]!, zone: 'epidemic' })).toBe(true);
    expect(above({ ...months[0]!, zone: 'warning' })).toBe(false);
  });
});
