import { afterEach, describe, expect, it } from 'vitest';
import * as format from '../src/words/format.ts';
import { learn, speak, t } from '../src/words/words.ts';

afterEach(() => speak('id'));

describe('numbers and dates as an Indonesian office writes them', () => {
  it('groups thousands with points and writes rates with a comma and two decimals', () => {
    expect(format.count(1702379)).toBe('1.702.379');
    expect(format.rate(51.63)).toBe('51,63');
    expect(format.rate(24.2)).toBe('24,20');
  });

  it('shows missing as a dash and zero as zero', () => {
    for (const write of [format.count, format.rate, format.change, format.distance]) expect(write(null)).toBe('–');
    expect(format.date(null)).toBe('–');
    expect(format.count(0)).toBe('0');
    expect(format.rate(0)).toBe('0,00');
    expect(format.change(0)).toBe('0');
  });

  it('writes dates and says nothing of a period twice', () => {
    expect(format.date('2026-11-05')).toBe('5 Nov 2026');
    expect(format.date('2026-08-17')).toBe('17 Agu 2026');
    expect(format.period('2026-10-30', '2026-11-26')).toBe('30 Okt – 26 Nov 2026');
    expect(format.period('2025-12-28', '2026-01-03')).toBe('28 Des 2025 – 3 Jan 2026');
    expect(format.period('2026-01-03', '2026-01-03')).toBe('3 Jan 2026');
  });

  it('gives a change its sign', () => {
    expect(format.change(1200)).toBe('+1.200');
    expect(format.change(-4)).toBe('−4');
  });

  it('writes class boundaries alike, and coordinates as a person reads them from a map', () => {
    expect(format.bounds([9.76, 115, 870], false)).toEqual(['9,8', '115,0', '870,0']);
    expect(format.bounds([30, 110, 390], false)).toEqual(['30', '110', '390']);
    expect(format.bounds([0.7, 1.5], false)).toEqual(['0,70', '1,50']);
    expect(format.degrees(110.4104, -6.9839)).toBe(`6°59'02" LS 110°24'37" BT`);
    expect(format.degrees(123.99999, -5.99999)).toBe(`6°00'00" LS 124°00'00" BT`);
  });

  it('follows the language', async () => {
    speak('en');
    expect(t('n_cases', { n: 3 })).toBe('3 kasus');
    await learn('en');
    expect(format.count(1702379)).toBe('1,702,379');
    expect(format.date('2026-11-05')).toBe('5 Nov 2026');
    expect(t('n_cases', { n: 3 })).toBe('3 cases');
  });
});
