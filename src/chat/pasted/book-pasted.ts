import { type Mistake, MistakeError } from '../../domain/mistakes';
import { fitsPlace, mayRead, reachOf } from '../../domain/policy';
import { dropDeadline } from '../../domain/services/hazard-deadlines';
import { settle } from '../../domain/settle';
import type { Pasted, Reading } from '../../reading/reading';
import type { CommandContext, Push, Reply } from '../command';
import { factsFor } from '../facts';
import { guard, run } from '../perform';
import type { RegisteredCommand, Registry } from '../registry';
import { type Gathered, gather } from './gathered';
import { isRepeated } from './incidents';
import { answersNotice } from './receipts';
import { type Heeded, spokenFor } from './spoken-for';

/** What became of one line. */
export type Fate = { readonly gathered: Gathered } & (
  | { readonly fate: 'booked'; readonly records: readonly Heeded[]; readonly pushes: readonly Push[] }
  | { readonly fate: 'bad'; readonly mistake: Mistake; readonly command?: RegisteredCommand }
  /** The command asks back instead of booking: its answer says why. */
  | { readonly fate: 'asks'; readonly reply: Reply }
  /** What is done one at a time by whoever means it: 撤销, 更正, 换班. */
  | { readonly fate: 'alone'; readonly kind: string }
  | { readonly fate: 'unbuilt'; readonly kind: string }
  | { readonly fate: 'foreign'; readonly unitId: string }
  /** Another unit's, and that unit has said it already. */
  | { readonly fate: 'known' }
  /** Small talk, the bureau's own words, a receipt that nothing waits for. */
  | { readonly fate: 'idle' }
);

const NO_REPORT: ReadonlySet<string> = new Set(['none', 'unknown', 'help', 'query', 'chat_id', 'who_am_i', 'how_read']);
const ALONE: ReadonlySet<string> = new Set(['undo', 'correct', 'duty_swap', 'duty_swap_consent', 'register']);
const REPORTS: ReadonlySet<string> = new Set(['own-unit', 'inspect', 'visit', 'anyone']);

/** Is this a paste whose lines are reports? Lists of orders (免报, 分类 …) are taken as they always are. */
export const isPaste = (pasted: Pasted | undefined, command: RegisteredCommand | undefined): pasted is Pasted =>
  pasted !== undefined && (pasted.chat || (command !== undefined && REPORTS.has(command.allow)));

/** Settles every line of a paste by itself: good ones count, the others say why they do not. */
export async function bookPasted(
  registry: Registry,
  pasted: Pasted,
  context: CommandContext,
): Promise<readonly Fate[]> {
  const fates: Fate[] = [];
  for (const gathered of gather(pasted)) {
    const command = registry.of(gathered.entry.reading.intent);
    const fate = idleOf(gathered, command, context);
    if (fate) fates.push(fate);
    else if (command) fates.push(await settled(gathered, command, context));
  }
  return fates;
}

function idleOf(gathered: Gathered, command: RegisteredCommand | undefined, context: CommandContext): Fate | undefined {
  const { reading, speaker } = gathered.entry;
  if (NO_REPORT.has(reading.intent) || speaker?.bureau === true) return { gathered, fate: 'idle' };
  if (ALONE.has(reading.intent)) return { gathered, fate: 'alone', kind: reading.intent };
  if (!command) return { gathered, fate: 'unbuilt', kind: reading.intent };
  // An order that somebody quoted from elsewhere is nobody's order here.
  if (!REPORTS.has(command.allow)) return { gathered, fate: 'idle' };
  if (!fitsPlace(command.where, context.place)) return { gathered, fate: 'alone', kind: reading.intent };
  guard(command, context);
  return undefined;
}

function settled(gathered: Gathered, command: RegisteredCommand, context: CommandContext): Promise<Fate> {
  const { actor } = context;
  const { unitId } = gathered;
  const own = unitId === undefined || unitId === actor.unitId;
  const asUnit = actor.role === 'admin' && unitId !== undefined;
  // An emergency is passed on by anybody, and whoever inspects may speak of every house.
  const everywhere =
    command.intent === 'incident' || (command.allow === 'inspect' && reachOf('inspect', actor.role) === 'any');
  if (own || asUnit || everywhere) return bookLine({ gathered, command, context, asUnit });
  return foreignLine({ gathered, command, context, asUnit: true }, unitId);
}

interface Line {
  readonly gathered: Gathered;
  readonly command: RegisteredCommand;
  readonly context: CommandContext;
  /** The unit speaks, not whoever pasted it. */
  readonly asUnit: boolean;
}

type Tried = { readonly mistake: Mistake } | { readonly values: Reading; readonly records: readonly Heeded[] };

/** Held against the facts as the unit's own words, then tried out: what fails leaves nothing behind. */
async function tryOut({ gathered, command, context, asUnit }: Line): Promise<Tried> {
  const { reading, saidAt, inList } = gathered.entry;
  const records: Heeded[] = [];
  const spoken = spokenFor(context, gathered, { asUnit, heeded: records });
  const facts = await factsFor(spoken, reading);
  const { multi: _, ...origins } = reading.origins;
  // A day that was right when it was said is right.
  const said = { ...facts, now: saidAt ?? facts.now };
  const line = { ...reading, origins: inList ? { ...reading.origins, multi: true } : origins };
  const judged = settle(line, said, { register: context.register, mayRead });
  const mistake = judged.mistake ?? (reading.intent === 'ack' ? reading.mistakes[0] : undefined);
  if (mistake) return { mistake };
  const values: Reading = { ...reading, slots: judged.reading.slots };
  try {
    await context.tx.rehearse(() => run(command, values, spoken));
    return { values, records };
  } catch (error) {
    if (error instanceof MistakeError) return { mistake: error.mistake };
    throw error;
  }
}

async function bookLine(line: Line): Promise<Fate> {
  const { gathered, command, context, asUnit } = line;
  const repeated = await isRepeated(gathered, context);
  if (repeated) return { gathered, fate: 'booked', records: [{ record: repeated, how: 'unchanged' }], pushes: [] };
  if (!(await answersNotice(gathered, context))) return { gathered, fate: 'idle' };
  const tried = await tryOut(line);
  if ('mistake' in tried) return { gathered, fate: 'bad', mistake: tried.mistake, command };
  const records: Heeded[] = [];
  const reply = await run(command, tried.values, spokenFor(context, gathered, { asUnit, heeded: records }));
  for (const { record, how } of records)
    if (record.kind === 'hazard' && how === 'edited' && record.replaces !== undefined)
      await dropDeadline(context, record.replaces);
  if (records.length > 0) return { gathered, fate: 'booked', records, pushes: reply?.pushes ?? [] };
  return reply && command.intent !== 'ack' ? { gathered, fate: 'asks', reply } : { gathered, fate: 'idle' };
}

/** Another unit's line: nothing to speak of where that unit has said the same itself. */
async function foreignLine(line: Line, unitId: string): Promise<Fate> {
  const { gathered } = line;
  const tried = await tryOut(line);
  const known = 'records' in tried && tried.records.length > 0 && tried.records.every(({ how }) => how === 'unchanged');
  return known ? { gathered, fate: 'known' } : { gathered, fate: 'foreign', unitId };
}
