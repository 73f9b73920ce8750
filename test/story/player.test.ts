import { parseStory } from '../../src/cli/story/parse';
import { type Outcome, play, report } from '../../src/cli/story/play';
import { FakeProgram } from './fake-program';

const NOW = '= now 2022-09-28 10:00\n';

async function played(text: string): Promise<Outcome & { told: string; program: FakeProgram }> {
  const story = parseStory('a.story', NOW + text);
  const program = new FakeProgram();
  const outcome = await play(story, program);
  return { ...outcome, told: report(story, outcome), program };
}

describe('stories that the program fits', () => {
  test.each([
    ['an answer', '高峰: 说 已报\n小安: 已报'],
    ['silence', '高峰: 说啥'],
    ['markdown is not seen', '高峰: 说 **已报** 值班表\n小安: 已报 值班表'],
    ['a push elsewhere', '高峰: 局里 通报草稿\n小安: 已转\n小安→G3: 通报…'],
    ['lines of other conversations come in any order', '高峰: 局里 通报草稿\n小安→G3: 通报…\n小安: 已转'],
    ['a push that is expected much later', '高峰: 局里 草稿\n小安: 已转\n高峰: 说 好\n小安: 好\n[群 G3]\n小安: 草稿'],
    ['a private push', '李梅: 私信 请看\n小安: 已转\n小安→高峰: 请看\n'],
    ['a private chat', '[私聊]\n李梅: 说 你好\n小安: 你好\n[群 G1]\n高峰: 说 群里\n小安: 群里'],
    ['a clock that is moved', '高峰: 稍后 提醒\n[+9 分钟]\n[09-28 10:10]\n小安: 提醒'],
    ['a tap', '高峰: 选项\n小安: …1 发布 2 退回\n[选 发布]\n小安: 发布了'],
    ['a message that comes again', '高峰: 说 已报\n小安: 已报\n[重发]'],
    ['a message that comes again after a restart', '高峰: 说 已报\n小安: 已报\n[重启]\n[重发]'],
    ['another answer to the same message is shown', '高峰: 重复\n小安: 第1次\n[重发]\n小安: 第2次'],
    ['data outlives a restart', '高峰: 稍后 提醒\n[重启]\n[+10 分钟]\n小安: 提醒'],
    ['what is due while it is down is done at the start', '高峰: 稍后 提醒\n[停机 1 小时]\n小安: 提醒'],
    [
      'a far end that refuses',
      '高峰: 局里 草稿\n小安: 已转\n小安→G3: 草稿\n[断线 10 分钟]\n高峰: 局里 二稿\n小安: 已转\n[+11 分钟]\n小安→G3: 二稿',
    ],
    ['an outage passes before what it holds back', '[断线 10 分钟]\n高峰: 局里 草稿\n小安: 已转\n小安→G3: 草稿'],
    ['an errcode', '[接口 45009]\n高峰: 局里 草稿\n小安: 已转\n[+1 分钟]\n小安→G3: 草稿'],
    ['a userid that nobody has', 'wangwu: 谁\n小安: wangwu，附件'],
    ['a userid', 'I02: 谁\n小安: i02，…'],
    ['a name with its unit', '陈静@I05: 谁\n小安: b，…'],
    [
      'attachments',
      '[附件 值班表.jpg]\n[附件 台账.pdf]\n李梅: 谁\n小安: …值班表.jpg(image)、台账.pdf(file)\n李梅: 谁\n小安: i02，附件',
    ],
    ['a group that the register does not know', '[群 G9]\n高峰: 说 新群\n小安→G9: 新群'],
  ])('%s', async (_, text) => {
    expect((await played(text)).told).toBe('');
  });
});

describe('stories that fail', () => {
  test.each([
    [
      'a wrong text',
      '高峰: 说 已报\n小安: 未报',
      'a.story:3: different\nexpected: 未报\nsaid: 已报\nno place for: 未报',
    ],
    ['a text that goes on', '高峰: 说 已报值班表\n小安: 已报', 'a.story:3: different'],
    ['nothing is said', '高峰: 说啥\n小安: 已报', 'a.story:3: silent'],
    ['said in another conversation', '高峰: 局里 草稿\n小安: 已转\n小安: 草稿', 'a.story:4: silent'],
    [
      'a message that no line expects',
      '高峰: 局里 草稿\n小安: 已转',
      'a.story: left over\nsaid, but expected by no line:\n  09-28 10:00 G3: 草稿',
    ],
    ['a silent error', '高峰: 出错', 'a.story: log\nerrors in the log:\n  could not write: the disk is full'],
    ['a wrong text with its cause', '高峰: 出错\n小安: 好', 'in the log:\n  could not write'],
    ['a program that throws', '高峰: 抛', 'a.story:2: crash\nError: nobody caught this'],
    ['a row that did not go out', '[接口 45009]\n高峰: 局里 草稿\n小安: 已转', 'a.story: outbox'],
    ['a clock that goes back', '[09-28 09:59]', 'a.story:2: clock\nthe clock is at 09-28 10:00'],
    ['a day that this year does not have', '[02-29 10:00]', 'a.story:2: clock'],
    ['a choice that is not offered', '高峰: 选项\n小安: …\n[选 撤回]', 'a.story:4: choice'],
    ['nobody to repeat', '[重发]', 'a.story:2: resend'],
    [
      'a name of two people',
      '陈静: 谁',
      'a.story:2: cast\n陈静 is the name of several people: write 陈静@I01, 陈静@I05',
    ],
    ['a private chat with nobody', '[私聊]\n小安: 你好', 'a.story:3: cast'],
    ['another answer to the same message', '高峰: 重复\n小安: 第1次\n[重发]', 'a.story: left over'],
  ])('%s', async (_, text, reason) => {
    expect((await played(text)).told).toContain(reason);
  });
});

test('a row that waits for a later hour may stay', async () => {
  expect((await played('高峰: 稍后 明早提醒')).told).toBe('');
});

test('a message has an id of its own, comes again with it, and carries its time', async () => {
  const { program } = await played('高峰: 说 一\n小安: 一\n[+5 分钟]\n[重发]\n高峰: 说 二\n小安: 二');
  expect(program.heard.map(({ msgid }) => msgid)).toEqual(['story-1', 'story-1', 'story-2']);
  expect(program.heard.map(({ receivedAt }) => new Date(receivedAt).toISOString())).toEqual([
    '2022-09-28T02:00:00.000Z',
    '2022-09-28T02:05:00.000Z',
    '2022-09-28T02:05:00.000Z',
  ]);
  expect(program.heard[0]).toMatchObject({ userid: 'gaofeng', chatId: 'chat-G1', text: '@小安 说 一' });
});

test('a private message has no mention and no chat', async () => {
  const { program } = await played('[私聊]\n李梅: 说\t一\n    二');
  expect(program.heard[0]).toMatchObject({ userid: 'i02', text: '说\t一\n二' });
  expect(program.heard[0]).not.toHaveProperty('chatId');
});

test('a restart is another life on the same data', async () => {
  expect((await played('[重启]\n[停机 1 小时]')).program.lives).toBe(3);
});

describe('the transcript', () => {
  test('tells the conversation as it went, and times on the way', async () => {
    const text = [
      '# 一个例子',
      '高峰: 稍后 提醒',
      '    第二行',
      '',
      '    第四行',
      '[+1 小时]',
      '# 好了',
      '[私聊]',
      '李梅: 私信 请看',
    ].join('\n');
    const { transcript } = await played(text);
    expect(transcript).toBe(
      [
        '= now 2022-09-28 10:00',
        '# 一个例子',
        '高峰: 稍后 提醒',
        '    第二行',
        '',
        '    第四行',
        '[+1 小时]',
        '# 09-28 10:10',
        '小安: 提醒',
        '    第二行',
        '',
        '    第四行',
        '# 好了',
        '[私聊]',
        '李梅: 私信 请看',
        '小安: 已转',
        '小安→高峰: 请看',
      ].join('\n'),
    );
  });

  test('can be pasted: as a story it passes', async () => {
    const first = await played('高峰: 局里 **草稿**\n小安: 别的');
    expect(first.failure?.reason).toBe('different');
    const again = await played('高峰: 稍后 a\n[+1 小时]\n[私聊]\n李梅: 私信 请 看\n    二行');
    const pasted = parseStory('pasted.story', again.transcript);
    expect(report(pasted, await play(pasted, new FakeProgram()))).toBe('');
  });

  test('comes line by line while it goes', async () => {
    const lines: string[] = [];
    const story = parseStory('a.story', `${NOW}高峰: 说 已报\n小安: 已报`);
    await play(story, new FakeProgram(), (line) => lines.push(line));
    expect(lines).toEqual(['= now 2022-09-28 10:00', '高峰: 说 已报', '小安: 已报']);
  });
});
