import { lacksOf, onDuty, rosterOf } from '../../src/domain/roster';
import type { DutyEntry, Mark } from '../../src/domain/values';
import { record } from './county';

const day1: DutyEntry = {
  date: '2022-10-01',
  leader: [{ name: 'Hal' }],
  staff: [{ name: 'Ann', phone: '13900000001' }],
};
const day2: DutyEntry = {
  date: '2022-10-02',
  leader: [{ name: 'Hal' }],
  staff: [{ name: 'Bob', phone: '13900000002' }],
};
const duty = record('duty', { entries: [day1, day2] });
const names = (records: Parameters<typeof rosterOf>[0], date: string): string[] => {
  const entry = rosterOf(records).days.get(date);
  return entry ? onDuty(entry).map((person) => person.name) : [];
};

describe('the fold of a roster', () => {
  test('a later entry replaces what it names of a day and leaves the rest', () => {
    const later = record('duty', { entries: [{ date: '2022-10-01', staff: [{ name: 'Bob' }] }] });
    expect(names([duty, later], '2022-10-01')).toEqual(['Hal', 'Bob']);
    expect(names([duty, later], '2022-10-02')).toEqual(['Hal', 'Bob']);
  });

  test('shifts of a day stand beside each other; the same shift is replaced', () => {
    const night = (name: string) =>
      record('duty', { entries: [{ date: '2022-10-01', shifts: [{ shift: 'night', staff: [{ name }] }] }] });
    expect(names([duty, night('Bob'), night('Cid')], '2022-10-01')).toEqual(['Hal', 'Ann', 'Cid']);
  });

  test('a swap moves people with their phones, and is nothing without the day of the other', () => {
    const swap = record('duty_swap', {
      a: { date: '2022-10-01', name: 'Ann' },
      b: { date: '2022-10-02', name: 'Bob' },
    });
    expect(rosterOf([duty, swap]).days.get('2022-10-01')?.staff).toEqual([{ name: 'Bob', phone: '13900000002' }]);
    expect(names([duty, swap], '2022-10-02')).toEqual(['Hal', 'Ann']);
    const half = record('duty', { entries: [day1] });
    expect(names([half, swap], '2022-10-01')).toEqual(['Hal', 'Ann']);
  });

  test('a substitute comes for one shift only, where the shift was named', () => {
    const shifts = [
      { shift: 'day', staff: [{ name: 'Ann' }] },
      { shift: 'night', staff: [{ name: 'Ann' }] },
    ];
    const both = record('duty', { entries: [{ date: '2022-10-01', shifts }] });
    const comes = record('duty_substitute', { date: '2022-10-01', from: 'Ann', to: 'Bob', shift: 'night' });
    expect(names([both, comes], '2022-10-01')).toEqual(['Ann', 'Bob']);
  });

  test('a correction names new people, or who comes for whom', () => {
    const named = record('duty_update', { date: '2022-10-01', leader: [{ name: 'Cid' }] });
    const replaced = record('duty_update', { date: '2022-10-02', from: 'Bob', to: 'Ann' });
    expect(names([duty, named, replaced], '2022-10-01')).toEqual(['Cid', 'Ann']);
    expect(names([duty, named, replaced], '2022-10-02')).toEqual(['Hal', 'Ann']);
  });

  test('marks stay until they are denied', () => {
    const papers = record('duty_attach', { signed: true, stamped: true, scan: true, landline: '0477-8380001' });
    const denied = record('duty_attach', { stamped: false });
    expect(rosterOf([duty, papers])).toMatchObject({
      signed: true,
      stamped: true,
      scan: true,
      landline: '0477-8380001',
    });
    expect(rosterOf([duty, papers, denied])).toMatchObject({ signed: true, stamped: false, scan: true });
  });

  test('leaving a record out is undo', () => {
    const swap = record('duty_swap', {
      a: { date: '2022-10-01', name: 'Ann' },
      b: { date: '2022-10-02', name: 'Bob' },
    });
    const update = record('duty_update', { date: '2022-10-01', leader: [{ name: 'Cid' }] });
    expect(rosterOf([duty, update])).toEqual(rosterOf([duty, swap, update].filter((each) => each !== swap)));
    expect(names([duty, update], '2022-10-01')).toEqual(['Cid', 'Ann']);
  });
});

describe('what a roster lacks', () => {
  const requires: Mark[] = ['landline', 'mobile', 'signed', 'stamped', 'scan'];
  const nobody = (): boolean => false;

  test('everything, in the order in which it is said', () => {
    const half = rosterOf([record('duty', { entries: [{ date: '2022-10-01', staff: [{ name: 'Ann' }] }] })]);
    expect(lacksOf(half, { covers: ['2022-10-01', '2022-10-02'], requires }, nobody)).toEqual([
      { part: 'day', days: ['2022-10-02'] },
      { part: 'leader', days: ['2022-10-01'] },
      { mark: 'landline' },
      { mark: 'mobile', names: ['Ann'] },
      { mark: 'signed' },
      { mark: 'stamped' },
      { mark: 'scan' },
    ]);
  });

  test('a mobile that the register knows need not be typed', () => {
    const roster = rosterOf([
      record('duty', { entries: [{ date: '2022-10-01', leader: [{ name: 'Hal' }], staff: [{ name: 'Ann' }] }] }),
    ]);
    expect(lacksOf(roster, { requires: ['mobile'] }, (name) => name === 'Ann')).toEqual([
      { mark: 'mobile', names: ['Hal'] },
    ]);
  });

  test('without days to cover, those that were handed in count; without any, the roster itself is missing', () => {
    expect(lacksOf(rosterOf([duty]), { requires: [] }, nobody)).toEqual([]);
    expect(lacksOf(rosterOf([record('duty_attach', { signed: true })]), { requires: ['signed'] }, nobody)).toEqual([
      { part: 'day', days: [] },
    ]);
  });

  test('a night shift alone has staff and no leader', () => {
    const night = { date: '2022-10-01', shifts: [{ shift: 'night', staff: [{ name: 'Ann' }] }] };
    expect(lacksOf(rosterOf([record('duty', { entries: [night] })]), { requires: [] }, nobody)).toEqual([
      { part: 'leader', days: ['2022-10-01'] },
    ]);
  });
});
