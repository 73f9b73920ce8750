import { until } from './drill-time';
import { openTapping, type Tapping } from './tapping';

jest.setTimeout(20_000);
let room: Tapping;
beforeEach(async () => {
  room = await openTapping();
});
afterEach(() => room.town.close());

const published = () => room.town.storage().work.run(async (tx) => (await tx.bulletins.get('TB-0001'))?.state);

describe('a draft of a 通报', () => {
  beforeEach(async () => {
    await room.say('gaofeng', 'G1', '/截止 零报告 每天17:30 康宁、柳河');
    await room.town.pass(7 * 60 + 31);
  });

  test('is its text and then a card, and takes two taps of two admins', async () => {
    const shown = room.gateway.chats.shown.filter(({ to, by }) => to === 'G3' && by === 'push');
    expect(shown.map(({ msgtype }) => msgtype)).toEqual(['markdown', 'template_card']);
    const card = room.cardOf('通报草稿 TB-0001');
    expect(card.text).toBe('通报草稿 TB-0001：零报告\n[发布] [退回]');
    await room.tap('gaofeng', card, '发布');
    expect(await published()).toBe('draft');
    expect(room.seenBy('gaofeng', card).buttons).toEqual(['✓ 发布']);
    expect(room.seenBy('baige', card).buttons).toEqual(['发布', '退回']);
    expect(room.last()).toContain('还要另一位管理员确认');
    // The first one again, by the card of the answer: still not published.
    await room.tap('gaofeng', room.cardOf('已确认一次'), '发布');
    expect(await published()).toBe('draft');
    await room.tap('baige', card, '发布');
    expect(await published()).toBe('published');
    expect(room.town.texts().filter((text) => text.includes('报送情况的通报'))).toHaveLength(1);
    for (const userid of ['gaofeng', 'baige', 'lijuzhang'])
      expect(room.seenBy(userid, card)).toMatchObject({ buttons: ['✓ 发布'], text: expect.stringMatching('^白鸽 ') });
  });

  test('is no business of institutions, and what was settled by typing closes the card for all who tap late', async () => {
    const card = room.cardOf('通报草稿 TB-0001');
    await room.tap('i02', card, '发布');
    expect(room.last()).toContain('您办不了');
    expect(room.seenBy('i02', card).buttons).toEqual(['发布', '退回']);
    await room.say('baige', 'G3', '/退回 TB-0001');
    expect(room.seenBy('gaofeng', card).buttons).toEqual(['发布', '退回']);
    await room.tap('gaofeng', card, '发布');
    expect(await published()).toBe('withdrawn');
    expect(room.last()).toContain('现在是已退回');
    expect(room.seenBy('lijuzhang', card)).toMatchObject({
      buttons: ['已结束'],
      text: expect.stringContaining('现在是已退回'),
    });
  });
});

describe('a swap', () => {
  beforeEach(async () => {
    await room.say('i02', 'G1', '/值班 10月1日 带班王强 值班李梅');
    await room.say('i02', 'G1', '/值班 10月2日 带班王强 值班赵刚');
    await room.say('i02', 'G1', '/换班 10月1日李梅 10月2日赵刚');
    await until(() => room.town.texts().some((text) => text.includes('您同意吗')));
  });

  test('takes one tap of who was asked; of anybody else it is refused and the card stays', async () => {
    const card = room.cardOf('您同意吗');
    expect(card.text).not.toContain('[cut]');
    await room.tap('i06', card, '同意');
    expect(room.last()).toContain('您办不了');
    expect(await room.records('duty_swap')).toEqual([]);
    await room.tap('i02-c', card, '同意');
    expect(await room.records('duty_swap')).toHaveLength(1);
    expect(room.seenBy('i06', card)).toMatchObject({
      buttons: ['✓ 同意'],
      text: expect.stringMatching(/赵刚 10:00 选了“同意”\n康宁换班已生效/),
    });
    const before = await room.quiet();
    await room.tap('i02-c', card, '✓ 同意');
    expect(await room.quiet()).toBe(before);
  });

  test('that nobody answered in time is over', async () => {
    const card = room.cardOf('您同意吗');
    await room.jump(5 * 24 * 60);
    await room.tap('i02-c', card, '同意');
    expect(room.last()).toContain('已经过期');
    expect(await room.records('duty_swap')).toEqual([]);
    expect(room.seenBy('i02', card).buttons).toEqual(['已结束']);
  });
});

describe('somebody who opens the private chat', () => {
  const welcome = async (userid: string): Promise<string> => {
    const before = room.town.texts().length;
    room.gateway.happen('enter_chat', { userid });
    await until(() => room.town.texts().length > before);
    expect(room.gateway.chats.shown.at(-1)?.by).toBe('welcome');
    return room.last();
  };

  test('is told who speaks and how to begin, or how to become known', async () => {
    expect(await welcome('stranger')).toMatch(/我是小安[^]*例如：\/绑定 我是/);
    expect(await welcome('i02')).toMatch(/李梅您好，我是小安，康宁[^]*今天没有要报的了[^]*帮助/);
    expect(await welcome('gaofeng')).toMatch(/高峰您好/);
  });

  test('with a report to make today can make it there, with one tap', async () => {
    await room.say('gaofeng', 'G1', '/截止 零报告 每天17:30 康宁、柳河');
    expect(await welcome('i02')).toMatch(/今天还差：零报告[^]*\[平安\] \[有事\]/);
    const card = room.cardOf('今天还差');
    await room.tap('i02', card, '平安');
    expect(await room.records('zero')).toHaveLength(1);
    await until(() => room.last().includes('LB-0001'));
    expect(room.gateway.chats.shown.at(-1)).toMatchObject({ to: 'i02', text: expect.stringContaining('LB-0001') });
    expect(await welcome('i02')).toContain('今天没有要报的了');
  });
});
