import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followRelease } from '../src/api/release.ts';
import { blockOf, choice, DEFAULT_CHOICE, quarterOf, release, shownSpan, toldTable, type CityYear, type Release, type ToldRow, type ToldTable } from '../src/state/release.ts';
import { read, write, type VisitorPage } from '../src/state/release-url.ts';
import { colours } from '../src/map/paint.ts';
import { legendOf, naturalBreaks } from '../src/visitor/classes.ts';
import { matching, metres, nearest, type Place } from '../src/visitor/near.ts';
import { deathsText, spanText, told } from '../src/visitor/numbers.ts';
import { ramp } from '../src/visitor/ramps.ts';
import '../src/words/visitor.ts';

const block = (disease: string, year: number, city = '33.74'): CityYear => ({
  disease, city, year, k: 5, closed_months: 12, total: { told: 'exactly', cases: 10 }, months: [],
});
const row = (code: string, how: ToldRow['told'], cases: number | null, ir: number | null): ToldRow => ({ code, name: code, told: how, cases, population: 1000, ir });
const TABLE: ToldTable = {
  of: { block: block('dbd', 2022), span: null, by: 'kecamatan' },
  disease: 'dbd', city: '33.74', year: 2022, span: 'year', k: 5, as_of: '2023-01-31', source: 'BPS',
  rows: [
    row('33.74.01', 'exactly', 12, 24), row('33.74.02', 'exactly', 31, 62), row('33.74.03', 'exactly', 0, 0),
    row('33.74.04', 'small', null, null), row('33.74.05', 'withheld', null, null), row('33.74.06', 'nothing', null, null),
  ],
  total: row('33.74', 'exactly', 60, 50),
};
const RELEASE: Release = { release: { id: 1, as_of: '2023-01-31', published: null, source: '' }, cities: [], blocks: [block('dbd', 2021), block('dbd', 2022), block('leptospirosis', 2020)] };

afterEach(() => {
  vi.unstubAllGlobals();
  choice.set(DEFAULT_CHOICE);
});

describe('a published number', () => {
  it('is never mistaken for zero, nor zero for it', () => {
    const texts = TABLE.rows.map((one) => told(one, TABLE.k));
    expect(texts).toEqual(['12', '31', '0', '<5', 'disembunyikan', '–']);
  });

  it('that is hidden is drawn as dots, zero white, and what was never published hatched', () => {
    const paint = colours(legendOf(TABLE, 'merah'));
    expect([337403, 337404, 337405, 337406].map((code) => paint.get(code))).toEqual([
      { color: '#FFFFFF', missing: false },
      { color: null, missing: false, hidden: true },
      { color: null, missing: false, hidden: true },
      { color: null, missing: true },
    ]);
    expect(paint.get(337401)!.color).not.toBe(paint.get(337402)!.color);
  });
});

describe('a quarter and the deaths', () => {
  const number = (cases: number | null, how: ToldRow['told'] = 'exactly') => ({ told: how, cases });

  it('is the sum of its months only where each of them is told', () => {
    const nothing = number(null, 'nothing');
    expect(quarterOf(nothing, [number(1), number(0), number(4)], 5)).toEqual(number(5));
    expect(quarterOf(number(null, 'small'), [number(1), number(0), number(4)], 5)).toEqual(number(null, 'small'));
    expect(quarterOf(nothing, [number(1), nothing, number(4)], 5)).toEqual(nothing);
  });

  it('lies between two numbers where a month is told as small, and has no upper one where a month is hidden', () => {
    const nothing = number(null, 'nothing');
    const small = quarterOf(nothing, [number(6), number(null, 'small'), number(null, 'small')], 5);
    expect([small.told, told(small, 5)]).toEqual(['between', '8–14']);
    expect(told(quarterOf(nothing, [number(6), number(null, 'withheld'), number(null, 'small')], 5), 5)).toBe('≥ 7');
  });

  it('has a name in words', () => {
    expect(spanText(block('dbd', 2022), { of: 'quarter', n: 3 })).toBe('triwulan 3, 2022');
    expect(spanText(block('dbd', 2022), { of: 'month', n: 10 })).toBe('Oktober 2022');
    expect(spanText(block('dbd', 2022), null)).toBe('2022');
  });

  it('are said as they are told, and not at all where they are hidden or the server tells none', () => {
    const one = { ...block('dbd', 2022), closed_months: 2 };
    expect(deathsText(one)).toBeNull();
    expect(deathsText({ ...one, deaths: number(33) })).toBe('33');
    expect(deathsText({ ...one, deaths: number(null, 'small') })).toBe('<5');
    expect(deathsText({ ...one, deaths: number(null, 'withheld') })).toBeNull();
    expect(deathsText({ ...one, deaths: number(null, 'nothing'), months_deaths: [number(1), number(2), number(null, 'nothing')] })).toBe('3');
  });
});

describe('the classes of the map', () => {
  it('counts cases where the people of the year are not known, as the server does', () => {
    const unrated = { ...TABLE, rows: TABLE.rows.map((row) => ({ ...row, population: null, ir: null })) };
    const { indicator, classes, no_data } = legendOf(unrated, 'merah');
    expect([indicator, classes.length > 0]).toEqual(['cases', true]);
    expect(no_data.count).toBe(TABLE.rows.filter(({ told }) => told === 'nothing').length);
  });

  it('are of counts where a part of the year has no rate', () => {
    const legend = legendOf({ ...TABLE, span: 'month 3' }, 'merah');
    expect(legend.indicator).toBe('cases');
    expect(legend.values['33.74.02']).toBe(31);
  });

  /** Least sum of squares of all ways to cut, tried one by one. */
  function tried(values: number[], k: number): number {
    const inside = (part: number[]) => {
      const mean = part.reduce((a, b) => a + b, 0) / part.length;
      return part.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    };
    if (k === 1) return inside(values);
    const cuts = Array.from({ length: values.length - k + 1 }, (_, i) => i + 1);
    return Math.min(...cuts.map((i) => inside(values.slice(0, i)) + tried(values.slice(i), k - 1)));
  }

  it('are the natural breaks that trying every cut finds', () => {
    const values = [3.1, 4, 4.5, 9, 9.2, 10, 21, 22.5, 40, 41, 43, 80].sort((a, b) => a - b);
    const edges = naturalBreaks(values, 4);
    const parts = edges.slice(0, -1).map((from, i) => values.filter((v) => v >= from && (i === edges.length - 2 || v < edges[i + 1]!)));
    const sum = parts.reduce((all, part) => all + tried(part, 1), 0);
    expect(sum).toBeCloseTo(tried(values, 4), 9);
    expect([edges[0], edges.at(-1)]).toEqual([3.1, 80]);
  });

  it('are fewer where there are fewer different values, and none without any', () => {
    expect(naturalBreaks([7, 7, 7], 5)).toEqual([7, 7]);
    expect(naturalBreaks([1, 2], 5)).toEqual([1, 2, 2]);
    expect(naturalBreaks([], 5)).toEqual([]);
  });

  it('count every district once, and have the colours of the pictures of the server', () => {
    const { classes, zero, no_data, hidden } = legendOf(TABLE, 'ungu');
    const counted = classes.reduce((sum, { count }) => sum + count, 0) + zero.count + no_data.count + hidden!.length;
    expect(counted).toBe(TABLE.rows.length);
    const file = readFileSync(new URL('../../tiles/palettes.toml', import.meta.url), 'utf8');
    const ramps = file.split('[[ramp]]').slice(1).map((part) => [/name = "(\w+)"/.exec(part)![1]!, /^5 = (\[.*\])$/m.exec(part)![1]!] as const);
    expect(ramps.length).toBeGreaterThan(1);
    for (const [name, five] of ramps) expect(ramp(name), name).toEqual(JSON.parse(five));
  });
});

describe('the release', () => {
  it('shows the latest year unless another was chosen, and never one that was not published', () => {
    expect(blockOf(RELEASE, DEFAULT_CHOICE)).toMatchObject({ disease: 'dbd', year: 2022 });
    expect(blockOf(RELEASE, { ...DEFAULT_CHOICE, year: 2021 })).toMatchObject({ year: 2021 });
    expect(blockOf(RELEASE, { ...DEFAULT_CHOICE, disease: 'leptospirosis', year: 2022 })).toMatchObject({ disease: 'leptospirosis', year: 2020 });
    expect(blockOf({ ...RELEASE, blocks: [] }, DEFAULT_CHOICE)).toBeNull();
  });

  it('is asked for the table of the year that is shown', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (address: string) => {
      asked.push(address);
      return new Response(JSON.stringify(address.includes('table') ? TABLE : RELEASE));
    });
    const stop = followRelease();
    await vi.waitFor(() => expect(toldTable.get().state).toBe('ready'));
    choice.set({ ...DEFAULT_CHOICE, by: 'kelurahan' });
    await vi.waitFor(() => expect(asked.at(-1)).toBe('/api/release/table?disease=dbd&city=33.74&year=2022&by=kelurahan'));
    stop();
  });

  it('asks for a part of the year by kecamatan, a quarter with its months, and not for what is not told yet', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      const table = { ...TABLE, span: 'quarter 2', rows: TABLE.rows.map((one, i) => (url.includes('quarter') ? row(one.code, i === 0 ? 'exactly' : 'nothing', i === 0 ? 9 : null, null) : one)) };
      return new Response(JSON.stringify(url.includes('table') ? table : RELEASE), { headers: { 'content-type': 'application/json' } });
    });
    const stop = followRelease();
    choice.set({ ...DEFAULT_CHOICE, span: { of: 'quarter', n: 2 }, by: 'kelurahan' });
    await vi.waitFor(() => expect(asked.filter((url) => /by=kecamatan&(quarter=2|month=[456])$/.test(url))).toHaveLength(4));
    await vi.waitFor(() => expect(toldTable.get().data?.rows.map(({ cases }) => cases)).toEqual([9, 93, 0, null, null, null]));
    expect(toldTable.get().data!.rows.map((one) => told(one, 5)).slice(3)).toEqual(['3–12', '≥ 0', '–']);
    release.set({ state: 'ready', data: { ...RELEASE, blocks: [{ ...block('dbd', 2022), closed_months: 5 }] } });
    expect(shownSpan.get()).toBeNull();
    expect(toldTable.get()).toMatchObject({ state: 'loading', data: { of: { span: { of: 'quarter', n: 2 } } } });
    stop();
  });

  it('counts as not published where the server knows none', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ title: 'Not Found', status: 404 }), { status: 404 }));
    const stop = followRelease();
    await vi.waitFor(() => expect(release.get()).toMatchObject({ state: 'ready', data: { release: null } }));
    stop();
  });
});

describe('the address of the visitor', () => {
  const PLAIN: VisitorPage = { choice: DEFAULT_CHOICE, places: false, selection: { kind: 'none' }, language: 'id', camera: null };

  it('brings every part of the view back, and leaves out what makes no sense', () => {
    const full: VisitorPage = {
      choice: { disease: 'dbd', city: '33.74', year: 2022, span: { of: 'month', n: 10 }, by: 'kelurahan' }, places: true,
      selection: { kind: 'district', code: '33.74.10' }, language: 'en', camera: { lon: 110.41, lat: -6.98, zoom: 12.5 },
    };
    expect(read(`#${write(full)}`)).toEqual(full);
    expect(write(PLAIN)).toBe('');
    expect(read('#part=q3').choice.span).toEqual({ of: 'quarter', n: 3 });
    expect(read('#part=m13')).toEqual(PLAIN);
    expect(read('#disease=<b>&year=20222&by=rt&city=x&map=9/9')).toEqual(PLAIN);
  });
});

describe('facilities near a person', () => {
  const place = (name: string, lon: number, lat: number, address: string | null = null): Place => ({ code: name, name, type: 'puskesmas', address, lon, lat });
  const all = [place('Puskesmas Jauh', 110.5, -7.1), place('Puskesmas Dekat', 110.411, -6.984, 'Jl. Pandanaran'), place('RS Tengah', 110.43, -6.99)];

  it('are found by distance: a degree of latitude is 111,2 km', () => {
    expect(metres({ lon: 110, lat: -7 }, { lon: 110, lat: -6 })).toBeCloseTo(111_195, -1);
    expect(nearest(all, { lon: 110.41, lat: -6.984 }, 2).map(({ name }) => name)).toEqual(['Puskesmas Dekat', 'RS Tengah']);
  });

  it('are found by any words of name, address or type', () => {
    expect(matching(all, 'pandan puskesmas', (code) => code).map(({ name }) => name)).toEqual(['Puskesmas Dekat']);
    expect(matching(all, '  ', (code) => code)).toEqual([]);
  });
});
