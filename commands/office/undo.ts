import { calledOff, campaignTitle, correctionPushes, defineCommand, reply, undoSlots } from '../../src/chat';
import { undo } from '../../src/domain/services/undo';

/** What the bureau decided: neither a unit nor days say anything about it. */
const DECISIONS = new Set(['deadline', 'broadcast', 'proposal', 'extend', 'post', 'campaign']);
/** What was told to groups. */
const SENT = new Set(['deadline', 'broadcast', 'proposal', 'campaign']);

export default defineCommand({
  intent: 'undo',
  names: ['撤销', '撤消', '撤回', '作废'],
  summary: '撤销自己刚才的记录（30分钟内），管理员可以按编号撤销',
  examples: ['撤销', '撤销 LB-0001'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...undoSlots },
  async run({ ref }, context) {
    const { say } = context;
    const {
      record,
      restored,
      standings,
      rounds,
      findings = [],
      standing = [],
      task,
      tasks = task ? [task] : [],
    } = await undo(context, ref);
    const view = {
      number: record.id,
      kind: say.kind(record.kind),
      unit: say.unit(record.unitId),
      days: say.span([record.firstDay, record.lastDay]),
      restored: restored ? restored.id : '',
      standing: say.standing(standings[0]),
      tasks: tasks.filter(({ ladder }) => ladder === undefined).map(({ title }) => ({ title })),
      findings: findings.map(({ id }) => id).join('、'),
      again: standing.map(({ id }) => id).join('、'),
      decision: DECISIONS.has(record.kind),
      sent: SENT.has(record.kind),
    };
    const off = { number: record.id, tasks, campaign: campaignTitle(record, context) };
    const told = SENT.has(record.kind) ? await calledOff(off, context) : [];
    return reply('office/undone', view, { pushes: [...told, ...(await correctionPushes(context, rounds))] });
  },
});
