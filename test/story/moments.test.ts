import { targetOf } from '../../src/cli/story/moments';

const at = (text: string): number => Date.parse(`${text}+08:00`);

test.each([
  ['2022-09-28T10:00', '09-28', '2022-09-28T16:00'],
  ['2022-09-28T17:00', '09-28', '2022-09-28T16:00'],
  ['2022-12-30T10:00', '01-02', '2023-01-02T16:00'],
  ['2022-09-28T10:00', '01-02', '2023-01-02T16:00'],
  ['2022-09-28T10:00', '09-01', '2022-09-01T16:00'],
  ['2023-12-01T10:00', '02-29', '2024-02-29T16:00'],
])('at %s, %s is %s', (now, monthDay, target) => {
  expect(targetOf({ to: 'day', monthDay, second: 16 * 3600 }, at(now))).toBe(at(target));
});

test('a day that neither year has', () => {
  expect(targetOf({ to: 'day', monthDay: '02-29', second: 0 }, at('2022-09-28T10:00'))).toBeUndefined();
});
