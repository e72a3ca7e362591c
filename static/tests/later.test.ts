// @vitest-environment node
import { latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { later } from '../src/map/layers/later.ts';
import type { MapLayer } from '../src/map/layers/layer.ts';
import { DEFAULT_LAYERS, layers, show, type LayerId } from '../src/state/layers.ts';

beforeAll(() => vi.stubGlobal('location', { origin: 'http://sigis.test', href: 'http://sigis.test/' }));
afterEach(() => layers.set(DEFAULT_LAYERS));

/** A map that only knows the order of its layers. */
function plainMap() {
  const order = ['choropleth-kabkota', 'pick-kabkota', 'ground-major', 'names-kelurahan', 'case-points'];
  const map = {
    getLayersOrder: () => [...order],
    addSource: () => {},
    addLayer: ({ id }: { id: string }, before?: string) => order.splice(before ? order.indexOf(before) : order.length, 0, id),
  };
  return { map: map as unknown as Parameters<MapLayer['sync']>[0], order };
}

function layer(id: LayerId, names: string[]): MapLayer {
  const layers = names.map((name) => ({ id: name, type: 'background' as const }));
  return { id, sources: {}, layers, touchable: [], touch: () => null, sync: () => [] };
}

const settled = () => new Promise((done) => setTimeout(done));

describe('layers that are fetched later', () => {
  it('are fetched once, when they are first switched on', async () => {
    const fetch = vi.fn(async () => layer('heat', ['heat']));
    const stops = later('heat', fetch).sync(plainMap().map);
    expect(fetch).not.toHaveBeenCalled();
    for (const on of [true, false, true]) show('heat', { on });
    await settled();
    expect(fetch).toHaveBeenCalledTimes(1);
    stops.forEach((stop) => stop());
  });

  it.each([['heat', 'coverage'], ['coverage', 'heat']] as const)('lie on the districts and under streets, heat below coverage, when %s comes first', async (...turn) => {
    const { map, order } = plainMap();
    const known = { heat: layer('heat', ['heat']), coverage: layer('coverage', ['catchment-fill', 'reach-fill']) };
    const stops = turn.flatMap((id) => later(id, async () => known[id]).sync(map));
    for (const id of turn) {
      show(id, { on: true });
      await settled();
    }
    expect(order).toEqual(['choropleth-kabkota', 'pick-kabkota', 'heat', 'catchment-fill', 'reach-fill', 'ground-major', 'names-kelurahan', 'case-points']);
    stops.forEach((stop) => stop());
  });

  it('are asked for again after they were out of reach', async () => {
    const { map, order } = plainMap();
    let reached = false;
    const stops = later('heat', async () => (reached ? layer('heat', ['heat']) : Promise.reject(new Error()))).sync(map);
    show('heat', { on: true });
    await settled();
    expect(order).not.toContain('heat');
    reached = true;
    show('heat', { opacity: 0.5 });
    await settled();
    expect(order).toContain('heat');
    stops.forEach((stop) => stop());
  });

  it('are styles that the map can draw, with tiles of this server', async () => {
    const { heat } = await import('../src/map/layers/heat.ts');
    const { coverage } = await import('../src/map/layers/coverage.ts');
    for (const { sources, layers } of [heat, coverage]) {
      expect(validateStyleMin({ version: 8, sources, layers }, latest).map((e) => e.message)).toEqual([]);
      expect(JSON.stringify(sources)).toContain('"http://sigis.test/tiles/');
    }
  });
});
