import fc from 'fast-check';
import { normalise } from '../../src/reading/normalise';
import { sampleUnderstanding, understood } from '../corpus/understanding';
import { VOCABULARY } from '../../src/reading/vocabulary';
import type { Understanding } from '../../src/cli/understand-line';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
  understood(understanding, { text: '/值班 10月1日 带班王强 值班李梅' });
});

const repeat = (piece: string): string => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
/** The first 10 kB of it. */
const tenKilobytes = (text: string): string => Buffer.from(text).subarray(0, 10_240).toString();

/** Whatever makes careless patterns slow. */
const LONG: readonly (readonly [string, string])[] = [
  ['one letter', repeat('a')],
  ['one character', repeat('王')],
  ['digits', repeat('1')],
  ['digits and commas', repeat('1、')],
  ['days', repeat('10月1日、')],
  ['ranges', repeat('1日至3日 ')],
  ['spaces', repeat(' ')],
  ['spaces and characters', repeat('王 ')],
  ['brackets', repeat('（')],
  ['nested lists', repeat('1.2.3.')],
  ['relay lines', repeat('1. 康宁 平安\n')],
  ['labels', repeat('带班值班')],
  ['phones', repeat('13900001001 ')],
  ['phones run together', repeat('13900001001')],
  ['names', repeat('李梅赵刚')],
  ['goods', repeat('米1袋油1桶')],
  ['money', repeat('500元')],
  ['clocks', repeat('8点30分')],
  ['festivals', repeat('国庆节前一天')],
  ['addresses', repeat('城关镇十里铺村')],
  ['hazard numbers', repeat('YH-0012、')],
  ['denials', repeat('无异常没有')],
  ['negations', repeat('不是1是2')],
  ['mentions', repeat('@某某 ')],
  ['bidi', repeat('\u202E王强\u200B')],
  ['zero width', repeat('\u200B\u200D\uFEFF')],
  ['emoji', repeat('👨‍👩‍👧')],
  ['lone surrogates', repeat('\uD800')],
  ['gap characters', repeat('\uE000')],
  ['a copied chat', repeat('李梅 10:32\n今天平安\n')],
  ['headers alone', repeat('李梅 10:32\n')],
  ['names with colons', repeat('李梅:平安\n')],
  ['colons', repeat('王:')],
  ['one name after the other', repeat('李梅:')],
  ['quotes that never end', repeat('「王\n- - ')],
  ['clocks in a row', repeat('王 10:32 ')],
];
/** Every command once, none, and a list. */
const COMMANDS = [
  '',
  ...VOCABULARY.flatMap((grammar) => grammar.names.slice(0, 1)).map((name) => `/${name} `),
  '#接龙\n',
];

/** Milliseconds of processor time: others may use the machine at the same moment. */
function timed(text: string): number {
  const started = process.cpuUsage();
  understood(understanding, { text, ctx: { role: 'admin' } });
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

describe('hostile messages', () => {
  it.each(LONG)('%s: never throws behind any command', (_, text) => {
    for (const command of COMMANDS)
      expect(understood(understanding, { text: `${command}${text}`, ctx: { role: 'admin' } }).id).toBe('T');
  });

  /** Processor time of 200 ordinary messages, about 10 kB in all: the same machine at the same moment. */
  let ordinary = 0;
  beforeAll(() => {
    const line = '/值班 10月1日-3日 带班王强13900001001 值班李梅13900001002、赵刚 固话8380001 已签字盖章';
    const once = (): number => Array.from({ length: 200 }, () => timed(line)).reduce((sum, each) => sum + each, 0);
    once();
    ordinary = once();
  });

  it.each(LONG)('%s: 10 kB cost no more than three times as much as 10 kB of ordinary messages', (_, text) => {
    const limit = Math.max(40, 3 * ordinary);
    const slow = COMMANDS.flatMap((command) => {
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 4 && best > limit; run += 1)
        best = Math.min(best, timed(`${command}${tenKilobytes(text)}`));
      return best > limit ? [`${command}${best.toFixed(0)} ms of ${limit.toFixed(0)}`] : [];
    });
    expect(slow).toEqual([]);
  });

  it('grows linearly', () => {
    const best = (length: number): number => {
      const text = `/值班 ${'10月1日带班王强值班李梅 '.repeat(length / 15)}`;
      return Math.min(...Array.from({ length: 5 }, () => timed(text)));
    };
    best(2000);
    expect(best(8000) / best(2000)).toBeLessThan(12);
  });

  it('never throws for any text', () => {
    const pieces = fc.constantFrom(
      '/',
      '值班',
      '10月1日',
      '王强',
      '13900001001',
      '平安',
      '康宁',
      '、',
      '\n',
      '1.',
      '#接龙',
      '到',
      '隐患',
      'YH-0012',
      '500元',
      '？',
      '国庆',
      '初一',
      '每周',
      '11:30',
      '截止',
      '\u200B',
      '🙏',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
        ),
        (text) => {
          const answer = understood(understanding, { text });
          expect(answer.intent).not.toBe('');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('makes no record of random text', () => {
    const noise = fc.array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        fc.constantFrom(
          '\u200B',
          '\u202E',
          '\u2066',
          '\uFEFF',
          '\uD83D',
          '\u0000',
          '\uE000',
          '哈',
          '呢',
          '嗯',
          '啊',
          '吧',
          '…',
          '——',
        ),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(noise, (pieces) => {
        // A bare 1 is a receipt, a question mark asks for help, a slash makes an unknown command, and a star in front
        // is a correction: it is asked what of.
        const { intent, error_code } = understood(understanding, { text: pieces.join('') });
        expect(error_code ?? (['none', 'unknown', 'help', 'ack'].includes(intent) ? 'no record' : intent)).not.toBe(
          intent,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('gives equal readings for equal texts, and for texts that are normalised already', () => {
    const text = '／值班　１０月１日　帶班：王強　值班：李梅';
    expect(understood(understanding, { text })).toEqual(understood(understanding, { text: normalise(text) }));
  });
});
