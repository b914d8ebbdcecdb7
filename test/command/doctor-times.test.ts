import { expect, test } from 'vitest';
import { isRead } from '../../src/command/doctor/find/times.ts';
import { readTime } from '../../src/wire/index.ts';
import { shopOf, visitAnswers } from './doctor-scene.ts';

const TIMES = [
  '2026-03-01T09:00:00Z',
  '2026-03-01T09:00:00.123456789+05:30',
  '2026-03-01T09:00:00',
  '2028-02-29T09:00:00Z',
  '2026-02-29T09:00:00Z',
  '2026-02-30T09:00:00Z',
  '2026-04-31T09:00:00',
  '2026-18-01T09:00:00',
  '2026-00-10T09:00:00Z',
  '2026-03-00T09:00:00Z',
  '2026-03-01 09:00:00',
  '2026-03-01T09:00Z',
  '2026-03-01T09:00:00+0100',
  '2026-03-01T24:00:00Z',
  '2026-03-01T09:00:60Z',
  '2026-03-01',
];

test.each(TIMES)('a doctor reads %s as the client does', (text) => {
  expect(isRead(text)).toBe(readTime(text, 'Z') !== undefined);
});

const levelsAt = (times: readonly string[]): object => ({
  inventories: times.map((updateTime, index) => ({
    variantId: String(1000 + index),
    locationId: '50002',
    available: 3 * index + 1,
    committed: index,
    unavailable: 2,
    incoming: 7 + index,
    onHand: 4 * index + 3,
    updateTime,
  })),
});

test.each([
  [['2026-02-30T09:00:00', '2026-04-31T09:00:00']],
  [['2026-03-01 09:00:00', '2026-03-01 09:00:01']],
])('times that the client leaves out are told of, and confirm nothing: %j', async (times) => {
  const { remarks, questions, report } = await visitAnswers(shopOf(levelsAt(times)));

  expect(remarks).toContainEqual(expect.stringMatching(/^The times are .*leaves them out\.$/));
  expect([...remarks, ...questions].join(' ')).not.toContain('zone');
  expect(report).not.toMatch(/T23.*confirmed/);
});

test('a list that holds no numbers is told to be none of levels', async () => {
  const { problems } = await visitAnswers(shopOf({ errors: [{ message: 'nope' }] }));

  expect(problems).toContain(
    'What stands in the list holds no numbers, so it is no list of levels.',
  );
  expect(problems.join(' ')).not.toContain('are 0');
});
