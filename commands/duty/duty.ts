import { bookRoster } from '../../src/domain/services/duty';
import type { DutyEntry } from '../../src/domain/values';
import {
  bookedView,
  type CommandContext,
  defineCommand,
  dutySlots,
  evidence,
  reply,
  rosterLines,
} from '../../src/chat';

interface Roster {
  readonly inst: string;
  readonly entries: readonly DutyEntry[];
  readonly landline?: string | undefined;
  readonly mode?: string | undefined;
  readonly signed?: boolean | undefined;
  readonly stamped?: boolean | undefined;
}

async function book(context: CommandContext, { inst, entries, ...marks }: Roster) {
  const { say, register, files } = context;
  const booked = await bookRoster(context, { unitId: inst, entries, more: { ...marks, ...evidence(files) } });
  return {
    ...bookedView(say, register, booked),
    days: rosterLines(say, entries, { unitId: inst, show: 'masked' }),
    was: rosterLines(say, booked.was, { unitId: inst, show: 'none' }),
    landline: marks.landline ?? '',
    closed: marks.mode === 'closed_loop',
  };
}

export default defineCommand({
  intent: 'duty',
  names: ['值班', '值班表'],
  summary: '报值班：日期、带班领导、值班人员和手机号，可以一次报多天',
  examples: [
    '值班 明天 带班王强13900001001 值班李梅13900001002',
    '值班表 后天 带班刘芳 值班赵刚',
    '值班 周五-周日 带班王强 值班李梅、赵刚',
  ],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutySlots },
  async run(values, context) {
    return reply('duty/roster', await book(context, values));
  },
  async runMany(all, context) {
    const rosters = [];
    for (const values of all) rosters.push(await book(context, values));
    return reply('duty/rosters', { rosters, count: rosters.length });
  },
});
