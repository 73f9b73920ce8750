import type { Browser } from 'playwright-core';
import { FakePort, start } from '../channels/room/fake-port';
import { openRoom } from '../channels/room/open-room';
import { describeInBrowser, openBrowser } from './chromium';
import { hasLines } from './probes';
import { visit } from './visit';

const MINUTE = 60_000;

async function portWith(lines: number): Promise<FakePort> {
  const port = new FakePort();
  for (let number = 1; number <= lines; number += 1) {
    const author = ['limei', '', 'wangqiang', 'zhoumin'][number % 4] ?? '';
    const text = author === '' ? `**第${number}条**\n- 康宁 已报\n- 夕阳红 未报` : `第${number}条 今日零报告，一切正常`;
    await port.addLine({ chat: 'G1', author, text, at: start + number * MINUTE, choices: [], files: [], mentions: [] });
  }
  return port;
}

describeInBrowser('a room with 2,000 messages', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  async function timed(job: () => Promise<unknown>): Promise<number> {
    const begun = performance.now();
    await job();
    return performance.now() - begun;
  }

  test('opens, takes a message and scrolls back to the first one without a wait', async () => {
    const room = await openRoom(await portWith(2000));
    const context = await browser.newContext();
    context.setDefaultTimeout(20_000);
    try {
      const opening = performance.now();
      const { page, log, bubble, say, troubles } = await visit(context, `${room.url}/?who=limei&chat=G1`);
      await bubble('第2000条').waitFor();
      const openMs = performance.now() - opening;
      // The newest stand at the end and in sight; the rest is fetched when somebody looks for it.
      await expect(page.locator('#lines .line').count()).resolves.toBe(200);
      await expect(log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).resolves.toBeLessThan(3);

      const backMs = await timed(async () => {
        for (let lines = 200; lines < 2000; lines += 200) {
          await log.evaluate((box) => (box.scrollTop = 0));
          await page.waitForFunction(hasLines, lines + 200);
        }
      });
      await bubble('第1条').waitFor();
      await expect(page.locator('#lines .line').count()).resolves.toBe(2000);

      const sayMs = await timed(async () => {
        await say('两千条之后');
        await bubble('收到：两千条之后').waitFor();
      });
      const switchMs = await timed(async () => {
        await page.getByRole('button', { name: '小安（私聊）' }).click();
        await page.getByText('还没有消息').waitFor();
        await page.getByRole('button', { name: '青山县养老机构和殡葬服务机构群' }).click();
        await bubble('收到：两千条之后').waitFor();
      });
      process.stdout.write(
        `2,000 messages: open ${openMs.toFixed(0)} ms, back to the first ${backMs.toFixed(0)} ms, say ${sayMs.toFixed(0)} ms, leave and return ${switchMs.toFixed(0)} ms\n`,
      );
      // Generous: a slow machine that runs other things beside.
      expect(openMs).toBeLessThan(8000);
      expect(backMs).toBeLessThan(20_000);
      expect(sayMs).toBeLessThan(3000);
      expect(switchMs).toBeLessThan(6000);
      expect(troubles).toEqual([]);
    } finally {
      await context.close();
      await room.stop();
    }
  });

  test('stays where one reads while older ones come in above and new ones below', async () => {
    const room = await openRoom(await portWith(600));
    const context = await browser.newContext();
    try {
      const { page, log } = await visit(context, `${room.url}/?who=limei&chat=G1`);
      await log.evaluate((box) => (box.scrollTop = 150));
      await page.waitForFunction(hasLines, 400);
      const where = (): Promise<number> =>
        page.locator('#lines .bubble', { hasText: '第403条' }).evaluate((line) => line.getBoundingClientRect().top);
      await page.waitForTimeout(300);
      const before = await where();
      await room.push({ route: { kind: 'group', chatId: 'G1' }, markdown: '新的一条' });
      await page.getByRole('button', { name: '有新消息' }).waitFor();
      expect(Math.abs((await where()) - before)).toBeLessThan(3);
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(800);
      await page.getByRole('button', { name: '有新消息' }).click();
      await page.locator('#lines .bubble', { hasText: '新的一条' }).waitFor();
      await expect(log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).resolves.toBeLessThan(3);
    } finally {
      await context.close();
      await room.stop();
    }
  });
});
