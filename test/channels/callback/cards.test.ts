import type { Greet, Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import { Cards, textOf } from '../../fake-wecom/cards';
import { answer as answered, startFarEnd } from '../../http/far-end';
import { message } from './fake-wecom';
import { NOW, startCallback, type Started } from './setup';

const CHOICES = [
  { label: '同意', say: '/同意换班 ZB-0001' },
  { label: '不同意', say: '/不同意换班 ZB-0001' },
];
const asks = (markdown: string): Answer => ({ markdown, choices: CHOICES });
const done: Answer = {
  markdown: '换班已生效',
  choices: [],
  outcome: { text: '赵刚 10:00 选了“同意”\n换班已生效', closes: 'everyone' },
};

let far: Started;
const received: Inbound[] = [];
let answer: () => Promise<Answer | undefined> = async () => done;
const receive: Receive = async (inbound) => {
  received.push(inbound);
  return inbound.tapped === undefined ? asks(inbound.text) : answer();
};
const start = async (more: Parameters<typeof startCallback>[1] = {}): Promise<void> => {
  far = await startCallback(receive, more);
};
beforeEach(() => {
  received.length = 0;
  answer = async () => done;
});
afterEach(() => far.stop());

interface Sent {
  readonly msgtype: string;
  readonly template_card: { readonly task_id: string };
  readonly stream: { readonly content: string };
}
const deliver = async (body: unknown): Promise<Sent> => (await far.deliver(body)).answer as Sent;
const asked = (text = '李梅 想换班，您同意吗？\n10月1日 李梅 ⇄ 10月2日 赵刚') =>
  deliver(message({ text: { content: text } }));
const clicked = (cards: Cards, { template_card: { task_id: taskId } }: Sent, label: string, more: object = {}) => ({
  ...message({ msgtype: 'event', text: undefined, from: { userid: 'zhaogang' } }),
  event: {
    eventtype: 'template_card_event',
    template_card_event: cards.click(taskId, 'zhaogang', label),
  },
  ...more,
});

describe('an answer with choices', () => {
  test('is one card where it fits; delivered again it is the same card', async () => {
    await start();
    const said = message({ text: { content: '李梅 想换班，您同意吗？\n10月1日 ⇄ 10月2日' } });
    const sent = await deliver(said);
    const shown = new Cards().show(sent.template_card);
    if (typeof shown === 'number') throw new Error(`errcode ${shown}`);
    expect(textOf(shown.face)).toBe('李梅 想换班，您同意吗？\n10月1日 ⇄ 10月2日\n[同意] [不同意]');
    expect(await deliver(said)).toEqual(sent);
  });

  test('that is longer is a stream with a card', async () => {
    await start();
    const text = `通报草稿\n${'一、按时报送：康宁。'.repeat(20)}`;
    const sent = await asked(text);
    expect(sent).toMatchObject({ msgtype: 'stream_with_template_card', stream: { finish: true, content: text } });
    const shown = new Cards().show(sent.template_card);
    expect(typeof shown === 'number' ? shown : textOf(shown.face)).toBe('通报草稿\n[同意] [不同意]');
  });
});

describe('a click', () => {
  test('is the sentence of its choice, in the name of who clicked, and its card shows what came of it', async () => {
    await start();
    const cards = new Cards();
    const sent = await asked();
    cards.show(sent.template_card);
    const url = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC';
    const update = await far.deliver(clicked(cards, sent, '同意', { msgid: 'EV1', response_url: url }));
    expect(received.at(-1)).toEqual({
      bot: 'aib1',
      msgid: 'EV1',
      channel: 'callback',
      userid: 'zhaogang',
      chatId: 'wrG1',
      text: '/同意换班 ZB-0001',
      tapped: '同意',
      files: [],
      receivedAt: NOW,
      replyTo: expect.stringContaining(url),
    });
    expect(cards.update(sent.template_card.task_id, update.answer as Record<string, unknown>)).toBe(0);
    expect(cards.look(sent.template_card.task_id, 'anybody')).toMatchObject({
      text: '赵刚 10:00 选了“同意”\n换班已生效',
      buttons: ['✓ 同意'],
    });
    // The answer itself goes to the conversation through the outbox, never twice.
    expect(far.lates).toEqual([]);
  });

  test.each([
    [
      'as the tables of the site spell it',
      (click: Record<string, unknown>) => ({
        eventtype: 'template_card_event',
        template_card_event: { eventkey: click['event_key'], taskid: click['task_id'] },
      }),
    ],
    [
      'as the types of the library have it',
      (click: Record<string, unknown>) => ({ eventtype: 'template_card_event', ...click }),
    ],
  ])('is understood %s', async (_, spelt) => {
    await start();
    const cards = new Cards();
    const sent = await asked();
    cards.show(sent.template_card);
    await far.deliver(
      clicked(cards, sent, '不同意', { event: spelt(cards.click(sent.template_card.task_id, 'u', '不同意')) }),
    );
    expect(received.at(-1)?.text).toBe('/不同意换班 ZB-0001');
  });

  test('that takes too long is told so to its tapper in time, and can be tapped again', async () => {
    await start();
    let open: (said: Answer) => void = () => undefined;
    answer = () => new Promise((resolve) => (open = resolve));
    const cards = new Cards();
    const sent = await asked();
    cards.show(sent.template_card);
    const { answer: update } = await far.deliver(clicked(cards, sent, '同意'));
    expect(cards.update(sent.template_card.task_id, update as Record<string, unknown>)).toBe(0);
    expect(cards.look(sent.template_card.task_id, 'zhaogang')).toMatchObject({
      text: expect.stringContaining('正在办理“同意”'),
      buttons: ['同意', '不同意'],
    });
    expect(cards.look(sent.template_card.task_id, 'anybody').text).not.toContain('正在办理');
    open(done);
  });

  test('that fails says so, and is no message lost silently', async () => {
    await start();
    answer = async () => Promise.reject(new Error('disk full'));
    const cards = new Cards();
    const sent = await asked();
    cards.show(sent.template_card);
    const { status, answer: update } = await far.deliver(clicked(cards, sent, '同意'));
    expect([status, JSON.stringify(update)]).toEqual([200, expect.stringContaining('没有办成')]);
    expect(far.log.lines).toEqual([expect.objectContaining({ level: 'error', message: 'click not settled' })]);
  });

  test.each(['no json', '["ask","t","x",[["a","b"]],1]', '["ask","t","x",[["a",""]],0]', '{"say":"/确认"}'])(
    'on a button that is not ours is acknowledged and counted: %s',
    async (key) => {
      await start();
      const event = { eventtype: 'template_card_event', template_card_event: { event_key: key, task_id: 't' } };
      expect(await far.deliver(message({ msgtype: 'event', text: undefined, event }))).toEqual({
        status: 200,
        answer: {},
      });
      expect(received).toEqual([]);
      expect(far.counters.read()).toEqual({ callback_foreign_key: 1 });
      expect(JSON.stringify(far.log.lines)).not.toContain('ask');
    },
  );
});

describe('somebody who opens the private chat', () => {
  const enters = {
    msgid: 'e1',
    aibotid: 'aib1',
    from: { userid: 'u' },
    msgtype: 'event',
    event: { eventtype: 'enter_chat' },
  };
  const greets = async (greet: Greet): Promise<unknown> => {
    await start();
    await far.channel.stop();
    await far.channel.start(receive, greet);
    return (await far.deliver(enters)).answer;
  };

  test('is welcomed in the response', async () => {
    expect(await greets(async (userid) => ({ markdown: `**您好** ${userid}`, choices: [] }))).toEqual({
      msgtype: 'text',
      text: { content: '您好 u' },
    });
    expect(received).toEqual([]);
  });

  test('with buttons is welcomed by a card', async () => {
    const welcome = (await greets(async () => asks('您好\n今天还差：零报告'))) as Sent;
    expect(typeof new Cards().show(welcome.template_card)).toBe('object');
  });

  test('is not welcomed too late', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    expect(await greets(() => gate.then(() => asks('x')))).toEqual({});
    open();
  });

  test('is not welcomed by a failure', async () => {
    expect(await greets(async () => Promise.reject(new Error('no disk')))).toEqual({});
  });
});

describe('a late answer', () => {
  const lines = '您同意吗？\n\n1 同意\n2 不同意';

  test.each([
    ['single', { msgtype: 'template_card', template_card: expect.objectContaining({ task_id: expect.any(String) }) }],
    ['group', { msgtype: 'markdown', markdown: { content: lines } }],
  ])('to a %s chat is %j', async (chattype, body) => {
    const wecom = await startFarEnd();
    wecom.play(answered(0));
    await start({ apiBase: wecom.base });
    await far.deliver(message({ chattype, response_url: `${wecom.base}/cgi-bin/aibot/response?response_code=R` }));
    const route = { kind: 'reply', channel: 'callback', replyTo: received.at(-1)?.replyTo ?? '' } as const;
    const sent = await far.channel.send({ ...asks('您同意吗？'), route, mentions: [], again: false });
    expect(sent).toEqual({ outcome: 'sent' });
    expect(wecom.posts.map((post) => post.body)).toEqual([body]);
    await wecom.stop();
  });
});
