import readSheets from 'read-excel-file/node';
import { until } from './drill-time';
import { openTown, type Town } from './town';

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await town.start();
});
afterEach(() => town.close());

const ask = (): string | undefined => town.wecom.gateway.say({ userid: 'gaofeng', text: '/导出 隐患' });
const kinds = (): string[] => town.wecom.gateway.chats.shown.map(({ to, by, msgtype }) => `${to} ${by} ${msgtype}`);
const shown = (count: number): Promise<void> => until(() => kinds().length >= count, 20_000);

describe('an export over the long connection', () => {
  test('is answered first, then the file comes into the same chat', async () => {
    ask();
    await shown(2);
    expect(kinds()).toEqual(['gaofeng reply stream', 'gaofeng push file']);
    const { uploads, chats } = town.wecom.gateway;
    const mediaId = chats.shown.at(-1)?.mediaId ?? '';
    expect(uploads.names.get(mediaId)).toBe('隐患台账-2022-09-29.xlsx');
    const sheets = await readSheets(uploads.files.get(mediaId) ?? Buffer.alloc(0));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['隐患台账', '隐患月报']);
    await town.pass(5);
    expect(kinds()).toHaveLength(2);
  });

  test('the process dies before anything is out: both come after the start, in their order, once', async () => {
    town.wecom.gateway.faults.ack = () => -1;
    ask();
    await until(() => town.wecom.gateway.frames.some(({ cmd }) => cmd === 'aibot_respond_msg'));
    delete town.wecom.gateway.faults.ack;
    await town.crash();
    await town.pass(5);
    await shown(2);
    expect(kinds().map((kind) => kind.split(' ').at(-1))).toEqual([expect.stringMatching(/stream|markdown/), 'file']);
  });
});
