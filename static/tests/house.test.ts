// The lock of the client: rooms import only downward, only the map imports MapLibre, files stay readable.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const MAY: Record<string, string[]> = {
  ui: [],
  words: [],
  state: ['words'],
  api: ['state', 'words'],
  map: ['api', 'state', 'words'],
  panels: ['api', 'state', 'ui', 'words'],
  office: ['api', 'state', 'ui', 'words'],
  visitor: ['api', 'state', 'words'],
  watch: ['api', 'state', 'words'],
  '.': ['map', 'office', 'panels', 'visitor', 'watch', 'api', 'state', 'ui', 'words'],
};
const LONGEST = 300;
/** The types of the server's answers: written by a program, without code, open to every room. */
const SCHEMA = 'api/schema.gen.ts';

const files = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
  .map((entry) => {
    const path = relative(SRC, join(entry.parentPath, entry.name));
    return { path, room: path.includes('/') ? path.split('/')[0]! : '.', text: readFileSync(join(SRC, path), 'utf8') };
  });

const imports = (text: string) => [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1]!);

/** What breaks the lock in one file, in sentences. */
function broken({ path, room, text }: { path: string; room: string; text: string }): string[] {
  return imports(text).flatMap((target) => {
    if (!target.startsWith('.')) {
      const worker = room === '.' && target.includes('worker');
      return target.startsWith('maplibre-gl') && room !== 'map' && !worker ? [`${path} imports ${target}: only map/ draws`] : [];
    }
    const other = relative(SRC, join(SRC, dirname(path), target));
    const floor = other.includes('/') ? other.split('/')[0]! : '.';
    if (floor === room || /\.css$/.test(other) || other === SCHEMA) return [];
    return MAY[room]?.includes(floor) ? [] : [`${path} imports ${other}: ${room} may import ${MAY[room]?.join(', ') || 'nothing'}`];
  });
}

describe('the house of the client', () => {
  it('imports only downward, and only map/ imports MapLibre', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(broken)).toEqual([]);
  });

  it('notices a broken lock', () => {
    expect(broken({ path: 'state/x.ts', room: 'state', text: "import { a } from '../map/map.ts'" })).toHaveLength(1);
    expect(broken({ path: 'panels/X.svelte', room: 'panels', text: "import maplibre from 'maplibre-gl'" })).toHaveLength(1);
  });

  it(`has no file over ${LONGEST} lines`, () => {
    expect(files.filter(({ path }) => path !== SCHEMA).filter(({ text }) => text.split('\n').length > LONGEST).map(({ path }) => path)).toEqual([]);
  });

  it('keeps the DOM out of the state', () => {
    const dom = /\b(document|window|localStorage|sessionStorage|history|location)\./;
    const state = files.filter(({ room }) => room === 'state' && !/page\.ts$/.test(room));
    expect(state.filter(({ text, path }) => dom.test(text) && path !== 'state/page.ts').map(({ path }) => path)).toEqual([]);
  });
});
