import { type Hazard, isSupervised, lackingOf, wordsOf } from '../domain/hazard';
import { daysLeft } from '../domain/services/hazard-deadlines';
import { dueInstant } from '../domain/services/orders';
import { dayOf, type Instant } from '../lib/time';
import type { View } from '../words/templates';
import { discreet } from './booked-view';
import type { CommandContext, Push } from './command';
import type { Say } from './say';

interface Here {
  readonly say: Say;
  readonly now: Instant;
}

/** What every text about a finding may say of it. */
export function hazardView(hazard: Hazard, { say, now }: Here): View {
  const dueAt = hazard.due === undefined ? undefined : dueInstant(hazard.due);
  const left = dueAt === undefined ? 0 : daysLeft(dueAt, now);
  const lacking = hazard.level === 'major' ? lackingOf(hazard) : [];
  return {
    id: hazard.id,
    unit: say.unit(hazard.unitId),
    desc: discreet(wordsOf(hazard)),
    major: hazard.level === 'major',
    state: say.names.states[hazard.state] ?? hazard.state,
    supervised: isSupervised(hazard),
    level: say.names.levels[hazard.supervision?.level ?? ''] ?? '',
    supervisor: hazard.supervision?.supervisor ?? '',
    owner: say.people(hazard.owner, 'none'),
    measure: discreet(hazard.measure ?? ''),
    funds: hazard.funds === undefined ? '' : String(hazard.funds),
    preplan: discreet(hazard.preplan ?? ''),
    due: dueAt === undefined ? '' : say.due(dueAt),
    day: dueAt === undefined ? '' : say.day(dayOf(dueAt)),
    left: left > 0 ? left : '',
    overdue: left < 0 ? -left : '',
    returned: discreet(hazard.returned ?? ''),
    done: hazard.done === undefined ? '' : say.day(hazard.done),
    closed: hazard.state === 'closed',
    waitsForPlate: hazard.state === 'accepted',
    again: hazard.round > 1 ? hazard.round : '',
    lacking: lacking.map((part) => say.names.five[part] ?? part).join('、'),
  };
}

/** Where a unit is spoken to of its findings; nobody when it was said there already. */
export function toUnit(
  { register, group }: Pick<CommandContext, 'register' | 'group'>,
  unitId: string,
): Pick<Push, 'to' | 'mentions'>[] {
  const head = register.headOf(unitId);
  const [home] = register.groupsOf(unitId);
  if (home) return home.id === group?.id ? [] : [{ to: { groupId: home.id }, ...(head ? { mentions: [head] } : {}) }];
  return head ? [{ to: { person: head } }] : [];
}

/** The bureau's group, unless it was said there already. */
export function toBureau({ register, group }: Pick<CommandContext, 'register' | 'group'>): Pick<Push, 'to'>[] {
  const bureau = register.bureauGroup;
  return bureau && bureau.id !== group?.id ? [{ to: { groupId: bureau.id } }] : [];
}
