import type { Abilities, Channel, Route } from '../../src/chat/channel';
import { wayOf } from '../../src/delivery/way';
import { type DeliveryScene, fakeChannel, openScene, push, startSender } from './scene';

const KINDS: Readonly<Record<string, Partial<Abilities>>> = {
  webhook: { push: ['group'], mentions: true, cards: false, files: true, maxBytes: 4096, maxBytesWithMentions: 120 },
  socket: { push: ['group', 'person'], mentions: false, cards: true, files: true },
  callback: { push: [], mentions: false, cards: false },
  room: { push: ['group', 'person'], mentions: true, cards: true, files: true },
  old: { push: ['group', 'person'], mentions: true, cards: true },
};
/** `socket-` reaches nothing. */
const open = (word: string) => {
  const name = word.replace('-', '');
  return fakeChannel(KINDS[name], () => !word.endsWith('-'), name);
};

const G1: Route = { kind: 'group', chatId: 'G1' };
const I02: Route = { kind: 'person', userid: 'i02' };
const reply = (channel: string, to?: Exclude<Route, { kind: 'reply' }>): Route => ({
  kind: 'reply',
  channel,
  replyTo: 'secret',
  ...(to && { to }),
});
const mentions = [{ userid: 'i02', name: '李梅', unit: '康宁' }];
const choices = [{ label: '发布', say: '/确认' }];
const RINGS = { mentions, choices: [] };
const TAPS = { mentions: [], choices };
const BOTH = { mentions, choices };
const NONE = { mentions: [], choices: [] };
const FILE = { ...NONE, file: { name: 'a.xlsx', hash: 'a', type: 'application/zip', bytes: 1 } };

describe('the table of routes', () => {
  test.each<[string, Route, Parameters<typeof wayOf>[2], string | undefined]>([
    ['webhook socket', G1, RINGS, 'webhook'],
    ['webhook- socket', G1, RINGS, 'socket'],
    ['webhook socket', G1, TAPS, 'socket'],
    ['webhook socket-', G1, TAPS, 'webhook'],
    ['webhook socket', G1, NONE, 'socket'],
    ['webhook socket-', G1, NONE, 'webhook'],
    ['webhook callback', G1, NONE, 'webhook'],
    ['webhook- socket-', G1, NONE, undefined],
    ['webhook socket', G1, BOTH, 'webhook, apart'],
    ['webhook- socket', G1, BOTH, 'socket'],
    ['webhook socket-', G1, BOTH, 'webhook'],
    ['webhook socket', I02, BOTH, 'socket'],
    ['webhook callback', I02, NONE, undefined],
    ['webhook socket', G1, FILE, 'socket'],
    ['webhook socket-', G1, FILE, 'webhook'],
    ['webhook- socket-', G1, FILE, undefined],
    ['webhook socket', I02, FILE, 'socket'],
    ['webhook callback', I02, FILE, undefined],
    ['old', G1, FILE, undefined],
    ['room', I02, FILE, 'room'],
    ['room', G1, BOTH, 'room'],
    ['room', G1, RINGS, 'room'],
    ['room', G1, TAPS, 'room'],
    ['room', I02, NONE, 'room'],
    ['webhook callback', reply('callback', G1), NONE, 'callback'],
    ['webhook callback-', reply('callback', G1), NONE, 'webhook'],
    ['webhook callback-', reply('callback', I02), NONE, undefined],
    ['socket webhook callback-', reply('callback', I02), NONE, 'socket'],
    ['webhook callback-', reply('callback'), NONE, undefined],
  ])('%s, to %j with %j: %s', async (names, route, saying, expected) => {
    const way = await wayOf(
      names.split(' ').map((name) => open(name).channel),
      route,
      saying,
    );
    expect(way && `${way.channel.name}${way.apart ? ', apart' : ''}`).toBe(expected);
  });

  test.each([
    ['webhook socket', 'webhook'],
    ['webhook- socket', undefined],
    ['room', 'room'],
  ])('%s, by the webhook only: %s', async (names, expected) => {
    const channels = names.split(' ').map((name) => open(name).channel);
    expect((await wayOf(channels, G1, { ...NONE, by: 'webhook' }))?.channel.name).toBe(expected);
  });

  test('somebody without userid and number cannot be rung: that is no need', async () => {
    const channels = ['webhook', 'socket'].map((name) => open(name).channel);
    const way = await wayOf(channels, G1, { mentions: [{ name: '李梅' }], choices: [] });
    expect(way?.channel.name).toBe('socket');
  });
});

describe('what goes out', () => {
  let scene: DeliveryScene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  const start = (...fakes: readonly { channel: Channel }[]) =>
    startSender(
      scene,
      fakes.map(({ channel }) => channel),
    );

  test('rings and has buttons where no channel can do both: first the text that rings, then the card', async () => {
    const [webhook, socket] = [open('webhook'), open('socket')];
    const { sender, queue } = start(webhook, socket);
    await queue(push('**换班**\n李梅 问', BOTH));
    await sender.flush();
    expect(webhook.sent).toMatchObject([{ markdown: '**换班**\n李梅 问', mentions, choices: [] }]);
    expect(socket.sent).toMatchObject([{ markdown: '**换班**', mentions: [], choices }]);
    expect((await scene.outbox()).map(({ state, detail }) => `${state} ${detail}`)).toEqual([
      'sent split',
      'sent ',
      'sent ',
    ]);
  });

  test('a process that dies between the two: each goes out once', async () => {
    const [webhook, socket] = [open('webhook'), open('socket')];
    const { sender, queue } = start(webhook, socket);
    await queue(push('换班', BOTH));
    socket.play(() => Promise.reject(new Error('dead')));
    await sender.flush();
    await start(webhook, socket).sender.recover();
    socket.play(() => ({ outcome: 'sent' }));
    scene.pass(60_000);
    await start(webhook, socket).sender.flush();
    expect(webhook.texts()).toEqual(['换班']);
    expect(socket.texts()).toEqual(['换班', 'AGAIN\n换班']);
  });

  test('that may have arrived whole, and now goes in parts: the first is marked', async () => {
    const [webhook, socket] = [open('webhook'), open('socket')];
    const { sender, queue } = start(webhook, socket);
    socket.play(() => ({ outcome: 'unknown', detail: 'timeout' }));
    await queue(push('a\n'.repeat(90).trim(), TAPS));
    await sender.flush();
    socket.texts();
    scene.pass(60_000);
    await start(webhook, {
      ...socket,
      channel: { ...socket.channel, abilities: { ...socket.channel.abilities, maxBytes: 120 } },
    }).sender.flush();
    const texts = socket.texts();
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.map((text) => text.startsWith('AGAIN'))).toEqual([true, ...texts.slice(1).map(() => false)]);
  });

  test('without a webhook those who are meant stand in the text, and cannot become a mention', async () => {
    const socket = open('socket');
    const { sender, queue } = start(socket);
    await queue(push('还差：康宁', { mentions: [...mentions, ...mentions, { userid: 'x', name: '所有人<@all>' }] }));
    await sender.flush();
    expect(socket.texts()).toEqual(['还差：康宁\n@\u200B李梅 @\u200B所有人\\<@\u200Ball\\>']);
  });

  test('longer than a text that rings may be: parts, and each mention rings with the part that names it', async () => {
    const webhook = open('webhook');
    const { sender, queue } = start(webhook);
    const units = Array.from({ length: 12 }, (_, index) => `单位${String(index).padStart(2, '0')}号`);
    const who = units.map((unit, index) => ({ userid: `u${index}`, unit }));
    await queue(push(units.join('\n'), { mentions: [...who, { userid: 'nobody' }] }));
    await sender.flush();
    expect(webhook.sent.length).toBeGreaterThan(1);
    for (const { markdown, mentions: rung } of webhook.sent) {
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(120);
      const named = who.filter(({ unit }) => markdown.includes(unit)).map(({ userid }) => userid);
      expect(rung.map(({ userid }) => userid).filter((userid) => userid !== 'nobody')).toEqual(named);
    }
    expect(webhook.sent.at(-1)?.mentions).toContainEqual({ userid: 'nobody' });
    const total = webhook.sent.length;
    expect(webhook.sent.map(({ markdown }) => markdown.split('\n')[0])).toEqual(
      webhook.sent.map((_, index) => `（${index + 1}/${total}）`),
    );
  });

  test('a long text that stands on a card: its buttons are on the last part', async () => {
    const socket = fakeChannel({ ...KINDS['socket'], maxBytes: 120 }, () => true, 'socket');
    const { sender, queue } = start(socket);
    await queue(push(Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n'), { choices }));
    await sender.flush();
    expect(socket.sent.map((each) => each.choices.length)).toEqual([...socket.sent.slice(1).map(() => 0), 1]);
  });
});
