import type { DutyEntry, Named, ShiftEntry } from '../../domain/values';
import type { Day } from '../../lib/time';
import type { Source } from '../source';
import { takePhones, type PhonePiece } from './phones';
import { directlyAfter, takeRosterTokens, type DutyRole, type RosterToken } from './roster-tokens';

/** People of one stretch of days. */
interface Group {
  days: readonly Day[];
  readonly leader: Named[];
  readonly staff: Named[];
  readonly shifts: Map<'day' | 'night', Named[]>;
  /** Named without a label: leader then staff when they are two. */
  readonly plain: Named[];
}

const newGroup = (days: readonly Day[]): Group => ({ days, leader: [], staff: [], shifts: new Map(), plain: [] });

const size = (group: Group): number =>
  group.leader.length + group.staff.length + group.plain.length + group.shifts.size;

interface Sheet {
  readonly groups: readonly Group[];
  /** 带班都是王强, or people before the first day: they stand in every entry. */
  readonly always: Group;
}

/** The name of a festival whose single days come behind it. */
function isTitle(token: RosterToken, later: readonly RosterToken[]): boolean {
  if (token.kind !== 'days' || token.festival !== true || token.days.length < 2) return false;
  const typed = later.flatMap((each) => (each.kind === 'days' ? [each.days] : []));
  return typed.length > 0 && typed.every((days) => days.every((day) => token.days.includes(day)));
}

/** Walks the tokens: days open a group, labels give the people before or behind them a role. */
function sheetOf(tokens: readonly RosterToken[], text: string): Sheet {
  const always = newGroup([]);
  const groups: Group[] = [];
  let group = always;
  let role: DutyRole | undefined;
  let shift: 'day' | 'night' | undefined;
  let target: Group = always;
  let before: RosterToken | undefined;
  /** People since the last word or day. */
  const run: Named[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'days' && isTitle(token, tokens.slice(index + 1))) {
      // 国庆值班表 带班王强 值班 10月1日李梅: what stands under the title holds for every day.
      continue;
    }
    if (token.kind === 'days') {
      if (before?.kind === 'days' && size(group) === 0)
        group.days =
          /^[\s、,和]{0,2}$/.test(text.slice(before.end, token.at)) &&
          !text.slice(before.end, token.at).includes('\n') &&
          // 国庆 10.1-10.4: the festival's name is the title of its days.
          !token.days.every((day) => group.days.includes(day))
            ? [...group.days, ...token.days]
            : token.days;
      else groups.push((group = newGroup(token.days)));
      // 夜班今晚 周强: a shift directly before its day is said of it.
      [target, role, shift] = [group, undefined, before?.kind === 'shift' ? shift : undefined];
    } else if (token.kind === 'shift') {
      // 带班王强 白班李梅: a shift ends the list of leaders.
      if (role === 'leader') role = undefined;
      shift = token.shift;
    } else if (token.kind === 'role') {
      const suffix =
        before?.kind === 'person' &&
        role === undefined &&
        directlyAfter(text, before.end, token.at) &&
        group.plain.length > 0;
      const named =
        before?.kind === 'person' &&
        role !== undefined &&
        (endsClause(text, before.end, token) || startsSuffixes(tokens, index, text));
      if (named && run.length > 0) {
        // 值班:王院长带班,李梅值班: the word behind the name wins over the one that stands above.
        const moved = target[role ?? 'staff'].splice(-ownRun(tokens.slice(0, index), run.length, text));
        group[token.role].push(...moved);
        [target, role] = [group, undefined];
      } else if (suffix) group[token.role].push(...group.plain.splice(0));
      else {
        role = token.role;
        target = token.always ? always : group;
      }
    } else if (shift !== undefined && role !== 'leader') {
      target.shifts.set(shift, [...(target.shifts.get(shift) ?? []), token.person]);
    } else if (role !== undefined) {
      target[role].push(token.person);
      run.push(token.person);
    } else group.plain.push(token.person);
    if (token.kind !== 'person') run.splice(0);
    before = token;
  }
  // 王强、赵刚明天带班: the only label stands behind all the people.
  const [label, more] = tokens.filter(({ kind }) => kind === 'role');
  if (label?.kind === 'role' && more === undefined && label === tokens.at(-1))
    always[label.role].push(...always.plain.splice(0));
  return { groups, always };
}

/** 带班:王强,李梅、赵刚值班: only those who stand together before the label, not those before the comma. */
function ownRun(before: readonly RosterToken[], length: number, text: string): number {
  let count = 1;
  while (count < length) {
    const [left, right] = before.slice(-count - 1);
    const between = text.slice(left?.end, right?.at);
    // 值班马超 周馆长带班: who was named by the first label stays with it.
    const isFirst = count === length - 1;
    if (!left || !right || /[,;。]/.test(between) || (isFirst && /[\s\n]/.test(between))) return count;
    count += 1;
  }
  return count;
}

/** 值班:王强带班 刘芳值班: this label and the next one each stand directly behind a name. */
function startsSuffixes(tokens: readonly RosterToken[], index: number, text: string): boolean {
  const [person, label, next, nextLabel] = tokens.slice(index - 1, index + 3);
  const suffix = (name: RosterToken | undefined, role: RosterToken | undefined): boolean =>
    name?.kind === 'person' && role?.kind === 'role' && directlyAfter(text, name.end, role.at);
  return (
    suffix(person, label) && suffix(next, nextLabel) && next !== undefined && label !== undefined && next.at > label.end
  );
}

/** Stands the label directly behind a name, and before a comma or the end? */
const endsClause = (text: string, end: number, label: RosterToken): boolean =>
  directlyAfter(text, end, label.at) && /^(?:[,;。]|\s*$)/.test(text.slice(label.end, label.end + 4));

/** Two names without labels are leader and staff; one is staff. */
function settlePlain(group: Group, leaderKnown: boolean): void {
  const names = group.plain.splice(0);
  if (names.length > 1 && group.leader.length === 0 && group.staff.length === 0 && !leaderKnown)
    group.leader.push(...names.splice(0, 1));
  group.staff.push(...names);
}

const differ = (a: readonly Named[], b: readonly Named[]): boolean =>
  a.length > 0 && b.length > 0 && a.map((each) => each.name).join() !== b.map((each) => each.name).join();

class Days {
  readonly byDay = new Map<Day, Group>();
  readonly twice: Day[] = [];

  add(day: Day, group: Group): void {
    const own = this.byDay.get(day);
    if (!own) {
      this.byDay.set(day, {
        ...group,
        days: [day],
        leader: [...group.leader],
        staff: [...group.staff],
        shifts: new Map(group.shifts),
      });
      return;
    }
    if (differ(own.leader, group.leader) || differ(own.staff, group.staff)) this.twice.push(day);
    if (own.leader.length === 0) own.leader.push(...group.leader);
    if (own.staff.length === 0) own.staff.push(...group.staff);
    for (const [shift, people] of group.shifts) own.shifts.set(shift, [...(own.shifts.get(shift) ?? []), ...people]);
  }
}

const ROTATE = /(?<!不)轮流|(?<!不)轮班(?!制)|轮着|依次/;

function entriesOf(
  { groups, always }: Sheet,
  text: string,
): { readonly entries: DutyEntry[]; readonly twice: readonly Day[] } {
  const filled = groups.filter((group) => size(group) > 0);
  const used = filled.length > 0 ? filled : groups;
  for (const group of used) settlePlain(group, always.leader.length > 0);
  settlePlain(always, false);
  const rotating = ROTATE.test(text);
  const days = new Days();
  for (const group of used) {
    for (const [index, day] of group.days.entries()) {
      const turn = group.staff[index % Math.max(1, group.staff.length)];
      days.add(day, rotating && group.staff.length > 1 && turn ? { ...group, staff: [turn] } : group);
    }
  }
  const entries = [...days.byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, group]) => entryOf(day, group, always));
  return { entries, twice: days.twice };
}

function entryOf(date: Day, group: Group, always: Group): DutyEntry {
  const leader = group.leader.length > 0 ? group.leader : always.leader;
  const staff = group.staff.length > 0 ? group.staff : group.shifts.size > 0 ? [] : always.staff;
  const shifts: ShiftEntry[] = [...(group.shifts.size > 0 ? group.shifts : always.shifts)].map(([shift, people]) => ({
    shift,
    staff: people,
  }));
  return {
    date,
    ...(leader.length > 0 && { leader }),
    ...(staff.length > 0 && { staff }),
    ...(shifts.length > 0 && { shifts }),
  };
}

export interface RosterRead {
  readonly entries: readonly DutyEntry[];
  readonly phones: readonly PhonePiece[];
  /** Half of a roster was typed: days without people, or people without days. */
  readonly lacks?: 'people' | 'days';
}

/** Digits that belong to nothing else: a phone with too few of them. */
const STRAY_DIGITS = /(?<![\d.:/-])\d{5,14}(?![\d元])/;

/** 2号除外, 10日同8日: said of days that were typed elsewhere. */
const EXCEPT = /[^\s,。]{0,6}(?:除外|不算|不包括|不含)|除了[^\s,。]{1,8}|\d{1,2}[日号]同\s?\d{1,2}[日号]/;

/** A roster: one entry per date in date order (rule 5). Days typed twice with other people are a mistake. */
export function takeRoster(source: Source): RosterRead {
  const phones = takePhones(source);
  const tokens = takeRosterTokens(source, phones);
  const { entries, twice } = entriesOf(sheetOf(tokens, source.rest), source.text);
  if (twice[0] !== undefined) source.mistake({ code: 'duplicate_date', details: { day: twice[0] } });
  const manned = entries.filter((entry) => entry.leader ?? entry.staff ?? entry.shifts);
  const except = EXCEPT.exec(source.text);
  if (except) source.mistake({ code: 'unclear', typed: except[0] });
  const stray = STRAY_DIGITS.exec(source.rest);
  if (stray) source.mistake({ code: 'bad_phone', typed: stray[0] });
  const has = (kind: RosterToken['kind']): boolean => tokens.some((token) => token.kind === kind);
  const lacks =
    manned.length > 0 || has('days') === has('person') ? {} : ({ lacks: has('days') ? 'people' : 'days' } as const);
  return { entries: manned, phones, ...lacks };
}
