// The whole view as the fragment of the address, so that a copied link shows the same map. A fragment never reaches
// a server's log. Whoever adds a part of the view adds one line to `write` and one to `read`.
import type { Language } from '../words/words.ts';
import { fromQuery, toQuery, type Filters } from './filters.ts';
import { COVERAGES, DEFAULT_LAYERS, DEFAULT_REACH, LAYERS, REACH_METRES, type CoverageBy, type LayerViews, type Reach } from './layers.ts';
import { NOTHING, type Selection } from './selection.ts';
import * as view from './view.ts';

export interface Page {
  filters: Filters;
  thematic: view.Thematic;
  layers: LayerViews;
  hiddenTypes: string[];
  coverageBy: CoverageBy;
  reach: Reach;
  selection: Selection;
  task: view.Task;
  tableBy: view.TableBy;
  study: string;
  language: Language;
  camera: view.Camera | null;
}

export function write(page: Page): string {
  const query = toQuery(page.filters);
  const put = (word: string, value: string, plain: string) => value !== plain && query.set(word, value);
  const how = page.thematic;
  put('unit', how.level, 'auto');
  put('indicator', how.indicator, 'ir');
  put('method', how.method, 'jenks');
  put('classes', String(how.classes), '5');
  put('breaks', how.method === 'manual' ? how.breaks.join(',') : '', '');
  put('layers', layersText(page.layers), layersText(DEFAULT_LAYERS));
  put('hide', page.hiddenTypes.join(','), '');
  put('catchment', page.coverageBy, 'official');
  put('reach', `${page.reach.type}:${page.reach.radius}`, `${DEFAULT_REACH.type}:${DEFAULT_REACH.radius}`);
  put('pick', pickText(page.selection), '');
  put('task', page.task, 'situation');
  put('table', page.tableBy, 'kecamatan');
  put('study', page.study, '');
  put('lang', page.language, 'id');
  const at = page.camera;
  put('map', at ? `${at.zoom.toFixed(2)}/${at.lat.toFixed(5)}/${at.lon.toFixed(5)}` : '', '');
  return query.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':');
}

export function read(fragment: string): Page {
  const query = new URLSearchParams(fragment.replace(/^#/, ''));
  const one = <T extends string>(word: string, known: readonly T[], plain: T): T =>
    known.find((value) => value === query.get(word)) ?? plain;
  const classes = Number(query.get('classes'));
  return {
    filters: fromQuery(query),
    thematic: {
      level: one('unit', ['auto', ...view.LEVELS], 'auto'),
      indicator: one('indicator', view.INDICATORS, 'ir'),
      method: one('method', [...view.METHODS, 'manual'], 'jenks'),
      classes: classes >= 3 && classes <= 7 ? Math.round(classes) : 5,
      breaks: (query.get('breaks') ?? '').split(',').filter(Boolean).map(Number).filter(Number.isFinite),
    },
    layers: readLayers(query.get('layers')),
    hiddenTypes: (query.get('hide') ?? '').split(',').filter((word) => /^[a-z_]{1,24}$/.test(word)),
    coverageBy: one('catchment', COVERAGES, 'official'),
    reach: readReach(query.get('reach')),
    selection: readPick(query.get('pick')),
    task: one('task', view.TASKS, 'situation'),
    tableBy: one('table', view.TABLES, 'kecamatan'),
    study: /^[a-z0-9_:,]{0,160}$/.exec(query.get('study') ?? '')?.[0] ?? '',
    language: one('lang', ['id', 'en'], 'id'),
    camera: readCamera(query.get('map')),
  };
}

/** `districts,cases:60`: what is on, with its opacity in percent where it is not full; `-` = nothing is on. */
function layersText(layers: LayerViews): string {
  const on = LAYERS.filter((id) => layers[id].on);
  const text = (id: (typeof LAYERS)[number]) => {
    const percent = Math.round(layers[id].opacity * 100);
    return percent === 100 ? id : `${id}:${percent}`;
  };
  return on.map(text).join(',') || '-';
}

function readLayers(text: string | null): LayerViews {
  if (text === null) return DEFAULT_LAYERS;
  const given = new Map(text.split(',').map((part) => [part.split(':')[0], part.split(':')[1]] as const));
  const one = (id: (typeof LAYERS)[number]) => {
    const percent = Number(given.get(id) ?? 100);
    return { on: given.has(id), opacity: percent >= 0 && percent <= 100 ? percent / 100 : 1 };
  };
  return Object.fromEntries(LAYERS.map((id) => [id, one(id)])) as LayerViews;
}

/** `rs:5000`: circles of 5 km around hospitals. */
function readReach(text: string | null): Reach {
  const [, type, metres] = /^(puskesmas|rs):(\d{3,5})$/.exec(text ?? '') ?? [];
  const radius = Number(metres);
  const sound = radius >= REACH_METRES[0] && radius <= REACH_METRES.at(-1)!;
  return type && sound ? { type: type as Reach['type'], radius } : DEFAULT_REACH;
}

export function pickText(pick: Selection): string {
  if (pick.kind === 'district' || pick.kind === 'facility') return `${pick.kind}:${pick.code}`;
  if (pick.kind === 'point') return `point:${pick.lat.toFixed(6)},${pick.lon.toFixed(6)}`;
  // A bubble belongs to one zoom and one filter: a link cannot keep it.
  return pick.kind === 'case' ? `case:${pick.id}` : '';
}

export function readPick(text: string | null): Selection {
  const point = /^point:(-?[\d.]{1,12}),(-?[\d.]{1,12})$/.exec(text ?? '');
  if (point) return readPoint(Number(point[1]), Number(point[2]));
  const [, kind, word] = /^(district|facility|case):([\w. /-]{1,64})$/.exec(text ?? '') ?? [];
  if (!kind || !word) return NOTHING;
  return kind === 'case' ? { kind, id: word } : { kind: kind as 'district' | 'facility', code: word };
}

function readPoint(lat: number, lon: number): Selection {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { kind: 'point', lon, lat } : NOTHING;
}

export function readCamera(text: string | null): view.Camera | null {
  const [zoom, lat, lon] = (text ?? '').split('/').map(Number);
  const sound = [zoom, lat, lon].every((n) => n !== undefined && Number.isFinite(n)) && text;
  return sound && Math.abs(lat!) <= 90 && Math.abs(lon!) <= 180 ? { zoom: zoom!, lat: lat!, lon: lon! } : null;
}
