// @vitest-environment node
import { latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { NO_FILTERS } from '../src/state/filters.ts';
import { nearestStep, NO_WISH, RADII, readWish, searchWords, strength, wish, wishFor, wishText, type Cluster, type Wish } from '../src/state/findings.ts';
import { read, write } from '../src/state/url.ts';
import { study } from '../src/state/view.ts';
import '../src/words/findings.ts';
import { placeNames, probability, recurrence, refusalText } from '../src/panels/finding.ts';

beforeAll(() => vi.stubGlobal('location', { origin: 'http://sigis.test', href: 'http://sigis.test/' }));

const CLUSTER: Cluster = {
  number: 1, from: '2024-06-01', to: '2024-06-30', cases: 9, expected: 1.5, ratio: 6, llr: 9.1, p: 0.001, gumbel_p: 1e-5, recurrence_days: 1000,
  lon: 110.4, lat: -7, radius_m: 800, districts: [{ code: '33.74.01.1001', name: 'Miroto', cases: 9 }], ids: [1, 2], weeks: [0, 9],
};

describe('what is wished of a search', () => {
  it('comes back from the address as it was, and the usual leaves no word', () => {
    const full: Wish = {
      method: 'dbscan', when: 'ever', places: 'kelurahan', radius: 2000, window: 14, baseline: 730, areas: 'kecamatan', rates: 'plain', distance: 200, days: 0, least: 4, pick: 2,
    };
    for (const wished of [full, NO_WISH, { ...NO_WISH, radius: 500 }]) expect(readWish(wishText(wished))).toEqual(wished);
    expect(wishText(NO_WISH)).toBe('');
    const page = read(`#study=${wishText(full)}`);
    expect(readWish(page.study)).toEqual(full);
    expect(read(`#${write(page)}`)).toEqual(page);
  });

  it('is never guessed from words that make no sense', () => {
    expect(readWish('radius:5,window:x,baseline:99999,when:later,places:desa,pick:0')).toEqual(NO_WISH);
    expect(read('#study=<b>').study).toBe('');
  });

  it('lets go of a finding when something else is searched, and of nothing when a finding is opened', () => {
    study.set('radius:500,pick:3');
    wishFor({ window: 14 });
    expect(wish.get()).toEqual({ ...NO_WISH, radius: 500, window: 14 });
    wishFor({ pick: 1 });
    expect(wish.get()).toEqual({ ...NO_WISH, radius: 500, window: 14, pick: 1 });
    study.set('');
  });

  it('asks up to the last day of the period, whenever that begins, and for nothing that the rules decide', () => {
    const words = { ...NO_FILTERS, disease: ['dbd'], from: '2024-06-01' };
    const days = { from: '2024-06-01', to: '2024-06-30' };
    expect(searchWords(words, days, { ...NO_WISH, pick: 4 }).toString()).toBe('disease=dbd&to=2024-06-30');
    const asked = searchWords(words, days, { ...NO_WISH, when: 'ever', radius: 500 }).toString();
    expect(asked).toBe('disease=dbd&to=2024-06-30&when=ever&radius=500');
  });

  it('asks other methods within the period, and each for what it knows alone', () => {
    const words = { ...NO_FILTERS, disease: ['dbd'] };
    const days = { from: '2024-06-01', to: '2024-06-30' };
    const wished: Wish = { ...NO_WISH, when: 'ever', radius: 500, rates: 'plain', distance: 200, least: 4 };
    const asked = (method: Wish['method']) => searchWords(words, days, { ...wished, method }).toString();
    expect(asked('moran')).toBe('disease=dbd&from=2024-06-01&to=2024-06-30&rates=plain');
    expect(asked('knox')).toBe('disease=dbd&from=2024-06-01&to=2024-06-30&distance=200');
    expect(asked('dbscan')).toBe('disease=dbd&from=2024-06-01&to=2024-06-30&distance=200&least=4');
  });

  it('moves a slider to the step nearest to a number of the rules', () => {
    expect(RADII[nearestStep(RADII, 1500)]).toBe(1500);
    expect(RADII[nearestStep(RADII, 1300)]).toBe(1500);
    expect(RADII[nearestStep(RADII, 90_000)]).toBe(10_000);
  });
});

describe('what a cluster says', () => {
  it('is strong, clear or weak by how often chance does as well', () => {
    expect([0.001, 0.01, 0.011, 0.05, 0.051, null].map(strength)).toEqual(['strong', 'strong', 'clear', 'clear', 'weak', 'weak']);
  });

  it('stands in words that an officer can repeat', () => {
    expect(recurrence(1000)).toBe('sekali dalam 1.000 hari (2,74 tahun)');
    expect(recurrence(29.4)).toBe('sekali dalam 29 hari');
    expect(probability(0.001)).toBe('0,001');
    expect(probability(null)).toBe('–');
    expect(placeNames(CLUSTER)).toBe('Miroto');
    const more = ['A', 'B', 'C', 'D'].map((name) => ({ code: name, name, cases: 1 }));
    expect(placeNames({ ...CLUSTER, districts: more })).toBe('A, B dan 2 lain');
    expect(refusalText({ code: 'too_few_cases', found: 1203, least: 10 })).toContain('1.203, diperlukan 10');
  });

  it('tells which figures of people are missing, years as years, and what there is instead', () => {
    const missing = { code: 'no_population', found: 15, all: 1177, from: 2019, to: 2025, newest: null, kecamatan: false } as const;
    const text = refusalText(missing);
    expect(text).toContain('15 dari 1.177 kelurahan pada 2019–2025');
    expect(text).not.toMatch(/kecamatan|lengkap/);
    expect(text).toContain('Pemindaian ruang dan waktu tidak memerlukan');
    const more = refusalText({ ...missing, from: 2025, newest: 2024, kecamatan: true });
    expect(more).toContain('pada 2025;');
    expect(more).toContain('Tahun terakhir yang lengkap: 2024');
    expect(more).toContain('pilih Kecamatan');
    const plan = { from: null, to: null, areas: 'kecamatan', rates: 'smoothed', replications: null, seed: 1 } as const;
    expect(refusalText({ code: 'too_few_areas', found: 4, least: 10 }, { pattern_plan: plan })).toContain('Hanya 4 kecamatan');
  });
});

describe('clusters on the map', () => {
  it('are styles that the map can draw', async () => {
    const { findings } = await import('../src/map/layers/findings.ts');
    const kelurahan = { 'districts-kelurahan': { type: 'vector' as const, tiles: ['http://sigis.test/x'] } };
    const style = { version: 8 as const, sources: { ...findings.sources, ...kelurahan }, layers: findings.layers };
    expect(validateStyleMin(style, latest).map((e) => e.message)).toEqual([]);
  });

  it('have a circle of their radius where they have one, and a number in any case', async () => {
    const { features } = await import('../src/map/layers/findings.ts');
    const [circle, number] = features([CLUSTER]);
    expect(circle!.geometry.type).toBe('Polygon');
    const corners = (circle!.geometry as { coordinates: number[][][] }).coordinates[0]!;
    const metres = corners.map(([x, y]) => Math.hypot((x! - 110.4) * Math.cos((7 * Math.PI) / 180), y! + 7) * 111_320);
    expect(Math.max(...metres) - Math.min(...metres)).toBeLessThan(2);
    expect(metres[0]).toBeCloseTo(800, -1);
    expect(number!.properties).toEqual({ number: 1, strength: 'strong' });
    expect(features([{ ...CLUSTER, radius_m: null }]).map((f) => f.geometry.type)).toEqual(['Point']);
    expect(features([{ ...CLUSTER, lon: null, lat: null, radius_m: null }])).toEqual([]);
  });
});
