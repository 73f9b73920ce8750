import { type Mistake, MistakeError } from '../domain/mistakes';
import { mayRead } from '../domain/policy';
import { type Hazard, isOpen } from '../domain/hazard';
import { hazardNumbered, hazardsOf } from '../domain/services/hazards';
import { type Facts, type HazardFact, settle } from '../domain/settle';
import type { Reading } from '../reading/reading';
import type { CommandContext } from './command';

/** Intents that speak of a hazard by its number or by its unit. */
const ABOUT_HAZARDS: ReadonlySet<string> = new Set([
  'fix',
  'fix_extend',
  'accept',
  'supervise',
  'unsupervise',
  'recheck',
  'undo',
]);

/** What is true around a message, from the database: only what its intent needs. */
export async function factsFor(context: CommandContext, reading: Reading): Promise<Facts> {
  const { actor, register, group, now, files } = context;
  const own = register.unit(actor.unitId);
  return {
    now,
    role: actor.role,
    ...(own && own.kind !== 'bureau' ? { unitId: own.id } : {}),
    ...(group ? { group: { id: group.id, institutions: !group.bureau } } : {}),
    hazards: ABOUT_HAZARDS.has(reading.intent) ? await hazardFacts(context, reading) : [],
    openIncident: false,
    undoable: true,
    lastClosed: false,
    onDuty: [],
    evidence: files.length > 0,
  };
}

/** Hazards of the numbers typed and the open ones of the unit. */
async function hazardFacts(context: CommandContext, reading: Reading): Promise<readonly HazardFact[]> {
  const { actor, tx } = context;
  const unitIds =
    typeof reading.slots['inst'] === 'string'
      ? [reading.slots['inst']]
      : actor.unitId === undefined
        ? []
        : [actor.unitId];
  const all = unitIds.length > 0 ? await hazardsOf(context, unitIds) : [];
  // 回头看 looks at what was closed; everything else at what is open.
  const own = reading.intent === 'recheck' ? all : all.filter(isOpen);
  const ref = reading.slots['ref'];
  const numbers = typeof ref === 'string' ? [ref] : ((reading.slots['hazards'] ?? []) as readonly string[]);
  const typed = numbers.filter((id) => !own.some((hazard) => hazard.id === id));
  const named: Hazard[] = [];
  for (const id of typed) if (await isHazard(tx, id)) named.push(await hazardNumbered(context, id));
  return [...own, ...named].map(({ id, unitId, desc, level, due, state }) => ({
    id,
    unitId,
    desc,
    level: level ?? 'general',
    state,
    ...(due === undefined ? {} : { due: due.slice(0, 10) }),
  }));
}

async function isHazard({ ledger }: CommandContext['tx'], id: string): Promise<boolean> {
  const record = await ledger.get(id);
  return record?.kind === 'hazard' && record.state === 'valid' && record.data['none'] !== true;
}

/** What may be done, and the lines of a list that may not. */
export interface Judged {
  readonly reading: Reading;
  readonly bad: readonly { readonly line: number; readonly mistake: Mistake }[];
}

/**
 * Holds a reading against the facts. In a list that people pass on, good lines count and bad ones are named by their
 * number; anything else is taken whole or not at all.
 */
export function judge(reading: Reading, facts: Facts, { register }: CommandContext): Judged {
  const rules = { register, mayRead };
  if (!reading.records || reading.origins['multi'] === undefined) {
    const { reading: settled, mistake } = settle(reading, facts, rules);
    if (mistake) throw new MistakeError(mistake);
    return { reading: settled, bad: [] };
  }
  const each = reading.records.map((record) => settle({ ...record, origins: reading.origins }, facts, rules));
  const bad = each.flatMap(({ mistake }, index) => (mistake ? [{ line: index + 1, mistake }] : []));
  const good = each.filter(({ mistake }) => !mistake).map((one) => one.reading.slots);
  if (good.length === 0 && bad[0]) throw new MistakeError(bad[0].mistake);
  return { reading: { ...reading, slots: { multi: good } }, bad };
}
