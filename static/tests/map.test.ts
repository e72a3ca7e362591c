// @vitest-environment node
import { latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { VectorTile } from '@mapbox/vector-tile';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { PbfReader } from 'pbf';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { classOf, colours, plainCode } from '../src/map/paint.ts';
import type { City, Legend } from '../src/state/answers.ts';
import { LAYERS } from '../src/state/layers.ts';

beforeAll(() => vi.stubGlobal('location', { origin: 'http://sigis.test', href: 'http://sigis.test/' }));
const PROTOMAPS = ['earth', 'landcover', 'landuse', 'water', 'roads', 'boundaries', 'buildings', 'places'];
const url = '/basemap/{z}/{x}/{y}';
const GROUNDS: Record<string, City['basemap']> = {
  plain: { kind: 'plain' },
  raster: { kind: 'raster', url, minzoom: 0, maxzoom: 18, attribution: '© <b>somebody</b>' },
  vector: { kind: 'vector', url, minzoom: 0, maxzoom: 15, layers: PROTOMAPS },
};
const style = async (ground: City['basemap']) => (await import('../src/map/style.ts')).mapStyle(ground);

describe('the style of the map', () => {
  it.each(Object.keys(GROUNDS))('is valid with a %s basemap and asks nothing of another server', async (kind) => {
    const made = await style(GROUNDS[kind]!);
    expect(validateStyleMin(made, latest).map((e) => e.message)).toEqual([]);
    expect(made.glyphs).toBeUndefined();
    expect(JSON.stringify(made)).not.toContain('somebody');
    const urls = Object.values(made.sources).flatMap((source) => ('tiles' in source ? (source.tiles ?? []) : []));
    expect(urls.filter((tiles) => !tiles.startsWith('http://sigis.test/'))).toEqual([]);
  });

  it('keeps the plain ground where a basemap would come from another server', async () => {
    const elsewhere = await style({ kind: 'raster', url: 'https://elsewhere.test/{z}/{x}/{y}.png' });
    expect(elsewhere.sources.ground).toBeUndefined();
    expect(elsewhere.layers.map((layer) => layer.id)).toContain('land');
  });

  it('draws of a vector basemap only the layers that it holds, streets above the areas, data above all', async () => {
    const made = await style({ kind: 'vector', url, layers: ['water', 'roads'] });
    const used = made.layers.flatMap((layer) => ('source' in layer && layer.source === 'ground' ? [layer['source-layer']] : []));
    expect([...new Set(used)].sort()).toEqual(['roads', 'water']);
    const at = (id: string) => made.layers.findIndex((layer) => layer.id === id);
    expect(at('land')).toBeGreaterThan(-1);
    expect(at('ground-water')).toBeLessThan(at('choropleth-kecamatan'));
    expect(at('ground-major')).toBeGreaterThan(at('choropleth-kecamatan'));
    expect(at('ground-street-names')).toBeLessThan(at('names-kelurahan'));
    expect(at('case-points')).toBeGreaterThan(at('ground-street-names'));
  });

  it('draws the layers in the order of the cards', async () => {
    const { MAP_LAYERS } = await import('../src/map/layers/index.ts');
    expect(MAP_LAYERS.map((layer) => layer.id)).toEqual([...LAYERS]);
    const drawn = (await style({ kind: 'plain' })).layers.map((layer) => layer.id);
    const first = MAP_LAYERS.flatMap((layer) => (layer.layers[0] ? drawn.indexOf(layer.layers[0].id) : []));
    expect(first).toEqual([...first].sort((a, b) => a - b));
  });

  it('has district tiles that no filter changes, so that they can be cached', async () => {
    const { districts } = await import('../src/map/layers/districts.ts');
    for (const source of Object.values(districts.sources)) expect('tiles' in source && source.tiles![0]).toMatch(/counts=0$/);
  });
});

describe('classes', () => {
  const breaks = [1, 2.5, 4, 8];

  it('are half open, the last one closed, zero and missing apart', () => {
    expect([null, 0, 1, 2.49, 2.5, 4, 8].map((v) => classOf(v, breaks))).toEqual([-2, -1, 0, 0, 1, 2, 2]);
  });

  it('colour districts by their number in the tiles', () => {
    const legend = {
      by: 'kelurahan', indicator: 'ir', unit: '', method: 'jenks', palette: '', breaks,
      classes: ['#111111', '#222222', '#333333'].map((color, i) => ({ from: breaks[i]!, to: breaks[i + 1]!, color, label: '', count: 1 })),
      zero: { color: '#ffffff', count: 1 }, no_data: { pattern: 'hatch', color: '#999999', count: 1 },
      values: { '33.74.01.1001': 8, '33.74.01.1002': 0, '33.74.01.1003': null, '': 5 }, from: null, to: null, as_of: null,
    } satisfies Legend;
    expect([...colours(legend)]).toEqual([
      [3374011001, { color: '#333333', missing: false }],
      [3374011002, { color: '#ffffff', missing: false }],
      [3374011003, { color: null, missing: true }],
    ]);
  });
});

describe('the join of colours and tiles', () => {
  it('survives the tile format: the number of a kelurahan comes back whole', () => {
    const ring = [[[0, 0], [4096, 0], [4096, 4096], [0, 0]]] as [number, number][][];
    const feature = { id: plainCode('33.74.01.1001'), type: 3 as const, geometry: ring, tags: { code: '33.74.01.1001' } };
    const bytes = fromGeojsonVt({ districts: { features: [feature], numPoints: 4 } } as never, { version: 2, extent: 4096 });
    const read = new VectorTile(new PbfReader(bytes)).layers.districts!.feature(0);
    expect(read.id).toBe(3374011001);
    expect(plainCode(String(read.properties.code))).toBe(read.id);
  });
});
