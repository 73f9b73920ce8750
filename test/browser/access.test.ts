import type { BrowserContext } from 'playwright-core';
import type { OpenRoom } from '../channels/room/open-room';
import { describeInBrowser } from './chromium';
import { doubleIds, focusedId, misfits, nameless, paleTexts } from './probes';
import { phone, visit } from './visit';
import { withRoom } from './with-room';

describeInBrowser('the room for everybody', () => {
  let context: BrowserContext;
  let room: OpenRoom;
  withRoom((stage) => {
    ({ context, room } = stage);
  });

  test('works by keyboard alone: another person, another chat, a message, the clock', async () => {
    const { page, bubble, input } = await visit(context, `${room.url}/?who=gaofeng&chat=G1`);
    const focused = (): Promise<string> => page.evaluate(focusedId);
    const tabTo = async (id: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        if ((await focused()) === id) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way to ${id}`);
    };
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('text');
    await input.blur();
    await tabTo('me');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '你想当谁？' }).waitFor();
    await tabTo('people-search');
    await page.keyboard.type('李梅');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#me', { hasText: '李梅' }).waitFor();
    await page.locator('#text:focus').waitFor();
    await page.keyboard.type('键盘');
    await page.keyboard.press('Enter');
    await bubble('收到：键盘').waitFor();
    await tabTo('clock');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '房间时钟' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('clock');
  });

  test('tells a screen reader what is what', async () => {
    const { page, say, bubble } = await visit(context, `${room.url}/?who=limei&chat=G1`);
    await say('通报');
    await bubble('通报草稿').waitFor();
    expect(await page.getByRole('log', { name: '聊天记录' }).getAttribute('aria-live')).toBe('polite');
    await expect(page.getByRole('main').count()).resolves.toBe(1);
    await expect(page.getByRole('heading', { level: 1 }).innerText()).resolves.toBe('青山县养老机构和殡葬服务机构群');
    await expect(page.getByRole('navigation', { name: '会话' }).getByRole('button').count()).resolves.toBe(4);
    await expect(page.locator('[aria-current="true"]').count()).resolves.toBe(1);
    await page.getByRole('group', { name: '请选择' }).getByRole('button', { name: '发布' }).waitFor();
    expect(await page.evaluate(nameless)).toEqual([]);
    expect(await page.evaluate(doubleIds)).toEqual([]);
    await expect(page.locator('html').getAttribute('lang')).resolves.toBe('zh-CN');
  });

  test('can be read: contrast everywhere, also in the dialogs', async () => {
    const { page, say, bubble } = await visit(context, `${room.url}/?who=limei&chat=G1`);
    await say('通报');
    await bubble('通报草稿').waitFor();
    await room.push({
      route: { kind: 'group', chatId: 'G1' },
      markdown: '> 引用\n`码` <font color="warning">警</font>',
      mentions: [{ userid: 'limei' }],
    });
    await bubble('引用').waitFor();
    expect(await page.evaluate(paleTexts)).toEqual([]);
    for (const opener of ['me', 'clock', 'reset-open']) {
      await page.locator(`#${opener}`).click();
      expect(await page.evaluate(paleTexts)).toEqual([]);
      await page.keyboard.press('Escape');
    }
  });

  test('fits a phone: nothing sticks out, letters of 16 px, buttons for fingers, chats in a drawer', async () => {
    const { page, say, bubble } = await visit(context, `${room.url}/?who=limei&chat=G1`, phone);
    await say(`很长${'长'.repeat(80)} https://example.com/${'a'.repeat(120)}`);
    await say('通报');
    await bubble('通报草稿').waitFor();
    await page.getByRole('button', { name: '会话和身份' }).click();
    await page.getByRole('button', { name: '小安（私聊）' }).waitFor();
    expect(await page.evaluate(misfits)).toEqual({ small: [], low: [], wide: [] });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '小安（私聊）' }).waitFor({ state: 'hidden' });
    await expect(page.evaluate(focusedId)).resolves.toBe('menu');
  });
});
