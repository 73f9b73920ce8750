import { wordsOf } from '../domain/hazard';
import { suggestMajor } from '../domain/playbook';
import type { Booked } from '../domain/services/reports';
import type { HazardValues } from '../reading/shapes';
import type { View } from '../words/templates';
import { discreet } from './booked-view';
import { type CommandContext, type Reply, reply } from './command';
import { findingsTold } from './finding-told';
import { toBureau } from './hazard-view';

type Finding = { readonly [Key in keyof HazardValues]?: HazardValues[Key] | undefined };

/** A day, or a day with its clock, as it is said. */
const sayDue = ({ say }: CommandContext, due: string | undefined): string =>
  due === undefined ? '' : due.length === 10 ? say.day(due) : say.moment(Date.parse(due));

/** What was typed of a finding: `hazard/booked`. */
export function typedFinding(context: CommandContext, finding: Finding): View {
  const { desc, location, level, owner, due, qty, measure, funds, preplan } = finding;
  return {
    location: discreet(location ?? ''),
    desc: discreet(desc ?? ''),
    qty: qty ?? '',
    major: level === 'major',
    general: level === 'general',
    owner: context.say.people(owner, 'masked'),
    due: sayDue(context, due),
    measure: discreet(measure ?? ''),
    funds: funds === undefined ? '' : String(funds),
    preplan: discreet(preplan ?? ''),
    photo: context.files.length > 0,
  };
}

/** The answer to a new finding; where words suggest a major one, those who may decide are asked. */
export function findingReply(context: CommandContext, { record, unchanged }: Booked, view: View): Reply {
  const data = record.data as Finding;
  const { location, level } = data;
  const words = wordsOf({ desc: data.desc ?? '', ...(location === undefined ? {} : { location }) });
  const suggested = level === undefined ? suggestMajor(context.playbook.rules, words, record.firstDay) : [];
  const asked = { unit: context.say.unit(record.unitId), id: record.id, desc: discreet(words), each: suggested };
  const grading = suggested.length > 0 && !unchanged ? toBureau(context) : [];
  const told = unchanged ? [] : findingsTold(context, [record]);
  const pushes = [...told, ...grading.map((to) => ({ ...to, template: 'hazard/to-grade', view: asked }))];
  return reply('hazard/booked', { ...view, suggested, supervised: record.data['state'] === 'supervised' }, { pushes });
}
