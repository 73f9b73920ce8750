import type { BrowserContext } from 'playwright-core';
import { type OpenRoom, openRoom } from '../channels/room/open-room';
import { describeInBrowser } from './chromium';
import { type Visit, visit } from './visit';
import { type Stage, withRoom } from './with-room';

describeInBrowser('several tabs of the room', () => {
  let context: BrowserContext;
  let room: OpenRoom;
  let stage: Stage;
  withRoom((opened) => {
    stage = opened;
    ({ context, room } = opened);
  });

  const as = (who: string, chat = 'G1'): Promise<Visit> => visit(context, `${room.url}/?who=${who}&chat=${chat}`);

  test('are several people, more than a browser has connections', async () => {
    const people = ['gaofeng', 'baige', 'wangqiang', 'limei', 'zhaogang', 'zhoumin'];
    const tabs: Visit[] = [];
    for (const who of [...people, 'limei', 'gaofeng', 'baige']) tabs.push(await as(who));
    await tabs[8]?.say('大家好');
    for (const tab of tabs) await tab.bubble('收到：大家好').waitFor();
    await tabs[0]?.page.close();
    await tabs[3]?.say('第一个走了');
    for (const tab of tabs.slice(1)) await tab.bubble('收到：第一个走了').waitFor();
    expect(room.port.received.map(({ userid }) => userid)).toEqual(['baige', 'limei']);
    for (const tab of tabs) expect(tab.troubles).toEqual([]);
  });

  test('what is said in private shows in that person’s tab alone', async () => {
    const [mine, other] = [await as('limei', 'private'), await as('zhoumin', 'private')];
    await mine.say('悄悄话');
    await mine.bubble('收到：悄悄话').waitFor();
    await room.push({ route: { kind: 'group', chatId: 'G1' }, markdown: '大家看' });
    await other.page.locator('.chat', { hasText: '大家看' }).waitFor();
    expect(await other.page.content()).not.toContain('悄悄话');
  });

  test('a tab that was away catches up, and a message written meanwhile arrives once', async () => {
    const [away, here] = [await as('limei'), await as('gaofeng')];
    await away.say('在线');
    await away.bubble('收到：在线').waitFor();
    // Each tab gets its own way out: only one of them is cut off.
    await away.page.route('**/room/**', (route) => route.abort());
    await here.say('你不在的时候');
    await here.bubble('收到：你不在的时候').waitFor();
    await away.say('断网时写的');
    await away.page.locator('.failed', { hasText: '没送到' }).waitFor();
    await expect(away.bubble('你不在的时候').count()).resolves.toBe(0);
    await away.page.unroute('**/room/**');
    await away.page.getByRole('button', { name: '再送一次' }).click();
    await away.bubble('收到：断网时写的').waitFor();
    await away.bubble('收到：你不在的时候').waitFor();
    expect(room.port.received.filter(({ text }) => text === '断网时写的')).toHaveLength(1);
  });

  test('an answer that is lost on its way is asked for again, not said again', async () => {
    const tab = await as('limei');
    let lost = 0;
    await tab.page.route('**/room/messages', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort();
    });
    await tab.say('只有一次');
    await tab.bubble('收到：只有一次').waitFor();
    await tab.page.waitForTimeout(1200);
    expect([lost, room.port.received.length]).toEqual([1, 1]);
    await expect(tab.bubble('只有一次').count()).resolves.toBe(2);
    await expect(tab.page.locator('.pending').count()).resolves.toBe(0);
  });

  test('the program may be restarted under open tabs: clock and lines are still there, and it goes on', async () => {
    const [one, two] = [await as('limei'), await as('gaofeng')];
    await one.say('重启之前');
    await two.bubble('收到：重启之前').waitFor();
    const tcpPort = Number(new URL(room.url).port);
    await room.stop();
    await one.page.getByText('正在重连').waitFor();
    room.port.clock += 3_600_000;
    room = stage.room = await openRoom(room.port, tcpPort);
    await one.page.locator('#offline').waitFor({ state: 'hidden' });
    await one.page.locator('#clock-time', { hasText: '11:00' }).waitFor();
    await one.say('重启之后');
    for (const tab of [one, two]) {
      await tab.bubble('收到：重启之后').waitFor();
      await expect(tab.bubble('收到：重启之前').count()).resolves.toBe(1);
    }
  });

  test('news in another chat marks it until it is opened; a mention says so', async () => {
    const tab = await as('limei', 'private');
    await room.push({
      route: { kind: 'group', chatId: 'G1' },
      markdown: '请 <@limei> 补材料',
      mentions: [{ userid: 'limei' }],
    });
    const chat = tab.page.getByRole('button', { name: '青山县养老机构和殡葬服务机构群' });
    await chat.filter({ hasText: '有人@我' }).waitFor();
    await chat.click();
    await tab.bubble('请 @李梅 补材料').waitFor();
    await expect(chat.innerText()).resolves.not.toContain('有人@我');
    await expect(chat.getByText('有新消息').count()).resolves.toBe(0);
  });
});
