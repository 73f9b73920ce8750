import { normalise } from '../../src/reading/normalise';
import { clockOf } from '../../src/lib/time';
import { findClocks } from '../../src/reading/values/clocks';
import { namesIn } from '../../src/reading/values/names';
import { numberOf } from '../../src/reading/values/numbers';
import { findPhones } from '../../src/reading/values/phones';

describe('clocks (domain D.2.5)', () => {
  it.each([
    ['11:30', '11:30'],
    ['11：30', '11:30'],
    ['11点半', '11:30'],
    ['十一时三十分', '11:30'],
    ['上午十一点半', '11:30'],
    ['下午五点半', '17:30'],
    ['17点30', '17:30'],
    ['5:30PM', '17:30'],
    ['中午12点', '12:00'],
    ['24点', '24:00'],
    ['零点', '00:00'],
    ['下班前', '17:30'],
    ['中午', '12:00'],
    ['晚上12点', '24:00'],
    ['晚上8点', '20:00'],
    ['下午三点一刻', '15:15'],
    ['早8点', '08:00'],
  ])('%s is %s', (text, expected) => {
    expect(findClocks(normalise(text)).map((clock) => clockOf(clock.minute))).toEqual([expected]);
  });

  it.each(['25:00', '25:70', '11:60', '下午25点'])('%s is a mistake', (text) => {
    expect(findClocks(text)[0]?.mistake?.code).toBe('bad_time');
  });
});

describe('phones (domain D.2.7)', () => {
  it.each([
    ['13800001111', '13800001111'],
    ['138-0000-1111', '13800001111'],
    ['138 0000 1111', '13800001111'],
    ['0477-8380001', '0477-8380001'],
    ['0477—8380199', '0477-8380199'],
    ['(0477)8380001', '0477-8380001'],
    ['0477-8380001转802', '0477-8380001-802'],
    ['8380001', '0477-8380001'],
  ])('%s is %s', (text, expected) => {
    expect(findPhones(normalise(text)).map((phone) => phone.phone)).toEqual([expected]);
  });

  it.each(['139000010011', '1390000100', '23900001001', '电话12345678'])('%s is a mistake', (text) => {
    expect(findPhones(text).map((phone) => phone.kind)).toEqual(['bad']);
  });

  it('an ID number is no phone', () => {
    expect(findPhones('152701199001011234')).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([
    ['五十六', 56],
    ['伍佰', 500],
    ['贰佰', 200],
    ['3万', 30_000],
    ['半', 0.5],
    ['廿五', 25],
    ['一百零八', 108],
    ['二〇二六', 2026],
    ['十', 10],
    ['两', 2],
    ['-3', -3],
  ])('%s is %d', (text, expected) => {
    expect(numberOf(text)).toBe(expected);
  });
});

describe('names (domain D.2.6)', () => {
  it.each([
    ['王强、李梅', ['王强', '李梅']],
    ['王 强', ['王强']],
    ['刘芳赵刚', ['刘芳', '赵刚']],
    ['欧阳倩 巴特尔', ['欧阳倩', '巴特尔']],
    ['阿依古丽·买买提', ['阿依古丽·买买提']],
    ['老张', ['老张']],
    ['赵院长', ['赵院长']],
    ['刘师傅', ['刘师傅']],
    ['平安', []],
    ['明天', []],
    ['全体职工', []],
  ])('%s holds %j', (text, expected) => {
    expect(namesIn(text, []).map((piece) => piece.name)).toEqual(expected);
  });
});
