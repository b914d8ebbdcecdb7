import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInstant, parseInstant } from '../../src/model/shape/instant.ts';

const EPOCH = parseInstant('1970-01-01T00:00:00Z');

describe('isInstant', () => {
  test.each([
    '2026-03-01T09:30:00Z',
    '2026-03-01T09:30:00.5Z',
    '2026-03-01T09:30:00.123456789Z',
    '2026-03-01T09:30:00+01:00',
    '2026-03-01T09:30:00-11:45',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
    '2026-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
  ])('takes %s', (text) => {
    expect(isInstant(text)).toBe(true);
  });

  test.each([
    '',
    'yesterday',
    '2026-03-01',
    '2026-03-01T09:30:00',
    '2026-03-01T09:30Z',
    '2026-03-01 09:30:00Z',
    '2026-3-1T9:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-00-01T09:30:00Z',
    '2026-01-00T09:30:00Z',
    '2026-01-32T09:30:00Z',
    '2026-04-31T09:30:00Z',
    '2026-02-29T09:30:00Z',
    '1900-02-29T09:30:00Z',
    '2026-02-30T09:30:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T09:60:00Z',
    '2026-03-01T09:30:60Z',
    '2026-03-01T09:30:00.Z',
    '2026-03-01T09:30:00+24:00',
    '2026-03-01T09:30:00+0100',
    '+02026-03-01T09:30:00Z',
    ' 2026-03-01T09:30:00Z',
    '2026-03-01T09:30:00Z\n',
    'Sun, 01 Mar 2026 09:30:00 GMT',
  ])('refuses %j', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(parseInstant(text)).toBe(Infinity);
  });
});

describe('parseInstant', () => {
  test('agrees with Date about every moment of four-digit years, in any zone', () => {
    const moments = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9998-12-31T23:59:59Z'),
      noInvalidDate: true,
    });
    const offsets = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });

    fc.assert(
      fc.property(moments, offsets, (moment, offset) => {
        const text = inZone(moment, offset);

        expect(parseInstant(text) - EPOCH).toBeCloseTo(moment.getTime() / 1000, 3);
        expect(isInstant(text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('agrees with Date about which days exist', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9998 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          const date = new Date(0);
          date.setUTCFullYear(year, month - 1, day);
          const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}T00:00:00Z`;

          expect(isInstant(text)).toBe(date.getUTCDate() === day);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('tells microseconds apart', () => {
    const earlier = parseInstant('2026-03-01T09:30:00.000001Z');
    const later = parseInstant('2026-03-01T09:30:00.000002Z');

    expect(later).toBeGreaterThan(earlier);
  });

  test('reads one moment in two zones as the same number', () => {
    expect(parseInstant('2026-03-01T00:15:00.1+01:00')).toBe(
      parseInstant('2026-02-28T18:30:00.1-04:45'),
    );
  });
});

function inZone(moment: Date, offset: number): string {
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
