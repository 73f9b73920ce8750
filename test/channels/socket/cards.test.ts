import type { Shown } from '../../fake-wecom/conversations';
import { until } from './drill-time';
import { openTapping, type Tapping } from './tapping';

jest.setTimeout(20_000);
let room: Tapping;
beforeEach(async () => {
  room = await openTapping();
});
afterEach(() => room.town.close());

const zeros = () => room.records('zero');
const DAY = 24 * 60;

describe('a reminder of the zero report', () => {
  let card: Shown;
  beforeEach(async () => {
    await room.say('gaofeng', 'G1', '/截止 零报告 每天17:30 康宁、柳河');
    await room.say('gaofeng', 'G1', '/催报 零报告');
    card = room.cardOf('零报告');
  });

  test('is one card with two buttons, nothing of it cut', () => {
    expect(card).toMatchObject({ to: 'G1', by: 'reply' });
    expect(card.text).toMatch(/还差：康宁、柳河敬老院/);
    expect(card.text).not.toContain('[cut]');
    expect(room.seenBy('i02', card).buttons).toEqual(['平安', '有事']);
  });

  test('that comes by the clock is a card as well, pushed', async () => {
    await room.town.pass(6 * 60 + 30);
    expect(room.cardOf('请尽快')).toMatchObject({ to: 'G1', by: 'push' });
    await room.tap('i02', room.cardOf('请尽快'), '平安');
    expect(await zeros()).toHaveLength(1);
  });

  test('one tap books the report once, for the unit of who taps; the card shows it to them, the others go on', async () => {
    await room.tap('i02', card, '平安');
    const [booked, ...more] = await zeros();
    expect([booked?.unitId, booked?.data['abnormal'], more]).toEqual(['I02', false, []]);
    const face = room.seenBy('i02', card);
    expect(face.buttons).toEqual(['✓ 平安']);
    expect(face.text).toMatch(/^李梅 10:00 选了“平安”\n康宁 .*零报告已登记（LB-0001）：平安/);
    expect(face.quote).toContain('还差：康宁');
    expect(room.last()).toMatch(/康宁.*零报告已登记（LB-0001）：平安/);
    expect(room.seenBy('i06', card).buttons).toEqual(['平安', '有事']);
    await room.tap('i06', card, '平安');
    expect((await zeros()).map(({ unitId }) => unitId)).toEqual(['I02', 'I06']);
  });

  test('delivered twice, a tap is settled once, and the card is updated again', async () => {
    const more = room.gateway.chats.cards.click(card.taskId ?? '', 'i02', '平安');
    const deliver = () =>
      room.gateway.happen('template_card_event', { userid: 'i02', chatId: 'G1', more }, { msgid: 'same' });
    deliver();
    await until(() => room.updates() === 1);
    const before = await room.quiet();
    deliver();
    await until(() => room.updates() === 2);
    expect(await room.quiet()).toBe(before);
    expect(await zeros()).toHaveLength(1);
    expect(room.seenBy('i02', card).buttons).toEqual(['✓ 平安']);
  });

  test('two quick taps of one finger are one; a tap on the closed button says it again to them alone', async () => {
    room.gateway.tap('i02', card, '平安');
    await room.tap('i02', card, '平安');
    await until(() => room.updates() === 2);
    const before = await room.quiet();
    expect(room.town.texts().filter((text) => text.includes('LB-0001'))).toHaveLength(1);
    await room.tap('i02', card, '✓ 平安');
    expect(await room.quiet()).toBe(before);
    expect(room.seenBy('i02', card).text).toContain('LB-0001');
  });

  test('an event is asked for, not booked, and the card stays', async () => {
    await room.tap('i02', card, '有事');
    expect(await zeros()).toEqual([]);
    expect(room.seenBy('i02', card)).toMatchObject({
      buttons: ['平安', '有事'],
      text: expect.stringMatching('什么事'),
    });
    expect(room.last()).toContain('例如：下午停水');
    await room.say('i02', 'G1', '厨房停电，已恢复');
    expect((await zeros()).map(({ data }) => data['event'])).toEqual([expect.stringContaining('厨房停电')]);
  });

  test('whom nobody knows gets one clear sentence, and the card stays for everybody', async () => {
    await room.tap('stranger', card, '平安');
    expect(room.last()).toContain('还不认识您');
    expect(room.seenBy('stranger', card)).toMatchObject({
      buttons: ['平安', '有事'],
      text: expect.stringContaining('还不认识您'),
    });
    await room.tap('i02', card, '平安');
    expect(await zeros()).toHaveLength(1);
  });

  test('after a restart its buttons still mean the same; on the next day still that day', async () => {
    await room.town.restart();
    await room.tap('i02', card, '平安');
    await room.jump(DAY);
    await room.town.crash();
    await room.tap('i06', card, '平安');
    expect((await zeros()).map(({ unitId, firstDay }) => [unitId, firstDay])).toEqual([
      ['I02', '2022-09-29'],
      ['I06', '2022-09-29'],
    ]);
    expect(room.last()).toContain('迟报');
  });

  test('a gateway that takes no cards gets the text, and the words can be typed', async () => {
    room.gateway.faults.ack = ({ body }) => (body['msgtype'] === 'template_card' ? 40008 : undefined);
    await room.say('gaofeng', 'G1', '/催报 零报告');
    expect(room.last()).toMatch(/还差：康宁、柳河敬老院[^]*无事回复“平安”。$/);
  });
});

describe('a notice', () => {
  test('is acknowledged by one tap, this one and no newer one', async () => {
    await room.say('gaofeng', 'G1', '通知 全体 元旦值班安排已印发，收到请回复');
    const first = room.cardOf('TZ-0001');
    await room.say('gaofeng', 'G1', '通知 全体 明天降温，请检查供暖，收到请回复');
    await room.tap('i02', first, '收到');
    expect(room.last()).toMatch(/康宁已回执：[^]*元旦值班安排/);
    expect((await room.records('ack')).map(({ data }) => data['taskId'])).toEqual(['TZ-0001']);
    await room.tap('i02', room.cardOf('TZ-0002'), '收到');
    expect((await room.records('ack')).map(({ data }) => data['taskId'])).toEqual(['TZ-0001', 'TZ-0002']);
    // Somebody else of the same unit: nothing waits any more, and nobody is told but them.
    const before = await room.quiet();
    await room.tap('i02-b', first, '收到');
    expect(room.seenBy('i02-b', first).text).toContain('不用再点');
    expect(await room.quiet()).toBe(before);
  });

  test('cannot be acknowledged by whom nobody knows: they are told how to become known', async () => {
    await room.say('gaofeng', 'G1', '通知 全体 元旦值班安排已印发，收到请回复');
    await room.tap('stranger', room.cardOf('TZ-0001'), '收到');
    expect(room.last()).toContain('还不认识您');
    expect(await room.records('ack')).toEqual([]);
  });
});
