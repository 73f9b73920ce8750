import type { Draft } from '../domain/services/bulletins';
import { dayOf, type Instant } from '../lib/time';
import type { View } from '../words/templates';
import type { Say } from './say';

export interface Outage {
  readonly from: Instant;
  readonly to: Instant;
}

const listed = <T>(list: readonly T[], view: (each: T) => View): View[] =>
  list.map((each, index) => ({ ...view(each), more: index < list.length - 1 }));

/** `92.3`, `100`; nothing where nobody had to report. */
const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : String(Math.round((part / whole) * 1000) / 10);

/** Facts of a 通报 as `task/bulletin`, `-draft` and `-correction` say them: full names, the register's order. */
export function bulletinView({ bulletin, task, round }: Draft, say: Say, outage?: Outage): View {
  const { facts } = bulletin;
  const owed = facts.onTime.length + facts.late.length + facts.missing.length;
  return {
    number: bulletin.id,
    title: task.title,
    round: say.round(task, round),
    due: say.due(round.dueAt),
    asOf: say.moment(facts.asOf),
    owed,
    onTimeCount: facts.onTime.length,
    lateCount: facts.late.length,
    missingCount: facts.missing.length,
    exemptCount: facts.exempt.length,
    rate: percent(facts.onTime.length, owed),
    onTime: say.fullUnits(facts.onTime),
    late: listed(facts.late, ({ unitId, settledAt, minutes }) => ({
      unit: say.fullUnit(unitId),
      at: say.moment(settledAt),
      minutes: say.minutes(minutes),
    })),
    missing: listed(facts.missing, ({ unitId, incomplete }) => ({ unit: say.fullUnit(unitId), incomplete })),
    exempt: listed(facts.exempt, ({ unitId, reason }) => ({ unit: say.fullUnit(unitId), reason })),
    contact: say.contact(task),
    bureau: say.bureau(),
    day: say.date(dayOf(bulletin.publishedAt ?? facts.asOf)),
    corrects: bulletin.corrects ?? '',
    seenBy: bulletin.previewedBy === undefined ? '' : say.person(bulletin.previewedBy),
    groups: say.groups(task.groupIds),
    changed: false,
    plain: false,
    outage: outage ? { from: say.moment(outage.from), to: say.moment(outage.to) } : false,
  };
}
