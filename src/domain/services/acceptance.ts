import type { Day } from '../../lib/time';
import { type Hazard, isOpen, lackingOf } from '../hazard';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import type { DayOrStamp } from '../values';
import { enter } from './ledger';
import { bookHazard, hazardNumbered, type Noted, note } from './hazards';

export interface Acceptance {
  readonly result: 'pass' | 'fail';
  readonly done?: Day | undefined;
  /** Who accepted, when it is not the one who types. */
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
  readonly newDue?: DayOrStamp | undefined;
}

/** 验收: passed it is 销号 (or waits for 摘牌), failed it goes back to the unit. */
export async function accept(scene: ActorScene, id: string, wish: Acceptance): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  if (!isOpen(before)) throw new MistakeError({ code: 'wrong_state', typed: id, details: { state: before.state } });
  const { result, done, reason, newDue } = wish;
  if (result === 'fail') return note(scene, before, { kind: 'accept', data: { result, reason, new_due: newDue } });
  const by = wish.by ?? scene.actor.person?.name;
  mayPass(scene, before, by);
  return note(scene, before, { kind: 'accept', day: done ?? scene.today, data: { result, done, by } });
}

/** It was reported as done, a major one with all of the 五落实, and three people had a hand in it. */
function mayPass(scene: ActorScene, hazard: Hazard, acceptor: string | undefined): void {
  const { id, fixer, level } = hazard;
  if (hazard.done === undefined) throw new MistakeError({ code: 'wrong_state', typed: id, details: { undone: true } });
  const five = level === 'major' ? lackingOf(hazard) : [];
  if (five.length > 0) throw new MistakeError({ code: 'missing_field', typed: id, details: { five } });
  const checker = checkerOf(scene, hazard);
  const one = [fixer, checker].find((name) => name !== undefined && name === acceptor) ?? sameFixer(fixer, checker);
  if (one !== undefined) throw new MistakeError({ code: 'same_person', typed: one, details: { hazard: id } });
}

const sameFixer = (fixer: string | undefined, checker: string | undefined): string | undefined =>
  fixer !== undefined && fixer === checker ? fixer : undefined;

/** Name of the one who found it; a finding that came from a file has nobody. */
export const checkerOf = ({ register }: ActorScene, { checker }: Hazard): string | undefined =>
  register.person(checker)?.name;

export interface Recheck {
  readonly result: 'ok' | 'relapse' | 'missed';
  readonly desc?: string | undefined;
  readonly due?: DayOrStamp | undefined;
}

/** 回头看 of one finding. A relapse is a new round under the same number; what was counted before stays counted. */
export async function recheck(scene: ActorScene, id: string, { result, desc, due }: Recheck): Promise<Noted> {
  const before = await hazardNumbered(scene, id);
  if (result === 'relapse' && isOpen(before))
    throw new MistakeError({ code: 'wrong_state', typed: id, details: { state: before.state } });
  return note(scene, before, { kind: 'recheck', data: { result, desc, due } });
}

/** 回头看 of a unit: nothing came back, or something was missed the first time, which is a finding of its own. */
export async function recheckUnit(
  scene: ActorScene,
  unitId: string,
  { result, desc, due }: Recheck,
): Promise<LedgerRecord> {
  if (result === 'ok')
    return enter(scene, { kind: 'recheck', unitId, days: [scene.today, scene.today], data: { result } });
  if (desc === undefined) throw new MistakeError({ code: 'missing_field', details: { slot: 'desc' } });
  const data = { desc, missed: result === 'missed', ...(due === undefined ? {} : { due }) };
  const { record } = await bookHazard(scene, { unitId, found: scene.today, isDone: false, data });
  return record;
}
