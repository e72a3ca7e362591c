import { afterEach, describe, expect, it, vi } from 'vitest';
import { covered, followCoverage, type Coverage } from '../src/api/coverage.ts';
import { sentence } from '../src/panels/coverage.ts';
import { city, online, type City } from '../src/state/answers.ts';
import { ask } from '../src/state/filters.ts';
import { coverageBy, reach } from '../src/state/layers.ts';
import { learn, speak } from '../src/words/words.ts';

const INSIDE: Coverage = {
  type: 'puskesmas', radius_m: 3000, facilities: 37, people: 1_402_118, population: 1_633_475, people_percent: 85.84, people_year: 2022,
  cases: 2101, cases_located: 2386, cases_percent: 88.06, as_of: '2022-12-31',
};

afterEach(() => {
  vi.unstubAllGlobals();
  speak('id');
});

/** A server that answers every question about coverage alike. */
function serve(status: number, body: unknown): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return new Response(JSON.stringify(body), { status });
  });
  return asked;
}

describe('the reach of facilities', () => {
  it('is asked with type, radius and the words of the question, and only while circles are shown', async () => {
    const asked = serve(200, INSIDE);
    city.set({ span: { from: '2022-01-02', to: '2022-12-31' }, as_of: '2022-12-31' } as City);
    ask({ disease: ['dbd'], from: '2022-01-02', to: '2022-12-31' });
    const stop = followCoverage();
    expect(asked).toEqual([]);
    coverageBy.set('radius');
    reach.set({ type: 'rs', radius: 5000 });
    await vi.waitFor(() => expect(covered.get().state).toBe('ready'));
    expect(asked.at(-1)).toBe('/api/coverage?disease=dbd&from=2022-01-02&to=2022-12-31&type=rs&radius=5000');
    expect(covered.get().data).toEqual(INSIDE);
    stop();
    coverageBy.set('official');
  });

  it('stays silent where the server does not know it', async () => {
    serve(404, { title: 'Not Found', status: 404 });
    coverageBy.set('radius');
    const stop = followCoverage();
    await vi.waitFor(() => expect(covered.get().state).toBe('failed'));
    expect(covered.get().data).toBeNull();
    expect(online.get()).toBe(true);
    stop();
    coverageBy.set('official');
  });

  it('is said in one sentence, in both languages', async () => {
    expect(sentence(INSIDE, 'Puskesmas')).toBe(
      '85,8 % penduduk (1.402.118 jiwa, 2022) dan 88,1 % kasus bertitik (2.101 dari 2.386) dalam radius 3 km garis lurus dari Puskesmas.',
    );
    await learn('en');
    speak('en');
    expect(sentence(INSIDE, 'puskesmas')).toContain('85.8 % of the population (1,402,118 people, 2022)');
  });

  it('leaves out the cases of those who may not count them, and makes up no people', () => {
    const closed = { ...INSIDE, cases: null, cases_located: null, cases_percent: null };
    expect(sentence(closed, 'Puskesmas')).toBe('85,8 % penduduk (1.402.118 jiwa, 2022) dalam radius 3 km garis lurus dari Puskesmas.');
    const nobody = { ...INSIDE, people: null, people_percent: null, people_year: null, cases: 0, cases_percent: null };
    expect(sentence(nobody, 'Puskesmas')).toContain('belum diketahui');
    expect(sentence(nobody, 'Puskesmas')).toContain('– % kasus bertitik (0 dari');
  });
});
