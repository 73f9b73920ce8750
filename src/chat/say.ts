import type { Register } from '../domain/register-index';
import type { Person } from '../domain/register';
import { onDuty } from '../domain/roster';
import type { Standing } from '../domain/services/reports';
import type { Due, Lack, Round, Schedule, Task } from '../domain/task';
import type { DutyEntry, Mark, Named } from '../domain/values';
import { listOf } from '../domain/wanted';
import { addDays, type Day, type Instant } from '../lib/time';
import { sayClock, sayDate, sayDay, sayDays, sayDue, sayDueNear, sayMinutes, sayMoment, saySpan } from '../words/dates';
import type { Names } from '../words/names';

/** `138****0000`: phones are masked wherever the roster is not the point. */
export const masked = (phone: string): string =>
  /^\d{11}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : phone;

/** Turns values into the words that people read. One for each message: it knows today and the register. */
export class Say {
  constructor(
    readonly names: Names,
    private readonly register: Register,
    private readonly today: Day,
  ) {}

  readonly day = (day: Day): string => sayDay(day, this.today);
  readonly days = (days: readonly Day[]): string => sayDays(days, this.today);
  readonly span = (range: readonly [Day, Day]): string => saySpan(range, this.today);
  readonly moment = (at: Instant): string => sayMoment(at, this.today);
  readonly clock = (at: Instant): string => sayClock(at);
  readonly due = (dueAt: Instant): string => sayDue(dueAt, this.today);
  readonly dueNear = (dueAt: Instant): string => sayDueNear(dueAt, this.today);
  readonly minutes = (minutes: number): string => sayMinutes(minutes);

  /** Short name of a unit. */
  readonly unit = (id: string): string => this.register.shortName(id);
  readonly units = (ids: readonly string[]): string => ids.map(this.unit).join('、');
  /** Full name of a unit: for a 通报. */
  readonly fullUnit = (id: string): string => this.register.unit(id)?.name ?? id;
  readonly fullUnits = (ids: readonly string[]): string => ids.map(this.fullUnit).join('、');

  /** The bureau that speaks: the signature of a 通报. */
  readonly bureau = (): string => this.register.bureau?.name ?? '';
  /** A day with its year and without its weekday, as documents are dated. */
  readonly date = (day: Day): string => sayDate(day);
  readonly groups = (ids: readonly string[]): string => ids.map((id) => this.register.group(id)?.name ?? id).join('、');

  readonly item = (item: string): string => this.names.items[item] ?? listOf(item) ?? item;
  readonly kind = (kind: string): string => this.names.kinds[kind] ?? kind;
  readonly role = (role: string): string => this.names.roles[role] ?? role;
  readonly mark = (mark: Mark): string => this.names.marks[mark] ?? mark;
  readonly marks = (marks: readonly Mark[]): string => marks.map(this.mark).join('、');

  /** `已报`, `迟报（迟12分钟）`, `待补正（缺固定电话）`. */
  state(due: Due): string {
    const word = this.names.states[due.state] ?? due.state;
    if (due.state === 'late') return `${word}（迟${this.minutes(due.lateMinutes)}）`;
    return due.lacks.length > 0 ? `${word}（缺：${this.lacks(due.lacks)}）` : word;
  }

  /** What is missing, item by item. */
  lacks(lacks: readonly Lack[]): string {
    return lacks.map((lack) => this.lack(lack)).join('、');
  }

  private lack(lack: Lack): string {
    if ('mark' in lack)
      return lack.names?.length ? `${lack.names.join('、')}的${this.mark(lack.mark)}` : this.mark(lack.mark);
    if (lack.part === 'count') return `${lack.missing}次`;
    const part = this.names.parts[lack.part] ?? lack.part;
    if (lack.part === 'repair') return part;
    return lack.days.length > 0 ? `${this.days(lack.days)}的${part}` : part;
  }

  /** A person on a roster: name with phone; `known` looks a phone up in the register. */
  named(person: Named, show: 'full' | 'masked' | 'none', unitId?: string): string {
    const known = unitId === undefined ? undefined : this.register.peopleNamed(person.name, unitId)[0]?.mobile;
    const phone = person.phone ?? known;
    return phone === undefined || show === 'none'
      ? person.name
      : `${person.name}${show === 'full' ? phone : masked(phone)}`;
  }

  people(people: readonly Named[] | undefined, show: 'full' | 'masked' | 'none', unitId?: string): string {
    return (people ?? []).map((person) => this.named(person, show, unitId)).join('、');
  }

  /** The people of a day as template values. */
  dutyDay(entry: DutyEntry, show: 'full' | 'masked' | 'none', unitId?: string): Readonly<Record<string, unknown>> {
    return {
      day: this.day(entry.date),
      leader: this.people(entry.leader, show, unitId),
      staff: this.people(entry.staff, show, unitId),
      shifts: (entry.shifts ?? []).map((shift) => ({
        night: shift.shift === 'night',
        staff: this.people(shift.staff, show, unitId),
      })),
      clock: entry.start && entry.end ? `${entry.start}-${entry.end}` : '',
      nobody: onDuty(entry).length === 0,
    };
  }

  /** Which occurrence of a task that comes again: its day, or its week. Empty for one that comes once. */
  round({ schedule }: Task, { day }: Round): string {
    if (schedule.every === 'once') return '';
    return schedule.every === 'week_count' ? this.span([day, addDays(day, 6)]) : this.day(day);
  }

  /** How often a task is due, for lists. */
  schedule(schedule: Schedule): Readonly<Record<string, unknown>> {
    const none = { once: '', day: '', week: '', weekCount: '', month: '', clock: '', range: '' };
    const shifted = 'ifHoliday' in schedule && schedule.ifHoliday !== 'none';
    const base = { ...none, workdays: false, monthEnd: false, shifted };
    const range = 'range' in schedule && schedule.range ? this.span(schedule.range) : '';
    const clock = 'clock' in schedule && schedule.clock !== '23:59' ? schedule.clock : '';
    switch (schedule.every) {
      case 'once':
        return { ...base, once: this.due(schedule.dueAt) };
      case 'day':
        return { ...base, day: true, clock, range, workdays: schedule.workdaysOnly ?? false };
      case 'week':
        return {
          ...base,
          week: schedule.weekdays.map((each) => this.names.weekdays[each - 1]).join('、'),
          clock,
          range,
        };
      case 'week_count':
        return { ...base, weekCount: schedule.count, range };
      case 'month':
        return { ...base, month: schedule.monthday, monthEnd: schedule.monthday === 31, clock };
    }
  }

  contact(task: Pick<Task, 'contact' | 'contactPostId' | 'contactPersonId'>): Readonly<Record<string, string>> | false {
    if (task.contact) return { name: task.contact.name ?? '', phone: task.contact.phone ?? '' };
    const post = this.register.posts.find((each) => each.id === task.contactPostId);
    const person = this.register.person(post?.holderId) ?? this.register.person(task.contactPersonId);
    return person ? { name: person.name, phone: this.register.bureau?.landline ?? '' } : false;
  }

  /** Where a report stands, for the answers to reports; `false` when nobody waits for it. */
  standing(standing: Standing | undefined): Readonly<Record<string, unknown>> | false {
    if (!standing) return false;
    const { due, round, task } = standing;
    return {
      title: task.title,
      state: this.state(due),
      word: this.names.states[due.state] ?? due.state,
      done: due.state === 'reported' || due.state === 'late',
      late: due.state === 'late' ? this.minutes(due.lateMinutes) : '',
      lacks: due.lacks.length > 0 ? this.lacks(due.lacks) : '',
      scan: due.lacks.some((lack) => 'mark' in lack && lack.mark === 'scan'),
      due: this.due(round.dueAt),
      overdue: round.state === 'closed',
      settled: due.settledAt === undefined ? '' : this.moment(due.settledAt),
    };
  }

  /** Name of a person by id. */
  readonly person = (id: string): string => this.register.person(id)?.name ?? id;

  personLine(person: Person): string {
    return person.unitId === undefined ? person.name : `${this.unit(person.unitId)}${person.name}`;
  }
}
