// What a radius holds, as one sentence. Numbers that are not known are not made up: their half of it says so or is left out.
import type { Coverage } from '../api/coverage.ts';
import * as format from '../words/format.ts';
import { t } from '../words/words.ts';
import '../words/later.ts';

const percent = (value: number | null) => format.tenth(value);

export function sentence(inside: Coverage, type: string): string {
  const people =
    inside.people === null
      ? t('reach_no_people')
      : t('reach_people', { percent: percent(inside.people_percent), n: format.count(inside.people), year: inside.people_year ?? format.MISSING });
  const cases =
    inside.cases === null
      ? null
      : t('reach_cases', { percent: percent(inside.cases_percent), n: format.count(inside.cases), of: format.count(inside.cases_located) });
  const both = cases === null ? people : t('reach_and', { people, cases });
  return t('reach_within', { what: both, radius: format.distance(inside.radius_m), type });
}
