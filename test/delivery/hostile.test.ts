import { join } from 'node:path';
import { answerOf, postedOf } from '../../src/channels/callback/answer';
import { formsOf } from '../../src/channels/socket/forms';
import { webhookBody } from '../../src/channels/webhook/message';
import type { Mention } from '../../src/chat/channel';
import { portionsOf } from '../../src/delivery/portions';
import { plain } from '../../src/words/escape';
import { loadTemplates } from '../../src/words/templates';
import { fakeChannel } from './scene';

const templates = loadTemplates(join(__dirname, '../../templates'));

/** What somebody may type, alone and in the middle of a sentence. */
const TYPED: readonly string[] = [
  '@all',
  '@所有人',
  '＠all @ALL',
  '<@all>',
  '<@i02>',
  '<@i02|李梅>',
  '@\u200Ball',
  '\\@all \\<@i02\\>',
  '[点我](https://evil.example/x)',
  '\\[点我\\](https://evil.example/x)',
  '[点我]\n(https://evil.example/x)',
  '![图](https://evil.example/x.png)',
  '<https://evil.example/x>',
  '<a href="https://evil.example">x</a>',
  '<font color="warning">红</font>',
  '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
  '# 标题\n> 引用\n- 列表\n1. 数',
  '```\n@all\n```',
  '`@all`',
  '**@all** __x__ ~~x~~',
  '（1/3）\n@all',
];

const RUNG: readonly Mention[] = [
  { userid: 'i02', mobile: '13900000002', name: '李梅' },
  { userid: '@all', name: '所有人' },
  { userid: '<@all>', mobile: '@all', name: 'all' },
  { userid: 'a> <@i09', mobile: '13900000009' },
  { userid: 'i02', name: '李梅' },
];

const saidBy = (typed: string): string => templates.render('task/notice', { warning: false, text: `今天${typed}明天` });

interface Sent {
  readonly form: string;
  readonly content: string;
}

/** Every form in which a text leaves the house, whole and cut into small parts. */
function sentOf(markdown: string): readonly Sent[] {
  const body = { markdown, choices: [{ label: '@all [点我](https://evil.example)', say: 'x' }], mentions: [] };
  const parts = [20_480, 90].flatMap((maxBytes) => {
    const { channel } = fakeChannel({ mentions: false, cards: false, maxBytes });
    return portionsOf({ ...body, mentions: RUNG }, channel, 0).map((part) => part.markdown);
  });
  return parts.flatMap((text) => {
    const outbound = {
      markdown: text,
      choices: [],
      mentions: [],
      route: { kind: 'group', chatId: 'G1' },
      again: false,
    } as const;
    const forms: Readonly<Record<string, unknown>> = {
      'webhook text': webhookBody({ ...outbound, mentions: [{ userid: 'i02' }] }, plain),
      'webhook markdown': webhookBody(outbound, plain),
      ...Object.fromEntries(
        formsOf(outbound, { reqId: 'req', place: { kind: 'group', id: 'G1' } }, plain).map(({ body }, index) => [
          `socket ${index}`,
          body,
        ]),
      ),
      'URL callback': JSON.parse(answerOf({ bot: 'b', msgid: 'm' }, outbound, { fit: (each) => each, plain })),
      response_url: postedOf(outbound, { fit: (each) => each, plain, cards: false }),
    };
    return Object.entries(forms).map(([form, sent]) => ({ form, content: contentOf(sent) }));
  });
}

function contentOf(sent: unknown): string {
  const found = JSON.stringify(sent, (key, value: unknown) =>
    typeof value === 'string' && key !== 'content' ? '' : value,
  );
  const content = /"content":("(?:[^"\\]|\\.)*")/.exec(found)?.[1];
  if (content === undefined) throw new Error(`no content in ${found}`);
  return JSON.parse(content) as string;
}

describe.each(TYPED)('somebody types %j', (typed) => {
  const sent = sentOf(saidBy(typed));

  test('nobody is mentioned', () => {
    for (const { form, content } of sent) expect([form, content.match(/@(?=[^\s\u200B])/)]).toEqual([form, null]);
  });

  test('no link, no table, no mark comes of it where marks are read', () => {
    for (const { form, content } of sent) {
      if (form === 'webhook text') continue;
      // Read with escapes, and by a reader that does not know them.
      for (const read of [content.replace(/\\[^]/g, ''), content]) {
        expect([form, read.match(/\]\(|\]\s*\n\s*\(https?/)]).toEqual([form, null]);
        expect([form, read.match(/<@(?!\u200B)|<(font|a)\b(?=[^\\]*>)/)]).toEqual([form, null]);
      }
      const unescaped = content.replace(/\\[^]/g, '').replaceAll('**通知**', '');
      expect([form, unescaped.match(/[|`[\]<>~#*]/)]).toEqual([form, null]);
    }
  });
});

describe('who is rung', () => {
  const outbound = {
    markdown: 'x',
    choices: [],
    mentions: RUNG,
    route: { kind: 'group', chatId: 'G1' },
    again: false,
  } as const;

  test('in text: people only, each once; whose userid is none by their number', () => {
    expect(webhookBody(outbound, plain)).toEqual({
      msgtype: 'text',
      text: { content: 'x', mentioned_list: ['i02'], mentioned_mobile_list: ['13900000009'] },
    });
  });

  test('in markdown: people only, each once', () => {
    const long = '班'.repeat(900);
    expect(webhookBody({ ...outbound, markdown: long }, plain)).toEqual({
      msgtype: 'markdown',
      markdown: { content: `${long}\n<@i02>` },
    });
  });
});
