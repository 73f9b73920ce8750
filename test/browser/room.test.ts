import type { BrowserContext } from 'playwright-core';
import { start } from '../channels/room/fake-port';
import type { OpenRoom } from '../channels/room/open-room';
import { HOUR } from '../../src/lib/time';
import { describeInBrowser } from './chromium';
import { pressEnter } from './probes';
import { phone, type Visit, visit } from './visit';
import { withRoom } from './with-room';

describeInBrowser('the room in a browser', () => {
  let context: BrowserContext;
  let room: OpenRoom;
  withRoom((stage) => {
    ({ context, room } = stage);
  });

  const as = (who: string, chat = 'G1'): Promise<Visit> => visit(context, `${room.url}/?who=${who}&chat=${chat}`);
  const said = (): string[] => room.port.received.map(({ text }) => text);

  test('a newcomer is led through a campaign by three clicks', async () => {
    const tab = await visit(context, room.url);
    const step = tab.page.locator('#guide-steps .now button');
    await step.click();
    await tab.page.getByText('按回车或点').waitFor();
    await expect(tab.input.inputValue()).resolves.toContain('/截止 值班表');
    expect(await tab.page.locator('#me').innerText()).toContain('高峰');
    await tab.input.press('Enter');
    await tab.bubble('应报：康宁').waitFor();
    await tab.page.getByText('第 2 步').waitFor();
    await step.click();
    await tab.page.locator('#me', { hasText: '李梅' }).waitFor();
    await tab.page.getByRole('button', { name: '发送', exact: true }).click();
    await tab.bubble('待补正').waitFor();
    await tab.page.getByText('第 3 步').waitFor();
    await step.click();
    await tab.bubble('材料不全').waitFor();
    await tab.page.getByText('三步走完了').waitFor();
    expect(room.port.received.map(({ userid, chatId }) => [userid, chatId])).toEqual([
      ['gaofeng', 'G1'],
      ['limei', 'G1'],
    ]);
    expect(await tab.page.locator('#clock-time').innerText()).toContain('16:00');
    expect(tab.troubles).toEqual([]);
  });

  test('Enter sends, Shift+Enter breaks the line, nothing is sent twice', async () => {
    const tab = await as('limei');
    await tab.input.pressSequentially('第一行');
    await tab.input.press('Shift+Enter');
    await tab.input.pressSequentially('第二行');
    await tab.input.press('Enter');
    await tab.bubble('收到：第一行').waitFor();
    await tab.input.press('Enter');
    expect(said()).toEqual(['第一行\n第二行']);
    await expect(tab.bubble('第一行').count()).resolves.toBe(2);
  });

  test('Enter while an input method composes picks a word and does not send', async () => {
    const tab = await as('limei');
    await tab.input.focus();
    const typing = await context.newCDPSession(tab.page);
    await typing.send('Input.imeSetComposition', { text: 'zaoan', selectionStart: 5, selectionEnd: 5 });
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
    await typing.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter });
    await typing.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter });
    // Some input methods end the composition first and then report their Enter as key 229.
    await typing.send('Input.insertText', { text: '早安' });
    await tab.input.evaluate(pressEnter, { keyCode: 229 });
    await tab.input.evaluate(pressEnter, { isComposing: true });
    await tab.page.waitForTimeout(200);
    expect(said()).toEqual([]);
    await expect(tab.input.inputValue()).resolves.toBe('早安');
    await tab.input.press('Enter');
    await tab.bubble('收到：早安').waitFor();
    expect(said()).toEqual(['早安']);
  });

  test('a picture and a file are attached, one is taken off again, too much is refused in words', async () => {
    const tab = await as('limei');
    const picture = await tab.page.screenshot();
    await tab.page.setInputFiles('#file', [
      { name: '值班表.png', mimeType: 'image/png', buffer: picture },
      { name: '多余.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
      { name: '预案.docx', mimeType: 'application/msword', buffer: Buffer.from('预案') },
    ]);
    await tab.page.getByRole('button', { name: '去掉附件 多余.txt' }).click();
    await tab.page.setInputFiles('#file', { name: '大.zip', mimeType: 'x/y', buffer: Buffer.alloc(10 * 1024 * 1024) });
    await tab.page.getByRole('alert').filter({ hasText: '10 MB' }).waitFor();
    await tab.say('见附件');
    await tab.bubble('附件 预案.docx').waitFor();
    expect(room.port.received[0]?.files.map(({ name, kind }) => [name, kind])).toEqual([
      ['值班表.png', 'image'],
      ['预案.docx', 'file'],
    ]);
    const shown = tab.log.getByRole('img', { name: '值班表.png' });
    await tab.page.waitForTimeout(300);
    await expect(shown.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).resolves.toBe(1280);
    await expect(tab.log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).resolves.toBeLessThan(
      3,
    );
  });

  test('a choice is a button that goes grey after the tap', async () => {
    const tab = await as('gaofeng');
    await tab.say('通报');
    const publish = tab.log.getByRole('button', { name: '发布' });
    await publish.click();
    await tab.bubble('收到：/确认 TB-0001').waitFor();
    await expect(publish.isDisabled()).resolves.toBe(true);
    await expect(tab.log.getByRole('button', { name: '退回' }).isDisabled()).resolves.toBe(true);
    expect(said()).toEqual(['通报', '/确认 TB-0001']);
  });

  test('a line that an answer names is written by a tap and sent by hand', async () => {
    const tab = await as('limei');
    await tab.say('不要了请发 `/撤销 LB-0001`');
    await tab.log.getByRole('button', { name: '写进输入框：/撤销 LB-0001' }).click();
    await expect(tab.page.locator('#text').inputValue()).resolves.toBe('/撤销 LB-0001');
    await tab.page.keyboard.press('Enter');
    await tab.bubble('收到：/撤销 LB-0001').waitFor();
    expect(said()).toEqual(['不要了请发 `/撤销 LB-0001`', '/撤销 LB-0001']);
  });

  test('beside each own line stands how it was read; asking says so in a line of its own', async () => {
    const tab = await visit(context, `${room.url}/?who=limei&chat=G1`, phone);
    await tab.say('今日平安\n老人56');
    await tab.bubble('收到：今日平安').waitFor();
    const how = tab.log.getByRole('button', { name: '怎么读的：今日平安' });
    await expect(how.count()).resolves.toBe(1);
    await how.focus();
    await tab.page.keyboard.press('Enter');
    await tab.bubble('收到：/怎么读').waitFor();
    expect(said()).toEqual(['今日平安\n老人56', '/怎么读 今日平安\n老人56']);
    // Neither the question itself nor what others say has such a button.
    await expect(tab.log.getByRole('button', { name: '怎么读的' }).count()).resolves.toBe(1);
    const other = await visit(context, `${room.url}/?who=zhaogang&chat=G1`);
    await other.bubble('收到：/怎么读').waitFor();
    await expect(other.log.getByRole('button', { name: '怎么读的' }).count()).resolves.toBe(0);
    const box = await how.boundingBox();
    expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(24);
    expect(tab.troubles).toEqual([]);
  });

  test('the clock jumps, by a named moment or a chosen one, shows its way and never goes back', async () => {
    const tab = await as('limei');
    room.port.stepMs = 15;
    await tab.page.getByRole('button', { name: '房间时钟' }).click();
    await tab.page.getByRole('dialog').getByRole('button', { name: '下一个提醒' }).click();
    await tab.page.getByText('要走到 9月28日（周三）16:00').waitFor();
    await tab.bubble('材料不全').waitFor();
    await tab.page.locator('#moving').waitFor({ state: 'hidden' });
    await expect(tab.page.locator('.calls .to-me').innerText()).resolves.toBe('@李梅');
    room.port.stepMs = 0;
    await tab.page.getByRole('button', { name: '房间时钟' }).click();
    await tab.page.getByLabel('拨到').fill('2022-09-29T08:30');
    await tab.page.getByRole('button', { name: '快进到这一刻' }).click();
    await tab.page.locator('#clock-time', { hasText: '9月29日（周四）08:30' }).waitFor();
    expect(room.port.clock).toBe(start + 22.5 * HOUR);
    await tab.page.getByRole('button', { name: '房间时钟' }).click();
    await tab.page.getByLabel('拨到').fill('2022-09-28T08:30');
    await tab.page.getByRole('button', { name: '快进到这一刻' }).click();
    expect(room.port.clock).toBe(start + 22.5 * HOUR);
  });

  test('what people typed is never markup', async () => {
    const tab = await as('limei');
    await tab.say('<img src=x onerror="document.title=1"><b>粗</b> **星**');
    await tab.page.locator('#lines .mine .bubble', { hasText: '<b>粗</b> **星**' }).waitFor();
    await expect(tab.log.locator('b:text("粗"), img').count()).resolves.toBe(0);
    await tab.say('看表格');
    await tab.log.getByRole('cell').first().waitFor();
    await expect(tab.log.getByRole('cell').allInnerTexts()).resolves.toEqual(['康宁', '已报', '夕阳红', '未报']);
  });

  test('reset asks first, then begins anew in every tab', async () => {
    const [one, two] = [await as('limei'), await as('gaofeng')];
    await one.say('你好');
    await two.bubble('收到：你好').waitFor();
    await one.page.getByRole('button', { name: '重新开始…' }).click();
    await one.page.getByRole('button', { name: '不了' }).click();
    expect(room.port.stored).toHaveLength(2);
    await one.page.getByRole('button', { name: '重新开始…' }).click();
    await one.page.getByRole('button', { name: '清空，重新开始' }).click();
    for (const { page } of [one, two]) await page.getByText('还没有消息').waitFor();
    await two.say('又来');
    await one.bubble('收到：又来').waitFor();
  });
});
