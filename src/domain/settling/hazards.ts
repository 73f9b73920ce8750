import { addDays } from '../../lib/time';
import type { Mistake } from '../mistakes';
import type { Case, HazardFact } from './case';

/** Intents that speak of hazards by number or by words. */
const OF_HAZARDS: ReadonlySet<string> = new Set(['fix', 'fix_extend', 'accept', 'supervise', 'unsupervise', 'recheck']);
/** They speak of a unit's hazards as its own people do. */
const BY_UNIT: ReadonlySet<string> = new Set(['fix', 'fix_extend']);
const CLOSED: ReadonlySet<string> = new Set(['closed', 'accepted']);

const isOpen = (hazard: HazardFact): boolean => !CLOSED.has(hazard.state);

interface Found {
  readonly slots: Case['slots'];
  readonly mistakes: readonly Mistake[];
}

/** 撤销 YH-0099: nobody takes back a finding that is none, or another unit's. */
export function undoneHazard({ intent, slots, facts }: Case): readonly Mistake[] {
  const ref = slots['ref'];
  if (intent !== 'undo' || typeof ref !== 'string' || !ref.startsWith('YH-')) return [];
  const hazard = facts.hazards.find(({ id }) => id === ref);
  if (!hazard) return [{ code: 'unknown_hazard', typed: ref }];
  const foreign = facts.unitId !== undefined && hazard.unitId !== facts.unitId;
  return foreign ? [{ code: 'no_permission', typed: ref }] : [];
}

/** Fills `hazards` where no number was typed, and checks those that were. */
export function findHazards(given: Case): Found {
  if (!OF_HAZARDS.has(given.intent)) return { slots: given.slots, mistakes: [] };
  const typed = given.slots['hazards'] as readonly string[] | undefined;
  if (!typed && given.intent === 'recheck' && given.slots['inst'] !== undefined) return rechecked(given);
  const { meant, mistakes } = typed ? byNumber(typed, given) : byWords(given);
  if (mistakes.length > 0) return { slots: given.slots, mistakes };
  const slots = extended({ ...given.slots, hazards: meant.map((hazard) => hazard.id) }, meant);
  return { slots, mistakes: meant.flatMap((hazard) => stateMistakes({ ...given, slots }, hazard)) };
}

/** A recheck of a unit without a number: the one hazard that its words describe, open or closed, if there is one. */
function rechecked(given: Case): Found {
  const { facts, slots } = given;
  const own = facts.hazards.filter((hazard) => hazard.unitId === slots['inst']);
  const [best, next] = likest(own, slots);
  const meant = slots['result'] !== 'missed' && best && best.score > 0 && best.score > (next?.score ?? 0);
  return { slots: meant ? { ...slots, hazards: [best.hazard.id] } : slots, mistakes: [] };
}

interface Meant {
  readonly meant: readonly HazardFact[];
  readonly mistakes: readonly Mistake[];
}

function byNumber(ids: readonly string[], { facts }: Case): Meant {
  const found = ids.map((id) => facts.hazards.find((hazard) => hazard.id === id));
  const missing = ids.filter((_, index) => !found[index]);
  return {
    meant: found.flatMap((hazard) => (hazard ? [hazard] : [])),
    mistakes: missing.map((id) => ({ code: 'unknown_hazard' as const, typed: id })),
  };
}

/** Pairs of neighbouring characters that two texts share. */
function likeness(words: string, desc: string): number {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < desc.length; at += 1) pairs.add(desc.slice(at, at + 2));
  let shared = 0;
  for (let at = 0; at + 1 < words.length; at += 1) if (pairs.has(words.slice(at, at + 2))) shared += 1;
  return shared;
}

/** The hazards, the one first whose description is most like the words. */
function likest(hazards: readonly HazardFact[], slots: Case['slots']): { hazard: HazardFact; score: number }[] {
  const words = ['desc', 'measure', 'reason']
    .map((key) => slots[key])
    .filter((value) => typeof value === 'string')
    .join(' ');
  return hazards.map((hazard) => ({ hazard, score: likeness(words, hazard.desc) })).sort((a, b) => b.score - a.score);
}

function byWords(given: Case): Meant {
  const { facts, slots } = given;
  const unitId = (slots['inst'] as string | undefined) ?? facts.unitId;
  // 摘牌 comes after acceptance.
  const counts = given.intent === 'unsupervise' ? ({ state }: HazardFact): boolean => state !== 'closed' : isOpen;
  const open = facts.hazards.filter((hazard) => counts(hazard) && (unitId === undefined || hazard.unitId === unitId));
  const [best, next] = likest(open, slots);
  if (best && best.score > 0 && best.score > (next?.score ?? 0)) return { meant: [best.hazard], mistakes: [] };
  const [only] = open;
  if (open.length === 1 && only && unitId !== undefined) return { meant: [only], mistakes: [] };
  if (open.length === 0) return { meant: [], mistakes: [{ code: 'unknown_hazard' }] };
  return {
    meant: [],
    mistakes: [{ code: 'ambiguous_target', details: { count: open.length, numbers: open.map((hazard) => hazard.id) } }],
  };
}

/** Three more days count from the old deadline. */
function extended(slots: Case['slots'], [hazard]: readonly HazardFact[]): Case['slots'] {
  const { extra_days: days, ...rest } = slots;
  if (typeof days !== 'number' || hazard?.due === undefined) return rest;
  return { ...rest, new_due: addDays(hazard.due, days) };
}

function stateMistakes({ intent, facts, slots }: Case, hazard: HazardFact): Mistake[] {
  const mistakes: Mistake[] = [];
  const add = (code: Mistake['code'], more: Partial<Mistake> = {}): number =>
    mistakes.push({ code, typed: hazard.id, ...more });
  if (BY_UNIT.has(intent) && facts.unitId !== undefined && hazard.unitId !== facts.unitId) add('no_permission');
  if (intent === 'unsupervise' && hazard.state !== 'accepted') add('wrong_state', { details: { state: hazard.state } });
  if ((intent === 'fix' || intent === 'fix_extend' || intent === 'accept') && hazard.state === 'closed')
    add('wrong_state', { details: { state: hazard.state } });
  if (intent === 'fix' && slots['state'] === 'done' && hazard.level === 'major' && !facts.evidence)
    add('missing_evidence');
  if (intent === 'fix_extend' && hazard.level === 'major' && slots['reason'] === undefined)
    add('missing_field', { details: { slot: 'reason' } });
  return mistakes;
}
