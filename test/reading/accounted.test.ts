import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Held } from '../../src/reading/held';
import { type Understanding, understandLine } from '../../src/cli/understand-line';
import { sampleUnderstanding, understood } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

interface Line {
  readonly text: string;
  readonly now: string;
  readonly ctx?: object;
  readonly intent: string;
  readonly error_code?: string;
}

/** Their story is kept whole, they have no values, or they are talk. */
const WITHOUT_VALUES = new Set([
  'incident',
  'incident_follow',
  'none',
  'ack',
  'help',
  'confirm',
  'cancel',
  'undo',
  'checkin',
  'unknown',
]);
const MESSAGES = readFileSync(join(__dirname, '../corpus/utterances.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line)
  .filter(
    ({ intent, error_code, text }) => !WITHOUT_VALUES.has(intent) && error_code === undefined && !text.includes('\n'),
  );

const read = (line: Pick<Line, 'text' | 'now' | 'ctx'>): { slots: object; error_code?: string } =>
  understandLine(JSON.stringify({ id: 'T', ...line }), understanding);

describe('what was typed comes back or is asked about', () => {
  it.each([
    ['a number', '/零报告 老人56 一切正常 新添轮椅12'],
    ['a number in words', '/零报告 老人56 一切正常 新添轮椅十二台'],
    ['an amount that is unreadable', '/走访 张桂兰 慰问金300元 医药费报销20万'],
    ['a person', '/值班 10月1日 带班王强 值班李梅 备注联系赵刚'],
    ['a day', '/换班 10月3日李梅 10月5日赵刚 下周三说'],
    ['a shift', '/值班 更正 10月3日 李梅换成刘芳 下周二'],
  ])('%s: %s', (_, text) => {
    expect(understood(understanding, { text })).toMatchObject({ slots: {}, error_code: expect.any(String) as string });
  });

  it.each([
    ['what was before', '/更正 外出不是1是2'],
    ['who is away', '/值班 10月1日 带班王强 值班李梅（刘芳请假）'],
    ['when it was counted', '/零报告 截至17时 老人56 一切正常'],
    ['minutes of seconds', '/演练 9月27日 疏散 老人30 用时4分30秒'],
    ['a part of a sum', '/抗原 54阴2阳'],
    ['compact digits', '/值班 20261001 带班王强 值班李梅'],
    ['hours of a deadline', '/截止 摸底表 24小时内'],
  ])('%s is nothing lost: %s', (_, text) => {
    const role = text.startsWith('/截止') ? { role: 'admin' } : { inst: 'I02', role: 'staff' };
    expect(understood(understanding, { text, ctx: role }).error_code).toBeUndefined();
  });

  test('a number that is added to any message of the corpus', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGES), fc.integer({ min: 2401, max: 9899 }), (line, number) => {
        const { slots, error_code } = read({ ...line, text: `${line.text} 另有编号${number}的` });
        expect(error_code !== undefined || JSON.stringify(slots).includes(String(number))).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });

  test('a colleague who is added to any message of the corpus', () => {
    const aside = new Set(['zero', 'duty_phone', 'publish', 'query', 'correct']);
    const messages = MESSAGES.filter(({ intent, text }) => !aside.has(intent) && !text.includes('白鸽'));
    fc.assert(
      fc.property(fc.constantFrom(...messages), (line) => {
        const { slots, error_code } = read({ ...line, text: `${line.text} 转告白鸽` });
        expect(error_code !== undefined || JSON.stringify(slots).includes('白鸽')).toBe(true);
      }),
      { numRuns: 600 },
    );
  });
});

describe('what slots hold', () => {
  const NOW = Date.parse('2026-09-28T09:12:00+08:00');
  const held = (slots: Record<string, unknown>): Held => new Held(slots, NOW);

  test('a clock is held as it was typed', () => {
    const due = held({ due: '2026-09-30T17:30:00+08:00' });
    expect(['5', '17', '30', '9', '1730', '0930'].filter((typed) => !due.has(typed))).toEqual([]);
    expect(due.has('16')).toBe(false);
  });

  test('midnight is 24 o’clock of the day before', () => {
    const due = held({ due: '2026-09-30T00:00:00+08:00' });
    expect(['24', '29'].every((typed) => due.has(typed))).toBe(true);
  });

  test('a span holds its length', () => expect(held({ range: ['2026-10-01', '2026-10-07'] }).has('7')).toBe(true));
});
