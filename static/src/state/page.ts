// The address and the state, kept alike. A step worth going back to makes an entry of its own; moving the map and
// playing the clock do not.
import { derived } from './cell.ts';
import { playing } from './clock.ts';
import { filters } from './filters.ts';
import { coverageBy, hiddenTypes, layers, reach } from './layers.ts';
import { language } from './language.ts';
import { selection } from './selection.ts';
import { read, write, type Page } from './url.ts';
import { camera, flight, study, tableBy, task, thematic } from './view.ts';

export interface History {
  push(fragment: string): void;
  replace(fragment: string): void;
}

const page = derived(
  [filters, thematic, layers, hiddenTypes, coverageBy, reach, selection, task, tableBy, study, language, camera],
  (...parts): Page => ({
    filters: parts[0],
    thematic: parts[1],
    layers: parts[2],
    hiddenTypes: parts[3],
    coverageBy: parts[4],
    reach: parts[5],
    selection: parts[6],
    task: parts[7],
    tableBy: parts[8],
    study: parts[9],
    language: parts[10],
    camera: parts[11],
  }),
);

let restoring = false;

/** Puts the state of an address in place. */
export function restore(fragment: string): void {
  const next = read(fragment);
  restoring = true;
  language.set(next.language);
  filters.set(next.filters);
  thematic.set(next.thematic);
  layers.set(next.layers);
  hiddenTypes.set(next.hiddenTypes);
  coverageBy.set(next.coverageBy);
  reach.set(next.reach);
  selection.set(next.selection);
  task.set(next.task);
  tableBy.set(next.tableBy);
  study.set(next.study);
  const before = camera.get();
  if (!before) camera.set(next.camera);
  else if (next.camera) flight.set({ to: 'camera', camera: next.camera });
  restoring = false;
}

/** Writes every change of the state into the address. */
export function follow(history: History): void {
  let last = '';
  let lastStep = '';
  let pending: Promise<void> | undefined;
  const settle = () => {
    pending = undefined;
    const now = page.get();
    const fragment = `#${write(now)}`;
    const step = write({ ...now, camera: null });
    if (fragment === last) return;
    // The first entry is the one the browser made; a step makes another.
    if (last && step !== lastStep && !playing.get() && !silent) history.push(fragment);
    else history.replace(fragment);
    last = fragment;
    lastStep = step;
    silent = false;
  };
  let silent = false;
  page.subscribe(() => {
    silent ||= restoring;
    pending ??= Promise.resolve().then(settle);
  });
}
