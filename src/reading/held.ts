import { DAY, dayOf, daysBetween, HOUR, MINUTE, type Day, type Instant } from '../lib/time';
import { numberOf } from './values/numbers';

const STAMP = /^\d{4}-\d{2}-\d{2}(?:T(\d{2}):(\d{2}))?/;
const CLOCK = /^(\d{2}):\d{2}$/;
const NOON = 12;

/** All that the slots of a reading hold, in every form in which it may have been typed. */
export class Held {
  /** Keys of all slots, also of those inside others. */
  readonly keys = new Set<string>();
  readonly days = new Set<Day>();
  /** Every word, one a line. */
  text = '';
  private readonly numbers = new Set<number>();
  /** Days and clocks without their signs: 0929, 929, 20260929, 1130; the items of a list: 1234. */
  private readonly compact = new Set<string>();

  constructor(
    slots: Readonly<Record<string, unknown>>,
    private readonly now: Instant,
  ) {
    this.add(slots);
    const days = [...this.days].sort();
    // 三天, 10月1日起7天: held by the first and the last day.
    const length = daysBetween(days[0] ?? '', days.at(-1) ?? '');
    this.numbers.add(length).add(length + 1);
  }

  hasNumber = (value: number): boolean => this.numbers.has(value);

  /** A number, also 0929 and 20261001 for a day, 1130 for a clock, 10.1 for a day. */
  has(typed: string): boolean {
    return (
      this.numbers.has(numberOf(typed) ?? Number(typed)) ||
      this.text.includes(typed) ||
      this.compact.has(typed) ||
      (typed.includes('.') && typed.split('.').every((part) => this.numbers.has(Number(part))))
    );
  }

  private add(value: unknown): void {
    if (typeof value === 'number') this.addNumber(value);
    else if (typeof value === 'string') this.addWord(value);
    else if (Array.isArray(value)) {
      this.numbers.add(value.length);
      for (const each of value) this.add(each);
    } else if (typeof value === 'object' && value !== null) this.addFields(value);
  }

  private addFields(fields: object): void {
    for (const [key, value] of Object.entries(fields)) {
      this.keys.add(key);
      this.addDigits(key);
      this.add(value);
    }
    this.compact.add(Object.keys(fields).join(''));
  }

  /** 4分30秒 is held by 270 seconds. */
  private addNumber(value: number): void {
    for (const each of [value, Math.floor(value / 60), value % 60]) this.numbers.add(each);
  }

  private addDigits(text: string): void {
    for (const [digits] of text.matchAll(/\d+/g)) this.numbers.add(Number(digits));
  }

  private addWord(value: string): void {
    this.text += `${value}\n`;
    this.addDigits(value);
    const stamp = STAMP.exec(value);
    if (stamp) this.addMoment(value);
    const clock = CLOCK.exec(value);
    if (clock) this.compact.add(value.replace(':', ''));
    const hour = Number(stamp?.[1] ?? clock?.[1]);
    // 下午5点 is held by 17:00, 24点 by 00:00.
    if (hour >= 0) for (const each of [hour % NOON, hour % NOON || NOON, hour || 2 * NOON]) this.numbers.add(each);
  }

  /** 3天内 and 2小时 are held by the moment that they lead to. */
  private addMoment(value: string): void {
    const at = Date.parse(value.length > 10 ? value : `${value}T00:00:00+08:00`);
    this.addDay(value.slice(0, 10));
    this.compact.add(value.slice(11, 16).replace(':', ''));
    const ahead = at - this.now;
    if (ahead < 10 * HOUR) this.numbers.add(Math.round(ahead / MINUTE));
    if (ahead < 10 * DAY) this.numbers.add(Math.round(ahead / HOUR));
    this.numbers.add(Math.round(ahead / DAY));
    this.numbers.add(Math.ceil((at - this.now) / DAY));
    // 29日24点 is 30日0点.
    if (value.slice(11, 16) === '00:00') this.addDay(dayOf(at - MINUTE));
  }

  private addDay(day: Day): void {
    this.days.add(day);
    this.addDigits(day);
    const [year = '', month = '', date = ''] = day.split('-');
    for (const typed of [year + month + date, year.slice(2) + month + date, month + date, `${Number(month)}${date}`])
      this.compact.add(typed);
  }
}
