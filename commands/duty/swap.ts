import type { Person } from '../../src/domain/register';
import { askSwap, type ShiftOf } from '../../src/domain/services/swaps';
import { bookedView, type CommandContext, defineCommand, dutySwapSlots, type Push, reply } from '../../src/chat';

/** Where the other side is asked: in the group where it was typed, if their unit is in it; else each in private. */
const questions = (
  { group, place }: CommandContext,
  asked: readonly Person[],
  question: Omit<Push, 'to'>,
): readonly Push[] => {
  if (asked.length === 0) return [];
  if (group && place !== 'foreign') return [{ ...question, to: { groupId: group.id }, mentions: asked, askOf: asked }];
  return asked.map((person) => ({ ...question, to: { person }, askOf: [person] }));
};

export default defineCommand({
  intent: 'duty_swap',
  names: ['换班', '调班', '串班'],
  summary: '两个人对调一天班，对方同意后生效；院长（负责人）发的马上生效',
  examples: ['换班 明天李梅 后天赵刚'],
  where: 'anywhere',
  allow: 'own-unit',
  slots: { ...dutySwapSlots },
  async run({ inst, a, b, reason }, context) {
    const { say, register } = context;
    const shift = ({ date, name }: ShiftOf) => ({ day: say.day(date), name });
    const swap = { a: shift(a), b: shift(b), reason: reason ?? '' };
    const state = await askSwap(context, { unitId: inst, a, b, reason });
    if ('done' in state)
      return reply('duty/swapped', { ...bookedView(say, register, state.done), ...swap, mine: true });
    const { request, asked, isNew } = state;
    const by = context.actor.person?.name ?? '';
    const view = { ...swap, unit: say.unit(inst), number: request.id, by, waiting: request.waiting.join('、') };
    const choices = [
      { label: '同意', say: `/同意换班 ${request.id}` },
      { label: '不同意', say: `/不同意换班 ${request.id}` },
    ];
    const question = { ...view, asked: asked.map((person) => person.name).join('、') };
    const pushes = questions(context, asked, { template: 'duty/swap-question', view: question, choices });
    return reply('duty/swap-asked', { ...view, isNew, nobody: isNew && asked.length === 0 }, { pushes });
  },
});
