import { DAY, HOUR } from '../../../src/lib/time';
import { until } from './drill-time';
import { NOW, replyTo, startSocket, type Started } from './setup';

let far: Started;
beforeEach(async () => {
  far = await startSocket();
  await far.subscribed();
});
afterEach(() => far.stop());

const heard = async (): Promise<void> => until(() => far.received.length > 0);

describe('what is said', () => {
  test('in a group becomes an Inbound, mention included', async () => {
    far.gateway.say({ userid: 'wangli', chatId: 'wrG1', text: '@小安 /值班 今天' }, { msgid: 'CAIQ1' });
    await heard();
    expect(far.received).toEqual([
      {
        bot: 'aibFAKE',
        msgid: 'CAIQ1',
        channel: 'socket',
        userid: 'wangli',
        chatId: 'wrG1',
        text: '@小安 /值班 今天',
        files: [],
        receivedAt: NOW,
        replyTo: expect.any(String),
      },
    ]);
  });

  test('in private has no chatId', async () => {
    far.gateway.say({ userid: 'wangli', text: '零报告' });
    await heard();
    expect(far.received[0]).not.toHaveProperty('chatId');
  });

  test('with a picture, or by quoting one, comes with its bytes', async () => {
    const photo = Buffer.from('\xff\xd8\xff photo', 'latin1');
    const image = far.web.media.put(photo, '照片 1.jpg');
    const file = far.web.media.put(Buffer.from('a,b'), 'list.csv');
    const items = [
      { msgtype: 'text', text: { content: '@小安 已整改' } },
      { msgtype: 'image', image },
    ];
    const more = { mixed: { msg_item: items }, quote: { msgtype: 'file', file } };
    far.gateway.say({ userid: 'wangli', chatId: 'wrG1', msgtype: 'mixed', more });
    await heard();
    expect(far.received[0]?.text).toBe('@小安 已整改');
    expect(
      far.received[0]?.files.map(({ kind, name, bytes }) => ({ kind, name, text: bytes && String(bytes) })),
    ).toEqual([
      { kind: 'image', name: '照片 1.jpg', text: photo.toString() },
      { kind: 'file', name: 'list.csv', text: 'a,b' },
    ]);
  });

  test('by one sender is received in order, even when the first waits for its picture', async () => {
    const image = far.web.media.put(Buffer.from('x'), 'x.jpg');
    far.gateway.say({ userid: 'wangli', msgtype: 'image', more: { image } });
    far.gateway.say({ userid: 'wangli', text: 'after it' });
    await until(() => far.received.length === 2);
    expect(far.received.map(({ text }) => text)).toEqual(['', 'after it']);
  });

  test('in a shape that nobody knows is logged without its text, and the next message comes through', async () => {
    far.gateway.raw('{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":{"msgtype":"text","secret":"words"}}');
    far.gateway.raw('no json, secret words');
    await far.answers('hello');
    expect(far.counters.read()).toEqual({ socket_bad_message: 1 });
    expect(JSON.stringify(far.log.lines)).not.toContain('words');
  });
});

describe('an answer', () => {
  test('is one finished stream on the req_id of the message', async () => {
    const reqId = far.say('@bot hello');
    await heard();
    expect(await far.answer('good day')).toEqual({ outcome: 'sent' });
    expect(far.gateway.chats.shown).toEqual([{ to: 'wrG1', by: 'reply', msgtype: 'stream', reqId, text: 'good day' }]);
    expect(far.gateway.frames.at(-1)?.body).toMatchObject({ stream: { finish: true } });
  });

  test('in two parts is two bubbles', async () => {
    far.say('@bot hello');
    await heard();
    await far.answer('one');
    await far.answer('two');
    expect(far.gateway.chats.shown.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test.each([
    [['stream'], 'reply', 'markdown'],
    [['stream', 'markdown'], 'push', 'markdown'],
  ])('where %j is refused goes as %s, %s', async (refused, by, msgtype) => {
    far.gateway.faults.ack = ({ cmd, body }) =>
      cmd === 'aibot_respond_msg' && refused.includes(String(body['msgtype'])) ? 600039 : undefined;
    far.say('@bot hello');
    await heard();
    expect(await far.answer('good day')).toEqual({ outcome: 'sent' });
    expect(far.gateway.chats.shown).toEqual([expect.objectContaining({ by, msgtype, text: 'good day', to: 'wrG1' })]);
  });

  test('23 hours later still answers, 25 hours later is pushed', async () => {
    far.say('@bot hello');
    await heard();
    const route = replyTo(far.received[0]);
    await far.time.pass(DAY - HOUR);
    await far.subscribed();
    expect(await far.channel.reaches(route)).toBe(true);
    await far.answer('late');
    await far.time.pass(2 * HOUR);
    await far.subscribed();
    await far.answer('very late');
    expect(far.gateway.chats.shown.map(({ by, text }) => [by, text])).toEqual([
      ['reply', 'late'],
      ['push', 'very late'],
    ]);
  });

  test('that is refused everywhere is refused with the last errcode', async () => {
    far.gateway.faults.ack = () => 93008;
    far.say('@bot hello');
    await heard();
    expect(await far.answer('good day')).toMatchObject({ outcome: 'refused', errcode: 93008 });
  });

  test('to a route that is not ours or cannot be read is refused', async () => {
    const route = { kind: 'reply', channel: 'socket', replyTo: 'nonsense' } as const;
    expect(await far.channel.reaches(route)).toBe(false);
    expect(await far.push(route, 'x')).toMatchObject({ outcome: 'refused' });
  });
});

describe('a push', () => {
  const group = { kind: 'group', chatId: 'wrG1' } as const;
  const person = { kind: 'person', userid: 'wangli' } as const;

  test('reaches only where somebody has spoken, and names the kind of the chat', async () => {
    expect([await far.channel.reaches(group), await far.channel.reaches(person)]).toEqual([false, false]);
    far.say('@bot hello');
    await heard();
    expect([await far.channel.reaches(group), await far.channel.reaches(person)]).toEqual([true, false]);
    far.gateway.say({ userid: 'wangli', text: 'hello' });
    await until(() => far.received.length === 2);
    expect(await far.channel.reaches(person)).toBe(true);
    expect(await far.channel.reaches({ kind: 'person', userid: 'WangLi' })).toBe(true);
    expect(await far.channel.reaches({ kind: 'group', chatId: 'WRG1' })).toBe(false);
    expect([await far.push(group, 'a'), await far.push(person, 'b')]).toEqual([
      { outcome: 'sent' },
      { outcome: 'sent' },
    ]);
    expect(far.gateway.frames.slice(-2).map(({ body }) => [body['chatid'], body['chat_type']])).toEqual([
      ['wrG1', 2],
      ['wangli', 1],
    ]);
    expect([...far.places.keys]).toEqual(['group:wrG1', 'person:wangli']);
  });

  test('the 31st in a minute waits, and the gateway is never asked', async () => {
    far.say('@bot hello');
    await heard();
    for (let sent = 0; sent < 30; sent += 1) expect(await far.push(group, `p${sent}`)).toEqual({ outcome: 'sent' });
    expect(await far.push(group, 'p31')).toMatchObject({ outcome: 'refused', errcode: 846607, retryAfterSeconds: 60 });
    expect(far.gateway.frames.filter(({ cmd }) => cmd === 'aibot_send_msg')).toHaveLength(30);
    await far.time.pass(60_000);
    expect(await far.push(group, 'p31')).toEqual({ outcome: 'sent' });
  });

  test('that the gateway calls too frequent says how long to wait', async () => {
    far.say('@bot hello');
    await heard();
    far.gateway.faults.ack = () => 45009;
    expect(await far.push(group, 'x')).toMatchObject({ outcome: 'refused', errcode: 45009, retryAfterSeconds: 60 });
  });

  test('in 20480 bytes arrives, longer is cut', async () => {
    far.say('@bot hello');
    await heard();
    expect(await far.push(group, '平'.repeat(7000))).toEqual({ outcome: 'sent' });
    expect(Buffer.byteLength(far.gateway.chats.shown[0]?.text ?? '')).toBe(20_478);
  });
});
