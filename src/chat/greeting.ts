import type { Tx } from '../domain/ports';
import type { Register } from '../domain/register-index';
import type { Scene } from '../domain/scene';
import { owedBy } from '../domain/services/queries';
import { dayOf, type Instant } from '../lib/time';
import type { Names } from '../words/names';
import type { Templates } from '../words/templates';
import type { Saying } from './message';
import { reportChoices } from './report-choices';
import { Say } from './say';

interface GreetingParts {
  readonly templates: Templates;
  readonly names: Names;
  readonly calendar: Scene['workdays'];
  readonly playbook: Scene['playbook'];
  readonly botName: string;
}

/**
 * Said to somebody who opens the private chat: who the bot is and how to begin. To those whom the register knows, what
 * their unit owes by the end of today; to the others, how to become known.
 */
export async function greeting(
  { templates, names, calendar, playbook, botName }: GreetingParts,
  { tx, register, now }: { readonly tx: Tx; readonly register: Register; readonly now: Instant },
  userid: string,
): Promise<Saying> {
  const person = register.personOf(userid);
  if (!person) return { markdown: templates.render('card/stranger', { botName }), choices: [] };
  const today = dayOf(now);
  const say = new Say(names, register, today);
  const unit = register.unit(person.unitId);
  const reports = unit !== undefined && unit.kind !== 'bureau';
  const scene: Scene = { tx, register, now, today, workdays: calendar, playbook, messageKey: `greeting:${userid}` };
  const owed = reports
    ? (await owedBy(scene, unit.id)).filter(({ round, due }) => dayOf(round.dueAt) <= today && due.state !== 'exempt')
    : [];
  const view = {
    botName,
    name: person.name,
    unit: unit === undefined ? '' : say.unit(unit.id),
    reports,
    owed: owed.map(({ task }) => task.title).join('、'),
    admin: register.roleOf(person) === 'admin',
  };
  const zero = owed.find(({ task, round }) => task.item === 'zero' && round.day === today);
  const choices = zero ? reportChoices(zero.task, zero.round) : [];
  return { markdown: templates.render('card/welcome', view), choices };
}
