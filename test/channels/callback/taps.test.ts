import { instantOf } from '../../../src/lib/time';
import { Cards } from '../../fake-wecom/cards';
import { openTown } from './town';

jest.setTimeout(20_000);
const START = instantOf('2022-09-29', 600);

/** The town with the cards that the group's phones show. */
async function openWithCards() {
  const { bot, close, storage, web, ...town } = await openTown(START);
  const cards = new Cards();
  const deliver = async (userid: string, body: Record<string, unknown>) => {
    const plain = await town.deliver(userid, 'G1', body);
    await bot.idle();
    return plain;
  };
  return {
    cards,
    close,
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
  };
}

let town: Awaited<ReturnType<typeof openWithCards>>;
beforeEach(async () => {
  town = await openWithCards();
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
