import readSheets from 'read-excel-file/node';
import { instantOf, MINUTE } from '../../../src/lib/time';
import { openTown } from './town';

jest.setTimeout(20_000);
const START = instantOf('2026-11-16', 600);

/** The town with the webhook of the bureau's group. */
async function openWithWebhook() {
  const { bot, clock, close, deliver, files, storage, web } = await openTown(START);
  await storage.secrets.put('webhook:G3', web.webhook('webhook-of-bureau'));
  return {
    web,
    files,
    bot,
    clock,
    close,
    waiting: () => storage.work.run((tx) => tx.outbox.ready(Number.MAX_SAFE_INTEGER, 10)),
    async say(userid: string, text: string, chatid?: string): Promise<string> {
      const opened = await deliver(userid, chatid, { text: { content: `@小安 ${text}` } });
      return (opened as { stream?: { content: string } }).stream?.content ?? '';
    },
  };
}

let town: Awaited<ReturnType<typeof openWithWebhook>>;
beforeEach(async () => {
  town = await openWithWebhook();
});
afterEach(() => town.close());

test('in private nothing can carry a file: the answer says so, and the file lies where it says', async () => {
  await town.say('i02', '/隐患 三楼应急灯不亮', 'G1');
  const answer = await town.say('i02', '/导出 隐患');
  expect(answer).toContain('隐患台账**：1条');
  expect(answer).toContain('这里发不了文件');
  const hash = /[0-9a-f]{64}/.exec(answer)?.[0] ?? '';
  const [sheet] = await readSheets((await town.files.read(hash)) ?? Buffer.alloc(0));
  expect(sheet?.data[1]?.slice(0, 2)).toEqual(['YH-0001', '青山县康宁养老院']);
  expect(await town.waiting()).toEqual([]);
});

test('in a group with a webhook the file follows the answer', async () => {
  await town.say('gaofeng', '/导出 隐患', 'G3');
  expect(town.web.webhooks.posted).toEqual([]);
  town.clock.moveTo(START + MINUTE);
  await town.bot.tick();
  await town.bot.idle();
  const posted = town.web.webhooks.posted.at(-1);
  expect(posted).toMatchObject({ key: 'webhook-of-bureau', msgtype: 'file' });
  const file = town.web.webhooks.files.get(posted?.mediaId ?? '');
  expect(file?.name).toBe('隐患台账-2026-11-16.xlsx');
  const sheets = await readSheets(file?.bytes ?? Buffer.alloc(0));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['隐患台账', '隐患月报']);
});
