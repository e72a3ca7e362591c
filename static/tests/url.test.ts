import { describe, expect, it } from 'vitest';
import { NO_FILTERS, fromQuery, toQuery, type Filters } from '../src/state/filters.ts';
import { DEFAULT_LAYERS, DEFAULT_REACH } from '../src/state/layers.ts';
import { NOTHING } from '../src/state/selection.ts';
import { read, write, type Page } from '../src/state/url.ts';
import { DEFAULT_THEMATIC } from '../src/state/view.ts';

const PLAIN: Page = {
  filters: NO_FILTERS,
  thematic: DEFAULT_THEMATIC,
  layers: DEFAULT_LAYERS,
  hiddenTypes: [],
  coverageBy: 'official',
  reach: DEFAULT_REACH,
  selection: NOTHING,
  task: 'situation',
  tableBy: 'kecamatan',
  study: '',
  language: 'id',
  camera: null,
};

const FULL: Filters = {
  disease: ['dbd', 'leptospirosis'],
  from: '2022-01-02',
  to: '2022-12-31',
  date: 'reported',
  sex: 'P',
  age_min: 5,
  age_max: 14,
  status: ['konfirmasi', 'suspek'],
  outcome: ['meninggal'],
  district: ['33.74.01', '33.74.10.1006'],
  puskesmas: ['P01'],
  as_of: '2022-12-31',
};

describe('the address of the view', () => {
  it('is empty for the plain view and reads back as it', () => {
    expect(write(PLAIN)).toBe('');
    expect(read('')).toEqual(PLAIN);
  });

  it('brings every part of a full view back', () => {
    const page: Page = {
      filters: FULL,
      thematic: { level: 'kelurahan', indicator: 'cfr', method: 'manual', classes: 4, breaks: [0, 1.5, 20] },
      layers: { ...DEFAULT_LAYERS, districts: { on: true, opacity: 0.6 }, cases: { on: true, opacity: 1 } },
      hiddenTypes: ['rs', 'apotek'],
      coverageBy: 'radius',
      reach: { type: 'rs', radius: 8000 },
      selection: { kind: 'district', code: '33.74.10' },
      task: 'table',
      tableBy: 'puskesmas',
      study: 'when:ever,radius:1000',
      language: 'en',
      camera: { lon: 110.41, lat: -6.98, zoom: 12.5 },
    };
    expect(read(`#${write(page)}`)).toEqual(page);
  });

  it('brings back the pin of a searched coordinate', () => {
    const selection = { kind: 'point', lon: 110.4104, lat: -6.9839 } as const;
    expect(read(`#${write({ ...PLAIN, selection })}`).selection).toEqual(selection);
    expect(read('#pick=point:-97,110').selection).toEqual(NOTHING);
  });

  it('keeps the view with every layer off', () => {
    const off = Object.fromEntries(Object.entries(DEFAULT_LAYERS).map(([id, l]) => [id, { ...l, on: false }])) as Page['layers'];
    expect(read(write({ ...PLAIN, layers: off })).layers).toEqual(off);
  });

  it('survives an address that makes no sense', () => {
    const page = read('#map=x/y&classes=99&pick=nonsense&disease=<script>&sex=M&from=2022-02-30&layers=moon');
    expect(page.camera).toBeNull();
    expect(read('#reach=rs:99999').reach).toEqual(DEFAULT_REACH);
    expect(read('#reach=klinik:1000').reach).toEqual(DEFAULT_REACH);
    expect(page.thematic.classes).toBe(5);
    expect(page.selection).toEqual(NOTHING);
    expect(page.filters).toEqual(NO_FILTERS);
  });
});

describe('the filter words of the server', () => {
  it('hold every part of a question, lists sorted, and nothing that was not asked', () => {
    expect(toQuery(NO_FILTERS).toString()).toBe('');
    expect(decodeURIComponent(toQuery(FULL).toString())).toBe(
      'disease=dbd,leptospirosis&from=2022-01-02&to=2022-12-31&date=reported&sex=P&age_min=5&age_max=14' +
        '&status=konfirmasi,suspek&outcome=meninggal&district=33.74.01,33.74.10.1006&puskesmas=P01&as_of=2022-12-31',
    );
    expect(fromQuery(toQuery(FULL))).toEqual(FULL);
  });

  it('keep an age of zero, which is not missing', () => {
    expect(toQuery({ ...NO_FILTERS, age_max: 0 }).get('age_max')).toBe('0');
  });
});
