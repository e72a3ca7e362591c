// How many people and located cases lie within a straight line of facilities. Asked only while its card is open.
import { city, type Answer } from '../state/answers.ts';
import { cell, derived, type Stop } from '../state/cell.ts';
import { period } from '../state/clock.ts';
import { filters, toQuery, type Filters } from '../state/filters.ts';
import { coverageBy, reach, type Reach } from '../state/layers.ts';
import { follow } from './answers.ts';
import { get } from './client.ts';
import type { components } from './schema.gen.ts';

export type Coverage = components['schemas']['CoverageCard'];

export const covered = cell<Answer<Coverage>>({ state: 'idle', data: null });

const question = derived([coverageBy, reach, filters, period, city], (by, circle, words, days, here) =>
  by === 'radius' && here ? { circle, words: { ...words, ...(days ?? {}) } } : null,
);

export function followCoverage(): Stop {
  return follow(question, covered, ({ circle, words }: { circle: Reach; words: Filters }, signal) => {
    const query = toQuery(words);
    query.set('type', circle.type);
    query.set('radius', String(circle.radius));
    return get('/api/coverage', { query, signal });
  });
}
