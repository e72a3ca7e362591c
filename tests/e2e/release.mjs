// A published release for the simulated city, answered in the browser's place of the server: every way in which a
// number can be told.
const K = 5;
const AS_OF = '2016-10-31';
const YEARS = { 2014: 1628, 2015: 1737, 2016: 388 };

const number = (told, cases) => ({ told, cases });

/** Month after month; the last two of the last year are not closed yet. */
const months = (total, closed) =>
  Array.from({ length: 12 }, (_, i) => {
    if (i >= closed) return number('nothing', null);
    if (i === 7) return number('small', null);
    if (i === 8) return number('withheld', null);
    return number('exactly', Math.round((total / 12) * (1.6 - i / 10)));
  });

function blockOf(disease, city, year, total) {
  const closed = Number(year) === 2016 ? 10 : 12;
  const deaths = { deaths: number('exactly', Math.round(total / 50)), months_deaths: [] };
  return { disease, city, year: Number(year), k: K, closed_months: closed, total: number('exactly', total), months: months(total, closed), ...deaths };
}

/** The way in which the i-th place is told, and its number. */
function rowOf({ code, name, population }, i) {
  const how = ['exactly', 'exactly', 'exactly', 'exactly', 'exactly', 'small', 'withheld', 'nothing', 'exactly'][i % 9];
  const cases = how === 'exactly' ? (i === 8 ? 0 : 12 + i * 7) : null;
  return { code, name, told: how, cases, population, ir: cases === null || !population ? null : (cases * 100_000) / population };
}

/** Nothing was published yet. */
export const publishNothing = (page) =>
  page.route('**/api/release', (route) => route.fulfill({ json: { release: null, cities: [], blocks: [] } }));

/** Answers for the two addresses of a release; `districts(by)` gives the rows of a recap of the server. */
export async function publish(page, districts) {
  const rows = { kecamatan: await districts('kecamatan'), kelurahan: await districts('kelurahan') };
  const city = rows.kecamatan[0].code.slice(0, 5);
  const blocks = Object.entries(YEARS).flatMap(([year, total]) => [
    blockOf('dbd', city, year, total),
    blockOf('leptospirosis', city, year, Math.round(total / 40)),
  ]);
  const week = { year: 2016, week: 50, until: '2016-12-17', cases: 402, deaths: 3, last_year_cases: 1650, last_year_deaths: 34 };
  const to_date = [{ disease: 'dbd', city, ...week }];
  const release = { id: 3, as_of: AS_OF, published: '2016-11-15T03:00:00Z', source: 'Aturan publikasi' };
  await page.route('**/api/release', (route) => route.fulfill({ json: { release, cities: [{ code: city, name: 'Kota Samudra' }], blocks, to_date } }));
  await page.route('**/api/release/table?*', (route) => {
    const words = new URL(route.request().url()).searchParams;
    const year = Number(words.get('year'));
    const part = ['quarter', 'month'].find((word) => words.has(word));
    const table = rows[words.get('by')].map(rowOf).map((row) => (part ? { ...row, ir: null, ...(part === 'quarter' ? number('nothing', null) : {}) } : row));
    const total = { code: city, name: 'Kota', told: 'exactly', cases: YEARS[year], population: 1_600_000, ir: (YEARS[year] * 100_000) / 1_600_000 };
    route.fulfill({ json: { disease: words.get('disease'), city, year, span: part ? `${part} ${words.get(part)}` : 'year', k: K, rows: table, total, as_of: AS_OF, source: 'BPS, proyeksi' } });
  });
}
