import { instantOf, MINUTE } from '../../src/lib/time';
import { plain } from '../../src/words/escape';
import { until } from '../channels/socket/drill-time';
import { openTown, type Town } from '../channels/socket/town';

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await town.start();
});
afterEach(() => town.close());

const KEY = 'webhook-of-G1';
const shown = (to: string): string[] =>
  town.wecom.gateway.chats.shown.filter((each) => each.to === to).map(({ text }) => plain(text));
const speak = async (userid: string, chatId?: string): Promise<void> => {
  const before = town.wecom.gateway.chats.shown.length;
  const at = chatId === undefined ? { text: '帮助' } : { chatId, text: '@小安 帮助' };
  town.wecom.gateway.say({ userid, ...at });
  await until(() => town.wecom.gateway.chats.shown.length > before);
  town.wecom.gateway.chats.shown.length = 0;
};
const queue = (to: string, markdown: string, mentions: readonly { userid: string }[] = []): Promise<void> =>
  town.storage().work.run((tx) => {
    const now = town.clock.now();
    const route = to.startsWith('G') ? { kind: 'group', chatId: to } : { kind: 'person', userid: to };
    const body = JSON.stringify({ markdown, choices: [], mentions });
    return tx.outbox.add({ route: JSON.stringify(route), body, sortAt: now, place: to, notBefore: now });
  });
const pair = (): Promise<void> => town.storage().secrets.put('webhook:G1', town.wecom.web.webhook(KEY));
const RUNG = [{ userid: 'i02' }];

test('a webhook that was removed: the text comes by the long connection, the bureau is told once where to mend it', async () => {
  await speak('i02', 'G1');
  await speak('gaofeng', 'G3');
  await pair();
  town.wecom.web.webhooks.remove(KEY);
  await queue('G1', '还差：康宁', RUNG);
  await queue('G1', '第二条', RUNG);
  await town.pass(1);
  expect(shown('G1')).toEqual(['还差：康宁', '第二条']);
  expect(shown('G3')).toEqual([
    expect.stringMatching(
      /^青山县养老机构和殡葬服务机构群的消息推送已经失效.*“群设置 → 消息推送”.*绑定 webhook 青山县养老机构和殡葬服务机构群 新地址$/,
    ),
  ]);
  expect(await town.storage().secrets.get('webhook:G1')).toBeUndefined();
  await pair();
  await queue('G1', '又能响了', RUNG);
  await town.pass(1);
  expect(town.wecom.web.webhooks.posted.at(-1)).toMatchObject({ text: '又能响了', mentioned: ['i02'] });
});

test('the test message of a new webhook comes by the webhook; of a wrong one it is told', async () => {
  await speak('i02', 'G1');
  await speak('gaofeng', 'G3');
  await speak('gaofeng');
  const bind = async (address: string): Promise<void> => {
    town.wecom.gateway.say({ userid: 'gaofeng', text: `绑定 webhook 青山县养老机构和殡葬服务机构群 ${address}` });
    await until(() => shown('gaofeng').length === 1);
    town.wecom.gateway.chats.shown.length = 0;
    await town.pass(1);
  };
  await bind(town.wecom.web.webhook(KEY));
  expect(town.wecom.web.webhooks.posted).toMatchObject([{ key: KEY, text: expect.stringContaining('测试消息') }]);
  town.wecom.web.webhooks.remove('gone-for-ever');
  await bind(town.wecom.web.webhook(KEY).replace(KEY, 'gone-for-ever'));
  expect(shown('G3')).toEqual([expect.stringContaining('消息推送已经失效')]);
  expect(shown('G1')).toEqual([]);
});

test('a webhook that was paired anew while the old one failed keeps its pairing', async () => {
  await pair();
  const webhook = town.bot().channels.find(({ name }) => name === 'webhook');
  town.wecom.web.webhooks.remove(KEY);
  const route = { kind: 'group', chatId: 'G1' } as const;
  await webhook?.send({ route, markdown: 'x', choices: [], mentions: [], again: false });
  const address = town.wecom.web.webhook('webhook-of-G1-anew');
  await town.storage().secrets.put('webhook:G1', address);
  await webhook?.forget?.(route);
  expect(await town.storage().secrets.get('webhook:G1')).toBe(address);
});

test('a group that the bot was removed from: the bureau is told once, and that texts do not arrive, once an hour', async () => {
  await speak('i02', 'G1');
  await speak('gaofeng', 'G3');
  town.wecom.gateway.faults.ack = ({ body }) => ((body as { chatid?: string }).chatid === 'G1' ? 93008 : undefined);
  await queue('G1', '**第一条**\n正文');
  await town.pass(1);
  expect(shown('G3')).toEqual([
    '我在青山县养老机构和殡葬服务机构群里说不了话了，可能已被移出群：请在那个群的“添加成员 → 智能机器人”里把我加回来，再在群里 @小安 发一句“帮助”',
    expect.stringMatching(
      /^没有送到青山县养老机构和殡葬服务机构群（第一条）：现在没有办法在那里说话，.*“群设置 → 消息推送”/,
    ),
  ]);
  for (let turn = 0; turn < 3; turn += 1) {
    await queue('G1', '还有');
    await town.pass(1);
  }
  expect(shown('G3')).toHaveLength(2);
  await town.pass(60);
  await queue('G1', '还有');
  await town.pass(1);
  expect(shown('G3')).toHaveLength(3);
  delete town.wecom.gateway.faults.ack;
  await speak('i02', 'G1');
  await queue('G1', '回来了');
  await town.pass(1);
  expect(shown('G1')).toEqual(['回来了']);
});

test('when it is the group of the bureau, the admins are told in private; nobody is told of that for ever', async () => {
  await speak('gaofeng');
  await speak('gaofeng', 'G3');
  town.wecom.gateway.faults.ack = ({ body }) => ((body as { chatid?: string }).chatid === 'G3' ? 93008 : undefined);
  await queue('G3', '草稿');
  await town.pass(5);
  expect(shown('gaofeng')).toEqual([
    expect.stringContaining('里说不了话了'),
    expect.stringMatching(/^没有送到.*（草稿）/),
  ]);
  const { queued } = await town.storage().work.run((tx) => tx.outbox.counts());
  expect(queued).toBe(0);
});

test('what the group of the bureau was to be told and did not get: the admins get it in its own words', async () => {
  await speak('gaofeng');
  await speak('gaofeng', 'G3');
  await speak('i02', 'G1');
  town.wecom.gateway.faults.ack = ({ body }) =>
    ['G1', 'G3'].includes((body as { chatid?: string }).chatid ?? '') ? 40_008 : undefined;
  await queue('G1', '关于报送情况的通报');
  await town.pass(10);
  const told = shown('gaofeng').filter((text) => text.includes('没有送到'));
  expect(told).toEqual([
    expect.stringMatching(/^局里的群现在收不到，转给管理员：\s+没有送到青山县养老机构.*（关于报送情况的通报）/),
  ]);
  expect(told.join('').match(/没有送到/g)).toHaveLength(1);
  const { queued } = await town.storage().work.run((tx) => tx.outbox.counts());
  expect(queued).toBe(0);
});

test('a setting of the console: told once an hour, and not in the night', async () => {
  await speak('i02', 'G1');
  await speak('gaofeng', 'G3');
  town.wecom.gateway.faults.ack = ({ body }) => ((body as { chatid?: string }).chatid === 'G1' ? 93004 : undefined);
  town.clock.moveTo(instantOf('2022-09-29', 22 * 60 + 30));
  for (let turn = 0; turn < 3; turn += 1) {
    await queue('G1', '一条');
    await town.pass(1);
  }
  expect(shown('G3')).toEqual([]);
  town.clock.moveTo(instantOf('2022-09-30', 7 * 60));
  await town.pass(1);
  expect(shown('G3')).toEqual([expect.stringMatching(/^企业微信不让我发消息（错误码 93004），.*是不是被停用了$/)]);
});

test('after an outage what waited goes out as soon as the connection stands, in order, and not what waits for the morning', async () => {
  await speak('i02', 'G1');
  await speak('i09', 'G2');
  await town.wecom.gateway.away();
  for (const [to, text] of [
    ['G1', 'a'],
    ['G1', 'b'],
    ['G2', 'c'],
  ] as const)
    await queue(to, text);
  await town.storage().work.run((tx) => {
    const route = JSON.stringify({ kind: 'group', chatId: 'G1' });
    const body = JSON.stringify({ markdown: 'morning', choices: [], mentions: [] });
    const now = town.clock.now();
    return tx.outbox.add({ route, body, sortAt: now - 1, place: 'G1', notBefore: now + 600 * MINUTE });
  });
  await town.pass(120);
  expect(town.texts()).toEqual([]);
  await town.wecom.gateway.back();
  await town.subscribed();
  await until(() => town.texts().length === 3);
  expect(shown('G1')).toEqual(['a', 'b']);
  expect(shown('G2')).toEqual(['c']);
}, 30_000);

test('an ack that does not come in one group does not keep the answer in another waiting', async () => {
  await speak('i02', 'G1');
  town.wecom.gateway.faults.ack = ({ body }) => ((body as { chatid?: string }).chatid === 'G1' ? 'dropped' : undefined);
  await queue('G1', 'a');
  const ticked = town.bot().tick();
  await until(() => town.wecom.gateway.frames.some(({ cmd }) => cmd === 'aibot_send_msg'));
  const asked = Date.now();
  town.wecom.gateway.say({ userid: 'i09', chatId: 'G2', text: '@小安 帮助' });
  await until(() => shown('G2').length === 1);
  expect(Date.now() - asked).toBeLessThan(3000);
  await ticked;
}, 20_000);

test('a file that WeCom refuses in private: the bureau is told which, and the person asks again', async () => {
  await speak('gaofeng', 'G3');
  await speak('i02');
  town.wecom.gateway.faults.ack = ({ cmd }) => (cmd === 'aibot_upload_media_init' ? 40_006 : undefined);
  town.wecom.gateway.say({ userid: 'i02', text: '/隐患 三楼应急灯不亮' });
  await until(() => shown('i02').length === 1);
  town.wecom.gateway.say({ userid: 'i02', text: '/导出 隐患' });
  await until(() => shown('G3').length === 1);
  expect(shown('G3')).toEqual([expect.stringMatching(/^文件「康宁隐患台账-.*[.]xlsx」没有送到李梅（错误码 40006）/)]);
  expect(shown('i02').at(-1)).toContain('表格随后发来');
});
