// The few numbers first: this year, the year before, as of when and by whom.
import { city } from '../state/answers.ts';
import { release, shownBlock, type CityYear, type Release, type ToDate } from '../state/release.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import { el } from './element.ts';
import { deathsText, isOpen, longName, monthName, shortName, soFar, told, yearText } from './numbers.ts';

const HIGHEST = 44;

export function poster(): { node: HTMLElement; draw: () => void } {
  const node = el('section', { class: 'poster', 'aria-label': t('poster') });
  const draw = () => node.replaceChildren(...parts(release.get().data, shownBlock.get()));
  return { node, draw };
}

function parts(data: Release | null, block: CityYear | null): Node[] {
  if (release.get().state === 'failed') return [el('p', { class: 'quiet' }, t('out_of_reach'))];
  if (!data) return [el('p', { class: 'quiet', role: 'status' }, t('loading'))];
  if (!data.release || !block) return unpublished();
  const before = data.blocks.find((b) => b.disease === block.disease && b.city === block.city && b.year === block.year - 1);
  const running = data.blocks.find((b) => b.disease === block.disease && b.city === block.city && b.year > block.year && isOpen(b));
  const toDate = data.to_date?.find((one) => one.disease === block.disease && one.city === block.city && one.year >= block.year);
  const died = deathsText(block);
  const place = data.cities.find(({ code }) => code === block.city)?.name ?? city.get()!.name;
  const year = String(block.year);
  const when = isOpen(block) ? t('throughout_until', { year, month: monthName(block.closed_months) }) : t('throughout', { year });
  return [
    el('h2', {}, `${longName(block.disease)} · ${place}`),
    el('p', { class: 'when' }, when),
    el('p', { class: 'big' }, el('b', {}, told(soFar(block), block.k)), ` ${t('cases_of', { disease: shortName(block.disease) })}`),
    ...(died === null ? [] : [el('p', {}, t('of_whom_died', { n: died }))]),
    ...(before ? [el('p', {}, t('year_before_was', { year: String(before.year), n: told(before.total, before.k) }))] : []),
    ...(toDate ? weeks(toDate) : running ? [el('p', {}, t('year_so_far', { year: yearText(running), n: told(soFar(running), running.k) }))] : []),
    months(block),
    el('p', { class: 'quiet small' }, [t('as_of', { day: format.date(data.release.as_of) }), t('source_office', { name: place })].join(' · ')),
  ];
}

/** The year so far by weeks, beside the same weeks of the year before. */
function weeks({ year, week, until, cases, deaths, last_year_cases: cases2, last_year_deaths: deaths2 }: ToDate): Node[] {
  const numbers = (n: number | null, died: number | null) => t('cases_and_deaths', { n: format.count(n), died: format.count(died) });
  return [
    el('p', {}, t('year_to_week', { year: String(year), week, day: format.date(until), numbers: numbers(cases, deaths) }),
      cases2 === null ? null : el('span', { class: 'quiet' }, ` ${t('last_year_week', { year: String(year - 1), numbers: numbers(cases2, deaths2) })}`)),
  ];
}

function unpublished(): Node[] {
  const types = (city.get()?.facility_types ?? []).filter(({ count }) => count > 0);
  const facilities = types.reduce((sum, { count }) => sum + count, 0);
  return [
    el('h2', {}, t('visitor_title')),
    el('p', { class: 'big' }, el('b', {}, format.count(facilities)), ` ${t('facilities_here')}`),
    el('p', {}, t('unpublished')),
  ];
}

/** Twelve bars with their numbers: a picture for those who see it, a list for those who hear it. */
function months(block: CityYear): HTMLElement {
  const highest = Math.max(1, ...block.months.map(({ cases }) => cases ?? 0));
  const bar = (number: CityYear['months'][number], i: number) => {
    const high = Math.round(((number.cases ?? 0) / highest) * HIGHEST);
    const hidden = number.told === 'small' || number.told === 'withheld';
    const drawn = el('i', { class: hidden ? 'hidden' : '', style: `height: ${hidden ? 6 : high}px`, 'aria-hidden': 'true' });
    const text = number.told === 'withheld' ? '·' : told(number, block.k);
    return el('li', {}, el('span', { class: 'n', 'aria-hidden': String(number.told === 'withheld') }, text), drawn,
      el('abbr', { title: monthName(i + 1) }, monthName(i + 1, 'short')),
      number.told === 'withheld' && el('span', { class: 'unseen' }, t('told_withheld')));
  };
  return el('ol', { class: 'months', 'aria-label': t('by_month', { year: String(block.year) }) }, ...block.months.map(bar));
}
