import { describe, expect, it } from 'vitest';
import { Refused } from '../src/api/client.ts';
import type { Deed } from '../src/api/office.ts';
import { TooMany } from '../src/api/send.ts';
import { coarseText, codesIn } from '../src/office/coarse.ts';
import { deedLines } from '../src/office/deed.ts';
import { actionName, browserText, loginWord, nameText, stateOf, territoryText } from '../src/office/names.ts';
import { openOne, stateOfRelease } from '../src/office/released.ts';
import { trouble } from '../src/office/trouble.ts';
import type { Session } from '../src/state/answers.ts';
import { ended, NOWHERE, openTo, read, write } from '../src/state/office.ts';
import { csv } from '../src/words/csv.ts';
import { moment, sortable } from '../src/words/moment.ts';
import '../src/words/door.ts';
import '../src/words/office.ts';
import { speak } from '../src/words/words.ts';

const WIB = { time_zone: 'Asia/Jakarta', time_label: 'WIB' };
const session = (role: string, account = true): Session => ({
  role,
  territory: [],
  can: { points: false, counts: role !== 'admin', cells: false, line_list: false, studies: false, identity: false, identity_needs_reason: false, releases: role === 'surveillance', watch: role === 'surveillance' || role === 'puskesmas', people: role === 'admin' },
  account: account ? { name: 'ani', display_name: 'Ani' } : null,
  must_change_password: false,
});

describe('the place in the office', () => {
  it('comes back from its address, and nonsense is left out', () => {
    const place = { ...NOWHERE, section: 'audit', who: 'ani & co', since: '2026-11-01' } as const;
    expect(read(`#${write(place, 'en')}`)).toEqual({ ...place, language: 'en' });
    expect(write(NOWHERE, 'id')).toBe('');
    expect(read('#page=cellar&since=2026-02-30&lang=xx')).toEqual({ ...NOWHERE, language: 'id' });
  });

  it('is open to those who may look after people, and the own account to everybody who has one', () => {
    expect(openTo(session('admin'))).toEqual(['people', 'tokens', 'audit', 'account']);
    expect(openTo(session('admin', false))).toEqual(['people', 'tokens', 'audit']);
    expect(openTo(session('surveillance'))).toEqual(['releases', 'account']);
    expect(openTo(session('puskesmas'))).toEqual(['account']);
    expect(openTo(session('planner', false))).toEqual([]);
  });
});

describe('a table as a file', () => {
  it('begins with the mark of UTF-8, quotes what must be quoted, and holds no formula', () => {
    speak('id');
    expect(csv([['Nama', 'Untuk'], ['=1+1', 'a;b'], ['@x', 'kata "petik"'], ['-5', '1,5']])).toBe(
      '\ufeffNama;Untuk\r\n\'=1+1;"a;b"\r\n\'@x;"kata ""petik"""\r\n\'-5;1,5\r\n',
    );
  });

  it('is separated by commas in English', () => {
    speak('en');
    expect(csv([['a', '1,5']])).toBe('\ufeffa,"1,5"\r\n');
    speak('id');
  });
});

describe('instants by the clock of the city', () => {
  it('are written as in the language, with their zone, and sortable in files', () => {
    expect(moment('2026-11-21T23:05:09Z', WIB)).toBe('22 Nov 2026, 06.05 WIB');
    expect(moment(null, WIB)).toBe('–');
    expect(sortable('2026-11-21T17:00:09Z', WIB)).toBe('2026-11-22 00:00:09');
    speak('en');
    expect(moment('2026-11-21T23:05:09Z', { time_zone: 'Asia/Makassar', time_label: 'WITA' })).toBe('22 Nov 2026, 07:05 WITA');
    speak('id');
  });
});

describe('names in the office', () => {
  it('make a login word of a name with its titles', () => {
    expect(loginWord('dr. Ani Kusuma, M.Kes')).toBe('ani.kusuma');
    expect(loginWord("  Nur'aini  binti Sa'id")).toBe('nuraini.binti');
    expect(loginWord('Éka')).toBe('eka');
    expect(loginWord('')).toBe('');
  });

  it('say what a territory is, and what its absence means', () => {
    expect(territoryText('puskesmas', ['P01', '33.74.01'], { P01: 'Puskesmas Poncol' })).toBe('Puskesmas Poncol, 33.74.01');
    expect(territoryText('facility', [], {})).toMatch(/Belum ditentukan/);
    expect(territoryText('surveillance', ['33.74'], {})).toBe('Seluruh wilayah');
    expect(territoryText('admin', [], {})).toBe('Tanpa kasus');
  });

  it('tell closed from locked from not yet changed', () => {
    const plain = { disabled: false, locked_until: null, must_change_password: false };
    const now = Date.parse('2026-11-22T00:00:00Z');
    expect(stateOf(plain, now)).toBe('active');
    expect(stateOf({ ...plain, must_change_password: true }, now)).toBe('must_change');
    expect(stateOf({ ...plain, locked_until: '2026-11-22T00:00:30Z' }, now)).toBe('locked');
    expect(stateOf({ ...plain, locked_until: '2026-11-21T00:00:30Z' }, now)).toBe('active');
    expect(stateOf({ ...plain, disabled: true, must_change_password: true }, now)).toBe('closed');
  });

  it('read the browser off what it says of itself', () => {
    expect(browserText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36 Edg/156.0')).toBe('Edge di Windows');
    expect(browserText('Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36')).toBe('Chrome di Android');
    expect(browserText('curl/8.5.0')).toBe('curl/8.5.0');
    expect(browserText('')).toBe('Peramban tidak dikenal');
  });

  it('put the audit in words, and leave as it is what they do not know', () => {
    expect(actionName('session.refused')).toBe('Masuk ditolak');
    expect(actionName('moon.landing')).toBe('moon.landing');
    expect([nameText('(console)'), nameText('token:8848eb82'), nameText('ani')]).toEqual(['perintah di server', 'token 8848eb82', 'ani']);
  });
});

describe('the detail of a deed', () => {
  const deed = (action: string, detail: unknown) => deedLines({ number: 7, action, detail } as unknown as Deed, WIB).slice(2);

  it('says of a change only what changed', () => {
    const before = { role: 'puskesmas', territory: ['P01'], disabled: false };
    expect(deed('account.change', { before, after: { ...before, role: 'admin', territory: [] } })).toEqual([
      ['Peran', 'Puskesmas → Administrator'],
      ['Wilayah tugas', 'P01 → –'],
    ]);
  });

  it('writes instants, yes and no, missing values, and words that it does not know', () => {
    expect(deed('x', { expires: '2026-12-22T03:08:42.884880139Z', must_change: true, locked_s: null, moon: 3 })).toEqual([
      ['Berlaku sampai', '22 Des 2026, 10.08 WIB'],
      ['Harus ganti kata sandi', 'ya'],
      ['Terkunci selama (detik)', '–'],
      ['moon', '3'],
    ]);
  });
});

describe('what was refused', () => {
  const problem = (status: number, fields: { field: string; message: string }[] = []) => new Refused({ status, title: 'no', detail: 'the reason', fields });

  it('stands beside its field, in our words where we have them', () => {
    const fields = [{ field: 'name', message: 'a name has...' }, { field: 'odd', message: 'is odd' }];
    expect(trouble(problem(400, fields), { name: 'wrong_name' }).fields).toEqual({ name: expect.stringMatching(/^Pakai 2 sampai/), odd: 'is odd' });
  });

  it('is told for the whole otherwise', () => {
    expect(trouble(new TypeError('network')).whole).toMatch(/tidak terjangkau/);
    expect(trouble(new TooMany(problem(429), 30)).whole).toMatch(/30 detik/);
    expect(trouble(problem(409)).whole).toBe('the reason');
  });

  it('notices that the session is over', () => {
    trouble(problem(401));
    expect(ended.get()).toBe(true);
    ended.set(false);
  });
});

describe('a release in plain words', () => {
  it('gathers what became coarser by kind, names places, and keeps what it does not know', () => {
    const lines = ['kecamatan 33.74.01: quarter 3 instead of its months', 'kecamatan 33.74.01: quarter 4 instead of its months', 'kecamatan 33.74.02: quarter 1 instead of its months', 'cases without kecamatan: no year', 'nothing below the city', 'something new'];
    expect(codesIn(lines)).toEqual(['33.74.01', '33.74.01', '33.74.02']);
    expect(coarseText(lines, { '33.74.01': 'Kec. Tugu' })).toEqual([
      'Per triwulan, bukan per bulan: Kec. Tugu (3, 4); 33.74.02 (1).',
      'Tahunnya tidak diberitakan: kasus tanpa kecamatan.',
      'Tidak ada yang lebih rinci dari kota.',
      'something new',
    ]);
  });

  it('knows the one that the public sees: opened last, and not withdrawn', () => {
    const release = (id: number, state: 'prepared' | 'published' | 'withdrawn', changed: string | null) => ({ id, state, changed });
    const all = [release(4, 'prepared', null), release(3, 'withdrawn', '2026-11-20T00:00:00Z'), release(2, 'published', '2026-11-10T00:00:00Z'), release(1, 'published', '2026-11-01T00:00:00Z')];
    const open = openOne(all);
    expect(open?.id).toBe(2);
    expect(all.map((one) => stateOfRelease(one, open))).toEqual(['prepared', 'withdrawn', 'published', 'replaced']);
    expect(openOne([])).toBeNull();
  });
});
