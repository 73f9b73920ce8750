import { areasOf } from '../../domain/services/areas';
import { inspectedIn } from '../../domain/services/inspections';
import { addDays, type Day, mondayOf } from '../../lib/time';
import { type CommandContext, reply } from '../command';
import type { Answerer } from './answerer';
import { unitsAsked } from './units';

/** Monday of `2026-W40`. */
function mondayOfWeek(week: string): Day {
  const [year = '', number = '1'] = week.split('-W');
  return addDays(mondayOf(`${year}-01-04`), 7 * (Number(number) - 1));
}

/** Week by team: who was visited and who was not. What was unannounced is counted only where no institution reads. */
export const coverageAnswer: Answerer = async ({ week, targets }, context) => {
  const { say, today } = context;
  const monday = week === undefined ? mondayOf(today) : mondayOfWeek(week);
  const days = [monday, addDays(monday, 6)] as const;
  const asked = unitsAsked(context, targets);
  const visited = await inspectedIn(context, { days, secret: isOffice(context) });
  const { areas, nobody } = areasOf(context);
  const line = (team: string, unitIds: readonly string[]) => {
    const own = unitIds.filter((id) => asked.includes(id));
    const done = own.filter((id) => visited.has(id));
    return {
      team,
      total: own.length,
      done: done.length,
      visited: done.map((id) => `${say.unit(id)}${say.day(visited.get(id) ?? monday)}`).join('、'),
      missing: say.units(own.filter((id) => !visited.has(id))),
    };
  };
  const lines = [...areas.map(({ team, unitIds }) => line(team.name, unitIds)), line('', nobody)];
  return reply('office/coverage', { days: say.span(days), teams: lines.filter(({ total }) => total > 0) });
};

const isOffice = ({ group, chatId }: CommandContext): boolean => chatId === undefined || group?.bureau === true;
