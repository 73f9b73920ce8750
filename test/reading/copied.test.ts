import type { Understanding } from '../../src/cli/understand-line';
import type { Reading } from '../../src/reading/reading';
import { sampleUnderstanding } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

/** Monday 2026-11-23 18:00; typed by an admin. */
const now = Date.parse('2026-11-23T18:00:00+08:00');
function read(text: string, sender: object = { role: 'admin', name: '高峰' }): Reading {
  const { reader, register, calendar } = understanding;
  const context = { now, register, calendar, sender, hasImage: false, hasFile: false, openTitles: [] };
  return reader.read(text, context as never);
}

/** Each entry as `unit intent`, with `!code` where it is bad and the clock where it has one. */
function told({ pasted }: Reading): string[] {
  return (pasted?.entries ?? []).map(({ reading, saidAt }) => {
    const { inst } = reading.slots;
    const unit = typeof inst === 'string' ? inst : '-';
    const code = reading.mistakes[0] ? ` !${reading.mistakes[0].code}` : '';
    const at = saidAt === undefined ? '' : ` ${new Date(saidAt + 8 * 3_600_000).toISOString().slice(5, 16)}`;
    return `${unit} ${reading.intent}${code}${at}`;
  });
}
const chat = (...lines: readonly string[]): string => lines.join('\n');
const list = (heading: string, ...lines: readonly string[]): string =>
  `#接龙\n${heading}\n\n${lines.map((line, index) => `${index + 1}. ${line}`).join('\n')}`;

describe('the lines of a list, each with whoever wrote it', () => {
  it.each([
    ['康宁 李梅 一切正常', 'I02 zero'],
    ['康宁-李梅 平安', 'I02 zero'],
    ['康宁李梅：平安', 'I02 zero'],
    ['李梅 平安', 'I02 zero'],
    ['李梅（康宁） 平安', 'I02 zero'],
    ['康宁 平安[抱拳]', 'I02 zero'],
    ['福利院 平安', '- zero !ambiguous_institution'],
    ['光明养老院 平安', '- zero !unknown_institution'],
    ['小幸运 平安', '- zero !unknown_institution'],
  ])('%s', (line, expected) => {
    expect(told(read(list('今日零报告', '柳河 平安', line)))[1]).toBe(expected);
  });

  test('names of a roster are its people, not its writer', () => {
    const { pasted } = read(list('国庆值班（带班/值班）', '柳河 11月29日 孙立/周强'));
    expect(pasted?.entries[0]?.reading.slots['entries']).toEqual([
      { date: '2026-11-29', leader: [{ name: '孙立' }], staff: [{ name: '周强' }] },
    ]);
  });

  test('a stranger is not the unit of whoever copied the list', () => {
    const own = { role: 'staff', unitId: 'I02', name: '李梅' };
    expect(told(read(list('今日零报告', '康宁 平安', '小幸运 平安'), own))).toEqual([
      'I02 zero',
      'I02 zero !unknown_institution',
    ]);
  });

  test.each(['微信群的：\n', '转发微信群接龙\n', ''])('with %j above it', (above) => {
    expect(told(read(above + list('今日零报告', '康宁 平安', '柳河 平安')))).toEqual(['I02 zero', 'I06 zero']);
  });
});

describe('what a list is about', () => {
  it.each([
    ['收到请接龙', '康宁 李梅', 'ack'],
    ['元旦值班安排的通知，请接龙收到', '康宁 李梅', 'ack'],
    ['通知：今日零报告', '康宁 李梅', 'zero'],
    ['通知', '康宁 平安', 'zero'],
    ['通知', '康宁 李梅', undefined],
    ['各单位情况', '康宁 今日平安', 'zero'],
  ])('%s / %s is %s', (heading, line, expected) => {
    const { pasted } = read(list(heading, line, '柳河 周强'));
    expect(pasted?.entries[0]?.reading.intent).toBe(expected);
  });
});

describe('copied chats', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'clocks above',
      chat('李梅 10:32', '平安', '周强 10:35', '老人31 平安'),
      ['I02 zero 11-23T10:32', 'I06 zero 11-23T10:35'],
    ],
    ['a full date', chat('李梅 2026/11/22 17:20', '今天平安'), ['I02 zero 11-22T17:20']],
    ['a date in words', chat('李梅 2026年11月22日 下午5:20', '今天平安'), ['I02 zero 11-22T17:20']],
    ['yesterday', chat('李梅 昨天 17:20', '今天平安'), ['I02 zero 11-22T17:20']],
    ['a weekday', chat('李梅 星期五 17:20', '今天平安'), ['I02 zero 11-20T17:20']],
    ['the time first', chat('2026-11-22 17:20:11 李梅', '今天平安'), ['I02 zero 11-22T17:20']],
    ['a clock that is still ahead is of yesterday', chat('李梅 19:20', '今天平安'), ['I02 zero 11-22T19:20']],
    ['names with a colon', chat('李梅:', '平安', '', '周强：', '老人31 平安'), ['I02 zero', 'I06 zero']],
    ['all in one line', chat('李梅: 平安', '周强: 老人31 平安'), ['I02 zero', 'I06 zero']],
    ['nicknames with their unit', chat('康宁-小李 10:32', '平安'), ['I02 zero 11-23T10:32']],
    ['the unit in the message', chat('小幸运 2026/11/23 10:32', '康宁今日平安'), ['I02 zero 11-23T10:32']],
    [
      'nobody knows whose',
      chat('李梅 10:32', '平安', '小幸运 10:33', '平安'),
      ['I02 zero 11-23T10:32', '- zero !unknown_institution 11-23T10:33'],
    ],
    [
      'the export of a forwarded chat',
      chat('群聊的聊天记录如下：', '', '—————  2026-11-22  —————', '', '李梅  17:20', '', '今天平安', '', '[图片]'),
      ['I02 zero 11-22T17:20'],
    ],
    [
      'what was quoted is not said again',
      chat('何静 10:32', '「李梅：今天平安」', '- - - - - - -', '我院也平安'),
      ['I03 zero 11-23T10:32'],
    ],
    [
      'what the program says',
      chat('李梅 10:32', '平安', '周强撤回了一条消息', '何静 10:40', '平安'),
      ['I02 zero 11-23T10:32', 'I03 zero 11-23T10:40'],
    ],
    [
      'somebody mentioned',
      chat('李梅 10:32', '@高峰 收到', '周强 10:33', '@小安 平安'),
      ['I02 ack 11-23T10:32', 'I06 zero 11-23T10:33'],
    ],
    [
      'the bureau does not report',
      chat('李梅 10:32', '平安', '高峰 10:40', '通知 全体 明天开会'),
      ['I02 zero 11-23T10:32', '- none 11-23T10:40'],
    ],
    [
      'several kinds',
      chat('李梅 10:32', '收到', '周强 10:33', '隐患 二楼灯不亮 明天修'),
      ['I02 ack 11-23T10:32', 'I06 hazard 11-23T10:33'],
    ],
    [
      'a list inside',
      chat('李梅 10:32', list('今日零报告', '康宁 平安'), '周强 10:40', list('今日零报告', '康宁 平安', '柳河 平安')),
      ['I02 zero 11-23T10:32', 'I02 zero 11-23T10:40', 'I06 zero 11-23T10:40'],
    ],
    [
      'a clock inside a message',
      chat('李梅 10:32', '今天平安', '会议时间 15:00', '周强 10:40', '平安'),
      ['I02 zero 11-23T10:32', 'I06 zero 11-23T10:40'],
    ],
  ])('%s', (_, text, expected) => {
    expect(told(read(text))).toEqual(expected);
  });

  test('pictures that did not come along are counted', () => {
    expect(read(chat('李梅 10:32', '平安', '[图片]', '[文件] 值班表.pdf')).pasted?.files).toBe(2);
  });

  it.each([
    '值班 11月30日 8:00\n带班王强 值班李梅',
    '康宁 老人56 平安',
    '带班：王强\n值班：李梅',
    '明天会议 15:00\n请准时',
    '截止时间 17:30\n零报告',
    '有事：李梅10:32摔倒，已送医',
    '李梅：大家好',
  ])('%j is no copied chat', (text) => {
    expect(read(text).pasted?.chat ?? false).toBe(false);
  });
});
