// The classes of the heat map. Asked only while its card is there.
import { session, type Answer } from '../state/answers.ts';
import { cell, derived, type Stop } from '../state/cell.ts';
import { period } from '../state/clock.ts';
import { filters, toQuery, type Filters } from '../state/filters.ts';
import { follow } from './answers.ts';
import { get } from './client.ts';
import type { components } from './schema.gen.ts';

export const heatLegend = cell<Answer<components['schemas']['LegendHeat']>>({ state: 'idle', data: null });

const question = derived([filters, period, session], (words, days, who): Filters | null =>
  days && (who?.can.points || who?.can.cells) ? { ...words, ...days } : null,
);

export function followHeat(): Stop {
  return follow(question, heatLegend, (words: Filters, signal) => get('/api/legend/heat', { query: toQuery(words), signal }));
}
