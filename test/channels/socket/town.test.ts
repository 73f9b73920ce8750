import { until } from './drill-time';
import { openTown, type Town } from './town';

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await town.start();
});
afterEach(() => town.close());

const REPORT = '@小安 零报告';
const say = (text = REPORT): string | undefined => town.wecom.gateway.say({ userid: 'i02', chatId: 'G1', text });
const shown = (count: number): Promise<void> => until(() => town.wecom.gateway.chats.shown.length === count);

/** How many texts there are after one has waited for more. */
async function quiet(): Promise<number> {
  await town.pass(30);
  return town.texts().length;
}

describe('the whole bot on the long connection', () => {
  test('answers in the chat of the message, once', async () => {
    const reqId = say();
    await shown(1);
    expect(town.wecom.gateway.chats.shown[0]).toMatchObject({ to: 'G1', by: 'reply', msgtype: 'stream', reqId });
    expect(await quiet()).toBe(1);
  });

  test('the same message delivered again is answered once', async () => {
    const { gateway } = town.wecom;
    gateway.say({ userid: 'i02', chatId: 'G1', text: REPORT }, { msgid: 'same' });
    gateway.say({ userid: 'i02', chatId: 'G1', text: REPORT }, { msgid: 'same' });
    await shown(1);
    gateway.say({ userid: 'i02', chatId: 'G1', text: REPORT }, { msgid: 'same' });
    expect(await quiet()).toBe(1);
  });

  test('a restart with an answer unsent: it is sent after the start, unmarked, because it never went out', async () => {
    town.wecom.gateway.faults.ack = () => -1;
    say();
    await until(() => town.log.lines.some(({ message }) => message === 'send to be repeated'));
    expect(town.texts()).toEqual([]);
    delete town.wecom.gateway.faults.ack;
    await town.restart();
    await town.pass(2);
    expect(town.texts()).toHaveLength(1);
    expect(town.texts()[0]).not.toContain('补发');
    expect(await quiet()).toBe(1);
  });

  test('an answer whose ack never came is repeated once, and marked', async () => {
    town.wecom.gateway.faults.ack = () => 'silent';
    say();
    await until(() => town.log.lines.some(({ message }) => message === 'send to be repeated'), 8000);
    delete town.wecom.gateway.faults.ack;
    await town.pass(2);
    const [first = '', second = ''] = town.texts();
    expect(first).not.toContain('补发');
    expect(second).toContain('补发');
    expect(await quiet()).toBe(2);
  }, 15_000);

  test('a gateway that breaks while the answer is written: nothing is lost', async () => {
    const { gateway } = town.wecom;
    gateway.faults.ack = () => {
      gateway.drop();
      return 'dropped';
    };
    say();
    await until(() => town.log.lines.some(({ message }) => message === 'send to be repeated'));
    delete gateway.faults.ack;
    await town.subscribed();
    await town.pass(2);
    expect(town.texts()).toEqual([expect.stringContaining('补发')]);
    expect(await quiet()).toBe(1);
  });

  test('a process that dies while the answer is on its way repeats it once, marked', async () => {
    town.wecom.gateway.faults.ack = () => 'silent';
    say();
    await shown(1);
    delete town.wecom.gateway.faults.ack;
    await town.crash();
    await town.pass(2);
    const [first, second] = town.texts();
    expect(second).toContain('补发');
    expect(second).toContain(first);
    expect(await quiet()).toBe(2);
  });

  test('a gateway that is away for an hour with an answer on its way: it arrives afterwards, once', async () => {
    const { gateway } = town.wecom;
    let away: Promise<void> | undefined;
    gateway.faults.ack = () => {
      away = gateway.away();
      return 'dropped';
    };
    say();
    await until(() => away);
    await away;
    delete gateway.faults.ack;
    await town.pass(60);
    expect(town.texts()).toEqual([]);
    await gateway.back();
    await town.subscribed();
    await town.pass(70);
    expect(town.texts()).toEqual([expect.stringContaining('补发')]);
    expect(await quiet()).toBe(1);
  }, 40_000);

  test('where somebody has spoken is known after a restart', async () => {
    say();
    await shown(1);
    await town.restart();
    const socket = town.bot().channels.find(({ name }) => name === 'socket');
    expect(await socket?.reaches({ kind: 'group', chatId: 'G1' })).toBe(true);
    expect(await socket?.reaches({ kind: 'group', chatId: 'G3' })).toBe(false);
  });

  test('a group with a webhook is pushed to there, one without by aibot_send_msg', async () => {
    await town.storage().secrets.put('webhook:G1', town.wecom.web.webhook('webhook-of-G1'));
    say();
    await shown(1);
    town.wecom.gateway.say({ userid: 'gaofeng', chatId: 'G3', text: '@小安 /帮助' });
    await shown(2);
    await town.storage().work.run(async (tx) => {
      for (const chatId of ['G1', 'G3']) {
        const route = JSON.stringify({ kind: 'group', chatId });
        const body = JSON.stringify({ markdown: `to ${chatId}`, choices: [], mentions: [{ userid: 'i02' }] });
        await tx.outbox.add({ route, body, sortAt: town.clock.now(), place: chatId, notBefore: town.clock.now() });
      }
    });
    await town.pass(1);
    expect(town.wecom.web.webhooks.posted).toEqual([expect.objectContaining({ text: 'to G1', mentioned: ['i02'] })]);
    expect(town.wecom.gateway.chats.shown.slice(2)).toEqual([
      expect.objectContaining({ to: 'G3', by: 'push', text: 'to G3' }),
    ]);
  });

  test('a picture that came with a message is kept', async () => {
    const { web, gateway } = town.wecom;
    const image = web.media.put(Buffer.from('\xff\xd8\xff photo', 'latin1'), '整改照片.jpg');
    const items = [
      { msgtype: 'text', text: { content: '@小安 隐患 二楼走廊应急灯不亮' } },
      { msgtype: 'image', image },
    ];
    gateway.say({ userid: 'i02', chatId: 'G1', msgtype: 'mixed', more: { mixed: { msg_item: items } } });
    await shown(1);
    expect(town.texts()).toEqual([expect.stringContaining('YH-')]);
    const kept = await town.storage().work.run((tx) => tx.attachments.ofMessage('aibFAKE:msg-1'));
    expect(kept).toEqual([expect.objectContaining({ type: 'image/jpeg', name: '整改照片.jpg', ownerId: 'i02' })]);
  });
});
