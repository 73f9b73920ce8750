import { join } from 'node:path';
import { createChannels } from '../../../src/channels';
import { loadConfig } from '../../../src/config';
import { createBot } from '../../../src/create-bot';
import { createCounters } from '../../../src/http/counters';
import { createHttp } from '../../../src/http/server';
import { dayOf, instantOf } from '../../../src/lib/time';
import { MovableClock } from '../../../src/lib/movable-clock';
import { applyImport, planImport, readRegister } from '../../../src/register';
import { openStorage } from '../../../src/storage';
import { Cards } from '../../fake-wecom/cards';
import { FakeWeb } from '../../fake-wecom/web';
import { memoryLog } from '../../http/memory-log';
import { freshDatabase } from '../../storage/databases';
import { AES_KEY, encrypt, message, openAnswer, signedQuery, TOKEN } from './fake-wecom';

jest.setTimeout(20_000);
const COUNTY = join(__dirname, '..', '..', '..', 'data', 'sample', 'county.json');
const START = instantOf('2022-09-29', 600);

/** The whole bot behind the callback, and WeCom's side of it. */
async function openTown() {
  const clock = new MovableClock(START);
  const web = new FakeWeb(clock);
  await web.start();
  const [database, log, counters, cards] = [await freshDatabase('sqlite'), memoryLog(), createCounters(), new Cards()];
  const storage = await openStorage({ url: database.url });
  const config = loadConfig({
    WECOM_CALLBACK_TOKEN: TOKEN,
    WECOM_CALLBACK_AES_KEY: AES_KEY,
    WECOM_API_BASE: web.base,
  });
  await storage.work.run(async (tx) => {
    const plan = planImport(await tx.register.load(), await readRegister(COUNTY));
    await applyImport(tx, plan, { now: START, day: dayOf(START) });
  });
  const late = async (): Promise<void> => Promise.reject(new Error('nothing is late here'));
  const filesDir = join(__dirname, '..', '..', '..', '.cache', 'test-files');
  const nothing = { room: undefined, readFile: async () => undefined };
  const { channels, routes } = createChannels({ config, storage, clock, log, counters, late, ...nothing });
  const bot = await createBot({ storage, clock, channels, log, filesDir, botName: '小安', adminUserids: [] });
  await bot.start();
  const http = createHttp({ host: '127.0.0.1', port: 0, log, counters, routes });
  const { port } = await http.start();
  const deliver = async (userid: string, body: Record<string, unknown>) => {
    const response_url = web.responses.give('G1', false);
    const encrypted = encrypt(JSON.stringify(message({ chatid: 'G1', from: { userid }, response_url, ...body })));
    const query = signedQuery(encrypted, clock.now());
    const url = `http://127.0.0.1:${port}/wecom/callback?${query.toString()}`;
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ encrypt: encrypted }) });
    const plain = openAnswer(await answer.text(), query.get('nonce') ?? '', clock.now()) as Record<string, unknown>;
    await bot.idle();
    return plain;
  };
  return {
    cards,
    web,
    deliver,
    say: (userid: string, text: string) => deliver(userid, { text: { content: `@小安 ${text}` } }),
    /** A tap on a card that is shown: whether its update is taken. */
    async tap(userid: string, taskId: string, label: string): Promise<number> {
      const click = cards.click(taskId, userid, label);
      const event = { eventtype: 'template_card_event', template_card_event: click };
      return cards.update(taskId, await deliver(userid, { msgtype: 'event', text: undefined, event }));
    },
    zeros: () =>
      storage.work.run((tx) => tx.ledger.find({ kinds: ['zero'], firstDay: '2022-09-29', lastDay: '2022-09-29' })),
    async close(): Promise<void> {
      await http.stop();
      await bot.stop();
      await storage.close();
      await web.stop();
      await database.drop();
    },
  };
}

let town: Awaited<ReturnType<typeof openTown>>;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

test('one tap on a reminder in the response books the report, updates the card and is answered in the group, once', async () => {
  await town.say('gaofeng', '/截止 零报告 每天17:30 康宁、柳河');
  const reminder = await town.say('gaofeng', '/催报 零报告');
  const card = town.cards.show(reminder['template_card']);
  const taskId = typeof card === 'number' ? `errcode ${card}` : (card.taskId ?? '');
  expect(await town.tap('i02', taskId, '平安')).toBe(0);
  expect((await town.zeros()).map(({ unitId }) => unitId)).toEqual(['I02']);
  expect(town.cards.look(taskId, 'i02')).toMatchObject({
    buttons: ['✓ 平安'],
    text: expect.stringMatching(/^李梅 10:00 选了“平安”\n康宁 /),
  });
  expect(town.web.responses.posted).toEqual([{ to: 'G1', text: expect.stringContaining('LB-0001') }]);
  expect(await town.tap('stranger', taskId, '平安')).toBe(0);
  expect(town.cards.look(taskId, 'stranger').text).toContain('还不认识您');
  expect(town.cards.look(taskId, 'i06').buttons).toEqual(['平安', '有事']);
  expect(await town.zeros()).toHaveLength(1);
});

test('who opens the private chat is welcomed with what their unit owes', async () => {
  await town.say('gaofeng', '/截止 零报告 每天17:30 康宁、柳河');
  const event = { eventtype: 'enter_chat' };
  const enters = { msgtype: 'event', text: undefined, chattype: 'single', chatid: undefined, event };
  const welcome = town.cards.show((await town.deliver('i02', enters))['template_card']);
  expect(welcome).toMatchObject({
    face: { text: expect.stringContaining('今天还差：零报告'), buttons: ['平安', '有事'] },
  });
  expect(await town.deliver('stranger', enters)).toMatchObject({ msgtype: 'text' });
});
