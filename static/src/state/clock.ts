// The one clock of map, chart and numbers: play moves the period over the data, week by week.
import { cell, derived } from './cell.ts';
import { city } from './answers.ts';
import { dayOf, isoOf, lastWeeks, weekStart, type Days } from './days.ts';
import { ask, filters } from './filters.ts';

export const PLAY_MODES = ['window', 'cumulative', 'step'] as const;
export type PlayMode = (typeof PLAY_MODES)[number];

export const playMode = cell<PlayMode>('window');
export const playing = cell(false);

/** First and last day that the data cover, as whole weeks: a week without cases before the last report counts too. */
export const dataSpan = derived([city], (answer): Days | null => {
  const days = answer?.span;
  if (!days) return null;
  const lastCase = isoOf(weekStart(dayOf(days.to)) + 6);
  const lastReport = answer.as_of ? lastWeeks(answer.as_of, 1).to : lastCase;
  return { from: isoOf(weekStart(dayOf(days.from))), to: lastReport > lastCase ? lastReport : lastCase };
});

/** The period with open ends closed by the data. */
export const period = derived([filters, dataSpan], (question, data): Days | null => {
  const from = question.from ?? data?.from;
  const to = question.to ?? data?.to;
  return from && to ? { from, to } : null;
});

/** The next frame of play; null at the end of the data. */
export function nextFrame(now: Days, data: Days, mode: PlayMode): Days | null {
  const from = dayOf(now.from);
  const to = dayOf(now.to);
  const step = mode === 'step' ? to - from + 1 : 7;
  const next = to + step;
  if (next > dayOf(data.to)) return null;
  return { from: isoOf(mode === 'cumulative' ? from : from + step), to: isoOf(next) };
}

/** Where play begins when it stands at the end already. */
export function firstFrame(now: Days, data: Days, mode: PlayMode): Days {
  const length = mode === 'cumulative' ? 6 : dayOf(now.to) - dayOf(now.from);
  const year = Math.max(dayOf(data.from), weekStart(dayOf(data.to)) - 52 * 7);
  return { from: isoOf(year), to: isoOf(Math.min(year + length, dayOf(data.to))) };
}

/** One frame forward; stops by itself at the end. */
export function tick(): void {
  const now = period.get();
  const data = dataSpan.get();
  const next = now && data && nextFrame(now, data, playMode.get());
  if (next) ask(next);
  else playing.set(false);
}

/** Starts play, from the beginning when it stands at the end. */
export function play(): void {
  const now = period.get();
  const data = dataSpan.get();
  if (!now || !data) return;
  if (!nextFrame(now, data, playMode.get())) ask(firstFrame(now, data, playMode.get()));
  playing.set(true);
}
