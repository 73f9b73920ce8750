import { dutyOn, nextDutyOf } from '../../domain/services/duty';
import type { DutyEntry } from '../../domain/values';
import { MistakeError } from '../../domain/mistakes';
import { rosterLines } from '../booked-view';
import { type CommandContext, reply } from '../command';
import type { Answerer, Question } from './answerer';
import { unitsAsked } from './units';

/** Only the leaders, or only one shift, where the question says so. */
function narrowed(entry: DutyEntry, { role, shift }: Question): DutyEntry {
  const { leader, staff, shifts, ...base } = entry;
  const turn = shift && shifts?.filter((each) => each.shift === shift);
  return {
    ...base,
    ...(leader && role !== 'staff' ? { leader } : {}),
    ...(staff && role !== 'leader' && !turn?.length ? { staff } : {}),
    ...(shifts && role !== 'leader' ? { shifts: turn?.length ? turn : shifts } : {}),
  };
}

/** Phones of a roster are for those whom it concerns: masked in a group of institutions that the unit is not in. */
function phonesOf(unitId: string, { group, chatId }: CommandContext): 'full' | 'masked' {
  if (chatId === undefined || group?.bureau) return 'full';
  return group?.unitIds.includes(unitId) ? 'full' : 'masked';
}

/** Who is on duty. */
export const dutyAnswer: Answerer = async (question, context) => {
  const { say, register, today } = context;
  const unitIds = unitsAsked(context, question.targets);
  const when = question.range ?? question.date ?? today;
  const rosters = await dutyOn(context, unitIds, when);
  const units = unitIds.map((id) => ({
    unit: say.unit(id),
    landline: register.unit(id)?.landline ?? '',
    days: rosterLines(
      say,
      (rosters.get(id) ?? []).map((entry) => narrowed(entry, question)),
      { unitId: id, show: phonesOf(id, context) },
    ),
    none: (rosters.get(id) ?? []).length === 0,
  }));
  const named = units.filter((unit) => !unit.none);
  return reply('office/duty', {
    when: typeof when === 'string' ? say.day(when) : say.span(when),
    oneDay: typeof when === 'string',
    units: named,
    without: units
      .filter((unit) => unit.none)
      .map((unit) => unit.unit)
      .join('、'),
  });
};

export const nextDutyAnswer: Answerer = async ({ name: typed, targets }, context) => {
  const { say, actor } = context;
  const name = typed ?? actor.person?.name;
  const unitId = targets?.[0] ?? actor.unitId;
  if (name === undefined || unitId === undefined) throw new MistakeError({ code: 'unknown_sender' });
  const entry = await nextDutyOf(context, unitId, name);
  const leads = entry?.leader?.some((person) => person.name === name) ?? false;
  return reply('office/next-duty', { name, unit: say.unit(unitId), day: entry ? say.day(entry.date) : '', leads });
};
