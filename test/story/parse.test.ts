import { parseStory } from '../../src/cli/story/parse';
import { BadStory, type Step, type Story } from '../../src/cli/story/script';
import { HOUR, MINUTE } from '../../src/lib/time';

const NOW = '= now 2022-09-28 10:00';
const storyOf = (...lines: string[]): Story => parseStory('a.story', [NOW, ...lines].join('\n'));

function stepsOf(...lines: string[]): object[] {
  return storyOf(...lines).steps.map(({ line: _line, source: _source, ...action }: Step) => action);
}

describe('the opening', () => {
  test('defaults', () => {
    expect(storyOf().opening).toEqual({ now: Date.parse('2022-09-28T10:00:00+08:00'), group: 'G1', hazards: false });
  });

  test('everything', () => {
    const text = '# 题目\n\n= now 2022-09-28 10:00:30\n= register my county.json\n= group G3\n= hazards\n';
    expect(parseStory('a.story', text).opening).toEqual({
      now: Date.parse('2022-09-28T10:00:30+08:00'),
      register: 'my county.json',
      group: 'G3',
      hazards: true,
    });
  });
});

test.each<[string, object]>([
  ['李梅: /值班 10月1日', { do: 'say', who: '李梅', text: '/值班 10月1日', files: [] }],
  ['李梅：/值班', { do: 'say', who: '李梅', text: '/值班', files: [] }],
  ['李梅: 时间：10:00', { do: 'say', who: '李梅', text: '时间：10:00', files: [] }],
  ['李梅@I02:  两格', { do: 'say', who: '李梅@I02', text: ' 两格', files: [] }],
  ['阿依古丽·买买提: 收到', { do: 'say', who: '阿依古丽·买买提', text: '收到', files: [] }],
  ['李梅:', { do: 'say', who: '李梅', text: '', files: [] }],
  ['小安: …已报…', { do: 'expect', pattern: '…已报…' }],
  ['小安→G3: 应报1家', { do: 'expect', to: 'G3', pattern: '应报1家' }],
  ['小安→李梅@I02: 好', { do: 'expect', to: '李梅@I02', pattern: '好' }],
  ['[私聊]', { do: 'private' }],
  ['[群 G1]', { do: 'group', id: 'G1' }],
  ['[选 发布]', { do: 'choose', label: '发布' }],
  ['[重发]', { do: 'resend' }],
  ['[重启]', { do: 'restart' }],
  ['[停机 1 小时]', { do: 'down', milliseconds: HOUR }],
  ['[断线 10 分钟]', { do: 'cut', milliseconds: 10 * MINUTE }],
  ['[接口 45009]', { do: 'errcode', errcode: 45009 }],
  ['[+10 分钟]', { do: 'move', move: { to: 'later', milliseconds: 10 * MINUTE } }],
  ['[+2天]', { do: 'move', move: { to: 'later', milliseconds: 48 * HOUR } }],
  ['[09-28 16:00]', { do: 'move', move: { to: 'day', monthDay: '09-28', second: 16 * 3600 } }],
  ['[2022-09-29 11:30:05]', { do: 'move', move: { to: 'moment', at: Date.parse('2022-09-29T11:30:05+08:00') } }],
])('%s', (line, action) => {
  expect(stepsOf(line)).toEqual([action]);
});

describe('lines that go on', () => {
  test('four spaces continue, tabs and more spaces are kept, blank lines before them belong to the message', () => {
    expect(stepsOf('李梅: 一', '      二', '    \t三', '', '    #接龙', '', '', '高峰: 四')).toEqual([
      { do: 'say', who: '李梅', text: '一\n  二\n\t三\n\n#接龙', files: [] },
      { do: 'say', who: '高峰', text: '四', files: [] },
    ]);
  });

  test('also of the bot', () => {
    expect(stepsOf('小安: 一', '    二')).toEqual([{ do: 'expect', pattern: '一\n二' }]);
  });

  test('line numbers and the source are those of the file', () => {
    const [first, second] = storyOf('', '李梅: 一', '', '    二', '# 好', '小安: 三').steps;
    expect(first).toMatchObject({ line: 3, source: '李梅: 一\n\n    二' });
    expect(second).toMatchObject({ do: 'comment', line: 6 });
  });

  test('Windows line ends and a byte order mark', () => {
    expect(parseStory('a.story', `\uFEFF${NOW}\r\n李梅: 一\r\n    二\r\n`).steps).toMatchObject([{ text: '一\n二' }]);
  });
});

test('attachments go with the next member line, whatever stands between', () => {
  expect(
    stepsOf('[附件 值班 表.jpg]', '[附件 b.pdf]', '[+1 分钟]', '小安: x', '李梅: 见图', '李梅: 再见'),
  ).toMatchObject([
    { do: 'attach', name: '值班 表.jpg' },
    { do: 'attach', name: 'b.pdf' },
    { do: 'move' },
    { do: 'expect' },
    { do: 'say', files: ['值班 表.jpg', 'b.pdf'] },
    { do: 'say', files: [] },
  ]);
});

test.each([
  ['什么', 2],
  ['    续行', 2],
  ['   三格', 2],
  ['\t李梅: 一', 2],
  ['# 注\n    续', 3],
  ['[重启]\n    续', 3],
  ['李梅: 一\n= group G1', 3],
  ['= group', 2],
  ['= group G1\n= group G2', 3],
  ['= now 2022-09-28 10:00', 2],
  ['= task x', 2],
  ['= hazards yes', 2],
  ['[群]', 2],
  ['[附件]', 2],
  ['[选]', 2],
  ['[重启 1 小时]', 2],
  ['[停机]', 2],
  ['[停机 1 周]', 2],
  ['[接口 高]', 2],
  ['[09-28]', 2],
  ['[13-28 10:00]', 2],
  ['[02-30 10:00]', 2],
  ['[2022-02-29 10:00]', 2],
  ['[09-28 24:00]', 2],
  ['[constructor]', 2],
  ['[-10 分钟]', 2],
  ['[09-28 16:00', 2],
  ['小安:', 2],
  ['小安→: 一', 2],
  ['李梅→G1: 一', 2],
  ['小安→G1→G3: 一', 2],
  ['王 强: 一', 2],
  ['[附件 a.jpg]\n小安: 一', 2],
])('%j is no story', (text, line) => {
  const parse = (): Story => storyOf(text);
  expect(parse).toThrow(BadStory);
  expect(parse).toThrow(`line ${line}: `);
});

test.each(['李梅: 一', '= now 2022-02-30 10:00', '= now 10:00', ''])('%j has no time', (text) => {
  expect(() => parseStory('a.story', text)).toThrow('line 1: ');
});
