import { tally } from '../../domain/services/queries';
import { stillOwes } from '../../domain/settlement';
import { lateMinutes } from '../../domain/steps';
import type { Due, Round, Task } from '../../domain/task';
import type { Pasted } from '../../reading/reading';
import type { View } from '../../words/templates';
import { discreet } from '../booked-view';
import type { CommandContext, Reply } from '../command';
import type { RegisteredCommand } from '../registry';
import type { Fate } from './book-pasted';
import { recordLine } from './record-line';
import type { Heeded } from './spoken-for';

/** A line that may name a child is told by its number alone (domain decision 5). */
const OF_CHILDREN = /儿童|孤儿|孩子|未成年|学生|儿福/;
/** Enough of a line to find it again. */
const SHOWN_LETTERS = 24;

type Booked = Extract<Fate, { fate: 'booked' }>;
type Refused = Exclude<Fate, { fate: 'booked' | 'foreign' | 'known' | 'idle' }>;

interface Settled extends Heeded {
  readonly booked: Booked;
  readonly due?: Due;
}

/** One answer to everything that was pasted: what counts, what does not and why, who still owes. */
async function pastedView(pasted: Pasted, fates: readonly Fate[], context: CommandContext): Promise<View> {
  const { say } = context;
  const settled = await withDues(fates, context);
  const of = (how: Heeded['how']): Settled[] => settled.filter((each) => each.how === how);
  const bad = fates.filter((fate): fate is Refused => !['booked', 'foreign', 'known', 'idle'].includes(fate.fate));
  const foreign = fates.flatMap((fate) => (fate.fate === 'foreign' ? [fate.unitId] : []));
  const line = (one: Settled): View => ({
    ...recordLine(one.record, lineContext(one, context)),
    ...standing(one, context),
  });
  const [first] = of('new');
  return {
    clerk: context.actor.role === 'admin' ? (context.actor.person?.name ?? '') : '',
    list: discreet(pasted.title.split('\n')[0] ?? ''),
    chat: pasted.chat,
    count: new Set(fates.map(({ gathered }) => gathered.entry.line)).size,
    added: of('new').map(line),
    addedCount: of('new').length,
    edited: of('edited').map(line),
    editedCount: of('edited').length,
    unchangedCount: of('unchanged').length,
    unchanged: say.units([...new Set(of('unchanged').map(({ record }) => record.unitId))]),
    bad: bad.map((fate) => refused(fate, context)),
    badCount: bad.length,
    example: exampleOf(bad, context),
    knownCount: fates.filter(({ fate }) => fate === 'known').length,
    foreignCount: foreign.length,
    foreign: say.units([...new Set(foreign)]),
    idle: fates.filter(({ fate }) => fate === 'idle').length || '',
    files: pasted.files || '',
    early: await early(settled, context),
    rounds: await rounds(settled, context),
    undo: of('new').length + of('edited').length === 1 ? (first ?? of('edited')[0])?.record.id : '',
  };
}

const lineContext = ({ booked }: Settled, context: CommandContext): CommandContext => ({
  ...context,
  text: booked.gathered.entry.text,
});

async function withDues(fates: readonly Fate[], { tx }: CommandContext): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const booked of fates) {
    if (booked.fate !== 'booked') continue;
    for (const heeded of booked.records) {
      const due = heeded.record.dueId === undefined ? undefined : await tx.tasks.due(heeded.record.dueId);
      settled.push({ ...heeded, booked, ...(due ? { due } : {}) });
    }
  }
  return settled;
}

const standing = ({ record, due }: Settled, { say }: CommandContext): View => ({
  unit: say.unit(record.unitId),
  number: record.id,
  replaced: record.replaces ?? '',
  state: due ? say.state(due) : '',
});

function refused(fate: Refused, context: CommandContext): View {
  const { line, text } = fate.gathered.entry;
  const [shown = ''] = OF_CHILDREN.test(text) ? [] : discreet(text).split('\n');
  const letters = Array.from(shown);
  return {
    line,
    text: letters.length > SHOWN_LETTERS ? `${letters.slice(0, SHOWN_LETTERS).join('')}…` : shown,
    why: fate.fate === 'bad' ? context.mistakeText(fate.mistake, undefined) : '',
    alone: fate.fate === 'alone' ? context.say.kind(fate.kind) : '',
    unbuilt: fate.fate === 'unbuilt' ? context.say.kind(fate.kind) : '',
    asks: fate.fate === 'asks',
    event: fate.fate === 'asks' && fate.reply.template === 'report/zero-instead',
  };
}

/** One line to copy: what the first bad line was meant to be, for a unit that exists. */
function exampleOf(bad: readonly Refused[], { register, say, actor }: CommandContext): string {
  const command = bad.map((fate) => (fate.fate === 'bad' ? fate.command : undefined)).find((each) => each);
  const unit = actor.role === 'admin' ? register.institutions[0]?.id : actor.unitId;
  return command && unit !== undefined ? lineFor(command, say.unit(unit)) : '';
}

function lineFor({ names, examples }: RegisteredCommand, unit: string): string {
  const [name = ''] = names;
  const [example = ''] = examples;
  const values = example.startsWith(name) ? example.slice(name.length).trim() : example;
  return `/${name} ${unit} ${values}`;
}

/** Those who are late by our clock and were in time by the paste's own: for an admin to decide, never counted. */
async function early(settled: readonly Settled[], context: CommandContext): Promise<View[]> {
  const { say, tx, actor } = context;
  const found: View[] = [];
  for (const { booked, due, record } of settled) {
    const { saidAt } = booked.gathered;
    if (actor.role !== 'admin' || saidAt === undefined || due?.state !== 'late') continue;
    const round = await tx.tasks.round(due.roundId);
    const task = round && (await tx.tasks.task(round.taskId));
    if (!round || !task || lateMinutes(saidAt, round.dueAt, task.graceMinutes) > 0) continue;
    found.push({
      unit: say.unit(record.unitId),
      at: say.moment(saidAt),
      clock: say.clock(saidAt),
      item: task.title,
      day: round.day,
    });
  }
  return found;
}

/** How the rounds stand that the paste was about, and who still owes. */
async function rounds(settled: readonly Settled[], { tx, say, register }: CommandContext): Promise<View[]> {
  const ids = new Set(settled.flatMap(({ due }) => (due ? [due.roundId] : [])));
  const order = new Map(register.units.map((unit) => [unit.id, unit.order]));
  const views: View[] = [];
  for (const id of ids) {
    const round: Round | undefined = await tx.tasks.round(id);
    const task: Task | undefined = round && (await tx.tasks.task(round.taskId));
    if (!round || !task || task.subject !== undefined) continue;
    const dues = await tx.tasks.duesOf(id);
    const owing = dues
      .filter(stillOwes)
      .map(({ unitId }) => unitId)
      .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    views.push({ title: task.title, round: say.round(task, round), ...tally(dues), owing: say.units(owing) });
  }
  return views;
}

/** The whole reply; what was to be told to others goes out with it. */
export async function pastedReply(pasted: Pasted, fates: readonly Fate[], context: CommandContext): Promise<Reply> {
  const pushes = fates.flatMap((fate) => (fate.fate === 'booked' ? fate.pushes : []));
  return { template: 'pasted/booked', view: await pastedView(pasted, fates, context), pushes };
}
