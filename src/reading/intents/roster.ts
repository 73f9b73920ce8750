import type { Named } from '../../domain/values';
import { dayOf } from '../../lib/time';
import type { RosterValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findDays } from '../values/days';
import { followingNames, peopleIn, takeLabelled } from '../values/people';
import { findPhones } from '../values/phones';
import { takeTargets } from '../values/units';

function readGroup(source: Source): Partial<RosterValues> {
  const phones = findPhones(source.rest);
  const deputy = takeLabelled(source, /副组长/, phones);
  const leader = takeLabelled(source, /组长/, phones);
  const members = takeLabelled(source, /(?:组员|成员)/, phones);
  return { kind: 'group', ...(leader && { leader }), ...(deputy && { deputy }), ...(members && { members }) };
}

/** 福利办主任 白鸽→郭建 即日起. */
function readPost(source: Source): Partial<RosterValues> {
  const today = dayOf(source.context.now);
  const now = source.take(/(?:自|从)?(?:即日|今日|今天)起?/);
  const [span] = now ? [] : findDays(source.rest, source.context, { tense: 'future' });
  if (span) source.cut(span.start, span.end);
  const arrow = source.find(/→|换成|换为|改为|改成|变为|变更为|调整为|变成/);
  const before = source.rest
    .slice(0, arrow?.start ?? source.rest.length)
    .replace(/由(?=[\u4e00-\u9fff]{2,4}\s?$)/, ' ');
  const words = before.split(/[\s:,\uE000]+/).filter((word) => word !== '');
  const people = (part: string): Named[] => peopleIn(part, 0, [], source.context);
  const old = words.length > 1 ? words[words.length - 1] : undefined;
  const next = arrow && people(source.rest.slice(arrow.end))[0]?.name;
  return {
    kind: 'post',
    ...(words[0] !== undefined && { post: words.slice(0, Math.max(1, words.length - 1)).join('') }),
    ...(old !== undefined && { old }),
    ...(next !== undefined && { new: next }),
    since: span && !span.mistake ? span.first : today,
  };
}

function readArea(source: Source): Partial<RosterValues> {
  const known = followingNames(source, 0);
  const stranger = known.findIndex((name) => name.kind !== 'titled' && name.kind !== 'known');
  const names = stranger < 0 ? known : known.slice(0, Math.max(1, stranger));
  const last = names[names.length - 1];
  const leader = last ? peopleIn(source.rest.slice(0, last.end), 0, [], source.context) : [];
  if (last) source.cut(0, last.end);
  const behind = last ? undefined : takeLabelled(source, /(?:由|归|包联人|包联领导|负责人)/);
  const targets = takeTargets(source);
  const after = behind ?? (last ? undefined : peopleIn(source.rest, 0, [], source.context));
  if (after && after.length > 0) return { kind: 'area', leader: after, ...(targets && { targets }) };
  return { kind: 'area', ...(leader.length > 0 && { leader }), ...(targets && { targets }) };
}

function readRoster(source: Source): Partial<RosterValues> {
  if (/领导小组/.test(source.frame.command)) return readGroup(source);
  return /职务|岗位/.test(source.frame.command) ? readPost(source) : readArea(source);
}

export const rosterSlots = spread<RosterValues>(readRoster, {
  kind: '类别',
  leader: '组长?',
  deputy: '副组长?',
  members: '成员?',
  post: '职务?',
  old: '原来的人?',
  new: '新的人?',
  since: '从哪天?',
  targets: '单位?',
});
