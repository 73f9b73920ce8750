import { currentNamed } from '../../domain/services/task-choice';
import { openHazardsOf } from '../../domain/services/hazards';
import { owedBy, tally } from '../../domain/services/queries';
import { type CommandContext, type Reply, reply } from '../command';
import type { Answerer } from './answerer';
import { unitsAsked } from './units';

/** What a unit still owes; for the bureau, how every open report stands. */
export const todoAnswer: Answerer = async (question, context) => {
  const own = context.register.unit(context.actor.unitId);
  if (!question.targets?.length && (!own || own.kind === 'bureau')) return bureauTodo(context);
  const { say } = context;
  const units = [];
  for (const unitId of unitsAsked(context, question.targets)) {
    const standings = (await owedBy(context, unitId)).map((standing) => say.standing(standing));
    const hazards = (await openHazardsOf(context, [unitId])).map(({ id, desc, done, state }) => ({
      id,
      desc,
      // Its part is done; the bureau looks at it, or takes the plate off.
      waits: done !== undefined && state !== 'accepted',
      accepted: state === 'accepted',
    }));
    units.push({ unit: say.unit(unitId), standings, hazards, none: standings.length + hazards.length === 0 });
  }
  return reply('office/todo', { units });
};

async function bureauTodo(context: CommandContext): Promise<Reply> {
  const { say, now } = context;
  const active = await context.tx.tasks.activeTasks();
  const current = active.length === 0 ? [] : await currentNamed(context, 'all');
  const rounds = [];
  for (const { task, round } of [...current].sort((a, b) => a.round.dueAt - b.round.dueAt)) {
    const dues = await context.tx.tasks.duesOf(round.id);
    rounds.push({
      number: task.id,
      title: task.title,
      due: say.due(round.dueAt),
      open: round.dueAt >= now,
      ...tally(dues),
    });
  }
  const drafts = (await context.tx.bulletins.drafts()).map(({ id }) => id);
  const hazards = (await openHazardsOf(context)).length;
  return reply('office/bureau-todo', {
    rounds,
    drafts: drafts.join('、'),
    hazards: hazards || '',
    none: rounds.length + drafts.length + hazards === 0,
  });
}
