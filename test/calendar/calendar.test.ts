import { createCalendar, UnknownYear } from '../../src/calendar/calendar';

const calendar = createCalendar();

describe('calendar', () => {
  it.each(['2026-09-20', '2026-10-10', '2022-10-08', '2026-02-28', '2026-02-14', '2026-05-09', '2026-01-04'])(
    '%s is a weekend day that is worked',
    (day) => {
      expect(calendar.isMakeUpDay(day)).toBe(true);
      expect(calendar.isWorkday(day)).toBe(true);
    },
  );

  it('2026-09-19 is an ordinary Saturday', () => {
    expect(calendar.isMakeUpDay('2026-09-19')).toBe(false);
    expect(calendar.isWorkday('2026-09-19')).toBe(false);
  });

  it('never answers for a year without a table', () => {
    expect(calendar.knows(2027)).toBe(false);
    expect(() => calendar.isWorkday('2027-01-01')).toThrow(UnknownYear);
    expect(() => calendar.daysOff('春节', 2027)).toThrow(UnknownYear);
    expect(() => calendar.nextWorkday('2026-12-31')).toThrow(UnknownYear);
  });

  it('takes a table of the county', () => {
    const own = createCalendar([{ year: 2027, off: { '2027-01-01': '元旦' }, worked: ['2027-01-09'] }]);
    expect(own.isWorkday('2027-01-01')).toBe(false);
    expect(own.isMakeUpDay('2027-01-09')).toBe(true);
    expect(own.nextWorkday('2026-12-31')).toBe('2027-01-04');
  });

  it.each([
    ['元旦', 2026, '2026-01-01', '2026-01-03'],
    ['春节', 2026, '2026-02-15', '2026-02-23'],
    ['清明', 2026, '2026-04-04', '2026-04-06'],
    ['劳动节', 2026, '2026-05-01', '2026-05-05'],
    ['端午', 2026, '2026-06-19', '2026-06-21'],
    ['中秋', 2026, '2026-09-25', '2026-09-27'],
    ['国庆', 2026, '2026-10-01', '2026-10-07'],
    ['中秋', 2025, '2025-10-01', '2025-10-08'],
  ] as const)('%s %i', (festival, year, first, last) => {
    expect(calendar.daysOff(festival, year)).toEqual({ first, last });
  });

  it.each([
    [2026, '2026-02-17', '2026-03-03', '2026-09-25'],
    [2027, '2027-02-06', '2027-02-20', '2027-09-15'],
    [2028, '2028-01-26', '2028-02-09', '2028-10-03'],
    [2029, '2029-02-13', '2029-02-27', '2029-09-22'],
    [2030, '2030-02-03', '2030-02-17', '2030-09-12'],
  ])('lunar festivals of %i', (year, spring, lantern, autumn) => {
    const day = (month: number, date: number) => calendar.dayOfLunar({ year, month, day: date, leap: false });
    expect([day(1, 1), day(1, 15), day(8, 15)]).toEqual([spring, lantern, autumn]);
    expect(calendar.lunar(spring)).toEqual({ year, month: 1, day: 1, leap: false });
    expect(calendar.festivalDay('春节', year)).toBe(spring);
  });

  it('knows that 腊月 of 2026 has 29 days', () => {
    expect(calendar.lunarMonthDays(2026, 12)).toBe(29);
    expect(calendar.dayOfLunar({ year: 2026, month: 12, day: 30, leap: false })).toBeUndefined();
    expect(calendar.dayOfLunar({ year: 2026, month: 12, day: 29, leap: false })).toBe('2027-02-05');
  });

  it.each([
    [2026, '2026-04-05'],
    [2027, '2027-04-05'],
    [2028, '2028-04-04'],
  ])('清明 of %i', (year, day) => {
    expect(calendar.festivalDay('清明', year)).toBe(day);
  });

  it('moves deadlines off days off', () => {
    expect(calendar.shift('2026-10-03', 'next_workday')).toBe('2026-10-08');
    expect(calendar.shift('2026-10-03', 'second_workday')).toBe('2026-10-09');
    expect(calendar.shift('2026-10-10', 'next_workday')).toBe('2026-10-10');
    expect(calendar.previousWorkday('2026-10-01')).toBe('2026-09-30');
  });
});
