import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Understanding } from '../../src/cli/understand-line';
import { instantOf } from '../../src/lib/time';
import { mask, nameless } from '../../src/reading/mask';
import { namesNothingNew } from '../../src/reading/same-values';
import { normalise } from '../../src/reading/normalise';
import type { ReadingContext } from '../../src/reading/reading';
import { sampleUnderstanding } from '../corpus/understanding';

let known: Understanding;
let context: ReadingContext;
beforeAll(async () => {
  known = await sampleUnderstanding();
  context = {
    now: instantOf('2026-11-23', 9 * 60),
    register: known.register,
    calendar: known.calendar,
    sender: { role: 'staff', name: '李梅', unitId: 'I02' },
    hasImage: false,
    hasFile: false,
    openTitles: [],
  };
});

const texts = ['utterances.jsonl', 'more.jsonl'].flatMap((file) =>
  readFileSync(join(__dirname, '../corpus', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => normalise((JSON.parse(line) as { text: string }).text)),
);

describe('hiding', () => {
  test('leaves no person, unit, telephone or long number of any message of the corpus, and puts it back', () => {
    const { people, units } = known.register;
    const words = [...people.map(({ name }) => name), ...units.map(({ name }) => name)];
    const left = texts.flatMap((text) => {
      const { text: masked, restore } = mask(text, context);
      if (restore(masked) !== text) return [`not put back: ${text}`];
      const numbers = (masked.match(/\d{6,}/g) ?? []).filter((digits) => !/^20\d{6}$/.test(digits));
      return [...words.filter((word) => masked.includes(word)), ...numbers].map((word) => `${word} in ${masked}`);
    });
    expect(left).toEqual([]);
  });

  test('names the same piece alike, and examples without a number', () => {
    expect(mask('王强和李梅,李梅13900001002', context).text).toBe('〔甲1〕和〔甲2〕,〔甲2〕〔电话1〕');
    expect(nameless('换班 明天李梅 后天赵刚', context)).toBe('换班 明天〔甲…〕 后天〔甲…〕');
  });

  test('puts nothing back that was not there', () => {
    const { restore } = mask('李梅说平安', context);
    expect(restore('/零报告 平安 报告人【甲1】')).toBe('/零报告 平安 报告人李梅');
    expect(restore('/零报告 平安 报告人〔甲2〕')).toBeUndefined();
    expect(restore('/零报告 平安 电话〔电话1〕')).toBeUndefined();
  });
});

test.each([
  ['平安', '老人都好', true],
  ['12月3日 带班王强', '王强12月3号带班', true],
  ['周五 带班王强', '王强周五带班', true],
  // Reckoning days is nobody's business but ours.
  ['周五 带班王强', '王强11月27日带班', false],
  ['老人56', '五十六位老人都好', true],
  ['老人57', '五十六位老人都好', false],
  ['明天 带班王强', '王强带班', false],
  ['11:30 带班王强', '王强明天带班', false],
  ['带班赵刚', '王强带班', false],
  ['康宁 平安', '我们院平安', false],
  ['0477-8380001', '电话8380001', true],
  ['13900001002', '电话13900001001', false],
])('%s says nothing beyond %s: %s', (line, text, same) => {
  expect(namesNothingNew(line, text, context)).toBe(same);
});
