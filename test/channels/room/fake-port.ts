import { createHash } from 'node:crypto';
import type { Receive } from '../../../src/chat/channel';
import type { Answer, Inbound } from '../../../src/chat/message';
import type { RoomLine, RoomPort, RoomScene } from '../../../src/channels/room';
import { HOUR, instantOf, MINUTE } from '../../../src/lib/time';

export const start = instantOf('2022-09-28', 600);

const scene: RoomScene = {
  botName: '小安',
  people: [
    { userid: 'gaofeng', name: '高峰', unit: '县民政局', role: '管理员', groups: ['G3'] },
    { userid: 'baige', name: '白鸽', unit: '县民政局', role: '管理员', groups: ['G3'] },
    { userid: 'wangqiang', name: '王强', unit: '康宁', role: '院长', groups: ['G1'] },
    { userid: 'limei', name: '李梅', unit: '康宁', role: '报送人', groups: ['G1'] },
    { userid: 'zhaogang', name: '赵刚', unit: '康宁', role: '值班人员', groups: ['G1'] },
    { userid: 'zhoumin', name: '周敏', unit: '夕阳红', role: '院长', groups: ['G1'] },
  ],
  groups: [
    { id: 'G1', name: '青山县养老机构和殡葬服务机构群' },
    { id: 'G2', name: '青山县福彩站点工作群' },
    { id: 'G3', name: '青山县民政安全督导组' },
  ],
  guide: [
    {
      kind: 'say',
      who: 'gaofeng',
      chat: 'G1',
      text: '/截止 值班表 9月29日11:30 覆盖10月1日-2日 康宁',
      note: '管理员定一个截止时间',
    },
    {
      kind: 'say',
      who: 'limei',
      chat: 'G1',
      text: '/值班 10月1日-2日 带班王强13900001001 值班李梅13900001002',
      note: '机构报一份值班表，少了签字和固话',
    },
    { kind: 'jump', note: '时间往前走，看它催谁' },
  ],
};

/** A port over arrays, whose clock says a reminder at 16:00 of the first day. `bot` answers like a small bot would. */
export class FakePort implements RoomPort {
  readonly bot = 'sample';
  readonly stored: RoomLine[] = [];
  readonly received: Inbound[] = [];
  readonly files = new Map<string, Uint8Array>();
  clock = start;
  /** Real milliseconds that one step of the clock takes. */
  stepMs = 0;
  remind: (at: number) => Promise<void> = async () => undefined;
  private readonly answers = new Map<string, Answer>();

  scene = async (): Promise<RoomScene> => scene;
  now = (): number => this.clock;

  async advance(to: number): Promise<void> {
    const reminder = instantOf('2022-09-28', 16 * 60);
    while (this.clock < to) {
      const before = this.clock;
      this.clock = Math.min(to, this.clock + 10 * MINUTE);
      if (before < reminder && this.clock >= reminder) await this.remind(reminder);
      if (this.stepMs > 0) await new Promise((resolve) => setTimeout(resolve, this.stepMs));
    }
  }

  async jumps() {
    const reminder = instantOf('2022-09-28', 16 * 60);
    return [
      { label: '下一个提醒', at: reminder },
      { label: '1小时后', at: this.clock + HOUR },
      { label: '明天 9:00', at: instantOf('2022-09-29', 540) },
      { label: '截止时刻', at: instantOf('2022-09-29', 690) },
    ].filter(({ at }) => at > this.clock);
  }

  async reset(): Promise<void> {
    this.stored.length = 0;
    this.received.length = 0;
    this.answers.clear();
    this.clock = start;
  }

  lines = async (after: number): Promise<readonly RoomLine[]> =>
    this.stored.filter(({ id }) => id > after).slice(0, 300);

  async addLine(line: Omit<RoomLine, 'id'>): Promise<RoomLine> {
    const stored = { ...line, id: (this.stored.at(-1)?.id ?? 0) + 1 };
    this.stored.push(stored);
    return stored;
  }

  async keepFile(bytes: Uint8Array): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    this.files.set(hash, bytes);
    return hash;
  }

  file = async (hash: string): Promise<Uint8Array | undefined> => this.files.get(hash);

  /** Settles once, and gives the same answer to a redelivery, as the real dispatcher does. */
  receive: Receive = async (message) => {
    const known = this.answers.get(message.msgid);
    if (known) return known;
    this.received.push(message);
    const answer = answerTo(message);
    if (answer) this.answers.set(message.msgid, answer);
    return answer;
  };
}

function answerTo({ text, files, chatId }: Inbound): Answer | undefined {
  const choices = [
    { label: '发布', say: '/确认 TB-0001' },
    { label: '退回', say: '/退回 TB-0001' },
  ];
  if (text === '在吗' && chatId !== undefined) return undefined;
  if (text.includes('通报')) return { markdown: '**通报草稿**（第1期）\n应报3家 按时1家 迟报1家 未报1家', choices };
  if (text.includes('表格'))
    return { markdown: '| 单位 | 状态 |\n|---|---|\n| 康宁 | 已报 |\n| 夕阳红 | 未报 |', choices: [] };
  if (text.includes('截止')) {
    return {
      markdown:
        '已定：**值班表**，9月29日（周四）11:30前\n应报：康宁\n提醒：\n- 9月28日（周三）16:00\n- 9月29日（周四）09:00',
      choices: [],
    };
  }
  if (text.includes('值班')) {
    const rows = '10月1日（周六） 带班王强 值班李梅\n10月2日（周日） 带班王强 值班李梅';
    return {
      markdown: `记下了，**康宁**值班表，待补正：\n> ${rows.replace('\n', '\n> ')}\n还缺：固定电话、签字、盖章、扫描件`,
      choices: [],
    };
  }
  return { markdown: `收到：${text}${files.map(({ name }) => `\n附件 ${name}`).join('')}`, choices: [] };
}
