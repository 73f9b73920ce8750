import { fingerprintOf } from '../../lib/fingerprint';
import { DAY, HOUR } from '../../lib/time';
import { type Mistake, MistakeError } from '../mistakes';
import type { Order, Wish } from '../order';
import type { Proposal, ProposedItem, ReadItem, ReadNotice } from '../proposal';
import { actorId, type ActorScene } from '../scene';
import { type Mark, MARKS } from '../values';
import { enter } from './ledger';
import { receiptDue } from './notices';
import { dueInstant, orderable, orderAll, type Ordered } from './orders';

/** A proposal nobody confirms is forgotten after three days: its dates were written for then. */
const PROPOSAL_HOURS = 72;

export interface Pasted {
  readonly notice: ReadNotice;
  readonly text: string;
  /** The group of institutions that it was typed in. */
  readonly groupId?: string | undefined;
}

/** Keeps a notice as a proposal. The same text again, also from another admin, is the one that is there. */
export async function propose(
  scene: ActorScene,
  { notice, text, groupId }: Pasted,
): Promise<{ proposal: Proposal; again: boolean }> {
  const fingerprint = fingerprintOf(text);
  const before = await scene.tx.proposals.ofText(fingerprint);
  if (before && (await stillStands(scene, before))) return { proposal: before, again: true };
  const { items, ...head } = notice;
  const proposal: Proposal = {
    id: await scene.tx.ledger.nextNumber('BZ'),
    fingerprint,
    owner: actorId(scene.actor),
    ...(groupId === undefined ? {} : { groupId }),
    text,
    head,
    items,
    state: 'open',
    createdAt: scene.now,
    expiresAt: scene.now + PROPOSAL_HOURS * HOUR,
  };
  await scene.tx.proposals.put(proposal);
  return { proposal, again: false };
}

/** Next year's notice may be word for word this year's: what was created long ago, or was called off, is another one. */
const SAME_FOR = 60 * DAY;

async function stillStands(scene: ActorScene, { state, items, createdAt, expiresAt }: Proposal): Promise<boolean> {
  if (state === 'open') return expiresAt > scene.now;
  const tasks = await Promise.all(
    items.flatMap(({ taskId }) => (taskId === undefined ? [] : scene.tx.tasks.task(taskId))),
  );
  return scene.now - createdAt < SAME_FOR && tasks.some((task) => task?.state === 'active');
}

const gone = (typed?: string, more: { number?: string } = {}): MistakeError =>
  new MistakeError({
    code: 'stale',
    ...(typed === undefined ? {} : { typed }),
    details: { proposal: true, ...more },
  });

/** The open proposal of this number, of any admin; without a number the sender's own newest one. */
export async function openProposal(scene: ActorScene, id?: string): Promise<Proposal> {
  const { proposals } = scene.tx;
  const found = id === undefined ? await proposals.openOf(actorId(scene.actor), scene.now) : await proposals.get(id);
  if (found?.state === 'created') throw gone(id, { number: found.id });
  if (found?.state !== 'open' || found.expiresAt <= scene.now) throw gone(id);
  return found;
}

/** Is this item still to be decided about? */
export const isPending = (item: ProposedItem): boolean => item.dropped === undefined && item.taskId === undefined;

/** The order that an item amounts to. Its title is there since it was proposed, or was asked for. */
const orderOf = (read: ProposedItem, head: Proposal['head']): Order => ({
  ...wishOf(read),
  item: read.item ?? read.title ?? '',
  title: read.title ?? read.item ?? '',
  kind: 'broadcast',
  contact: read.contact ?? head.contact,
});

/** When, from whom and how, without the words that it was read from. */
const wishOf = (read: ProposedItem): Wish => {
  const { targets, require, covers, due, every, clock, weekdays, workdays, monthday, per_week, range, if_holiday } =
    read;
  return { targets, require, covers, due, every, clock, weekdays, workdays, monthday, per_week, range, if_holiday };
};

/** A receipt is awaited from the day on which it is asked for, not from that of the list. */
const current = (scene: ActorScene, item: ProposedItem): ProposedItem =>
  item.item === 'receipt' && item.due !== undefined && dueInstant(item.due) <= scene.now
    ? { ...item, due: receiptDue(scene.today) }
    : item;

/** What keeps an item from becoming a task now, if anything does. */
export function doubtOf(scene: ActorScene, { head, groupId }: Proposal, item: ProposedItem): Mistake | undefined {
  if (item.mistake) return item.mistake;
  if (waitsForUnits(item)) return { code: 'unknown_institution', details: { nobody: true } };
  if (item.item === undefined && item.title === undefined) return { code: 'missing_field', details: { item: '' } };
  try {
    orderable(scene, orderOf(current(scene, item), head), groupId);
    return undefined;
  } catch (error) {
    if (error instanceof MistakeError) return error.mistake;
    throw error;
  }
}

/** Waits for units that are named later, and for nothing else. */
export const waitsForUnits = (item: ProposedItem): boolean => item.subset !== undefined && item.targets === undefined;

export interface ItemChange {
  /** Numbers of items, from 1. */
  readonly numbers: readonly number[];
  readonly drop?: true | undefined;
  readonly set?: Partial<ReadItem> | undefined;
  readonly plus?: readonly Mark[] | undefined;
  readonly minus?: readonly Mark[] | undefined;
}

/** Changes or drops items of an open proposal; the rest stays as it is. */
export async function changeItems(scene: ActorScene, id: string | undefined, change: ItemChange): Promise<Proposal> {
  const proposal = await openProposal(scene, id);
  const wrong = change.numbers.find((number) => !isPending(proposal.items[number - 1] ?? NOBODY));
  if (wrong !== undefined)
    throw new MistakeError({
      code: 'unclear',
      typed: String(wrong),
      details: { items: proposal.items.flatMap((item, index) => (isPending(item) ? [String(index + 1)] : [])) },
    });
  const items = proposal.items.map((item, index) =>
    change.numbers.includes(index + 1)
      ? change.drop
        ? { ...item, dropped: true as const }
        : altered(item, change)
      : item,
  );
  const changed = { ...proposal, items };
  await scene.tx.proposals.put(changed);
  return changed;
}

const NOBODY = { dropped: true, words: '', span: [0, 0] } as const;
/** A new rhythm replaces the old one as a whole. */
const NO_TIMES = {
  due: undefined,
  every: undefined,
  clock: undefined,
  weekdays: undefined,
  workdays: undefined,
  monthday: undefined,
  per_week: undefined,
  range: undefined,
};
/** Mistakes that a new deadline settles, and those that new units settle. */
const OF_UNITS: readonly Mistake['code'][] = ['unknown_institution', 'ambiguous_institution'];

function altered(item: ProposedItem, { set = {}, plus = [], minus = [] }: ItemChange): ProposedItem {
  const timed = (set.due ?? set.every ?? set.per_week) !== undefined;
  const isSettled = item.mistake && (OF_UNITS.includes(item.mistake.code) ? set.targets !== undefined : timed);
  const wanted = [...(set.require ?? marksOf(item)), ...plus].filter((mark) => !minus.includes(mark));
  return {
    ...item,
    ...(timed ? NO_TIMES : {}),
    ...set,
    ...(set.require || plus.length + minus.length > 0
      ? { require: MARKS.filter((mark) => wanted.includes(mark)) }
      : {}),
    ...(isSettled ? { mistake: undefined } : {}),
  };
}

/** What an order of this item demands when nothing is said about it. */
export const marksOf = ({ item, require }: ProposedItem): readonly Mark[] =>
  MARKS.filter((mark) => require?.includes(mark) ?? item === 'duty');

export interface Established {
  readonly proposal: Proposal;
  /** Number of the record that an undo takes back as a whole. */
  readonly number: string;
  /** With the number of its item. */
  readonly made: readonly (Ordered & { readonly no: number })[];
}

/**
 * Makes tasks of all pending items. Items whose units are named later stay in the proposal until their own deadline;
 * any other doubt must be settled first, so that nobody believes more was created than was.
 */
export async function establish(scene: ActorScene, id: string | undefined): Promise<Established> {
  const proposal = await openProposal(scene, id);
  const pending = proposal.items.flatMap((item, index) => (isPending(item) ? [{ item, no: index + 1 }] : []));
  const doubtful = pending.filter(({ item }) => doubtOf(scene, proposal, item) && !waitsForUnits(item));
  const ready = pending.filter(({ item }) => !waitsForUnits(item));
  if (doubtful.length > 0 || ready.length === 0) {
    const open = doubtful.length > 0 ? doubtful : pending;
    throw new MistakeError({
      code: 'wrong_state',
      details: { open: open.map(({ no }) => String(no)), number: proposal.id },
    });
  }
  const ordered = await orderAll(
    scene,
    ready.map(({ item }) => orderOf(current(scene, item), proposal.head)),
    proposal.groupId,
  );
  const made = ordered.map((each, index) => ({ ...each, no: ready[index]?.no ?? 0 }));
  return { ...(await settle(scene, proposal, made)), made };
}

async function settle(
  scene: ActorScene,
  proposal: Proposal,
  made: Established['made'],
): Promise<Omit<Established, 'made'>> {
  const items = proposal.items.map((item, index) => {
    const task = made.find(({ no }) => no === index + 1)?.task;
    return task ? { ...item, taskId: task.id } : item;
  });
  const waiting = items.filter(isPending);
  const settled: Proposal = {
    ...proposal,
    items,
    state: waiting.length > 0 ? 'open' : 'created',
    expiresAt: Math.max(proposal.expiresAt, ...waiting.map(({ due }) => (due === undefined ? 0 : dueInstant(due)))),
  };
  await scene.tx.proposals.put(settled);
  const record = await enter(scene, {
    kind: 'proposal',
    // What is created later from the same notice is undone by a number of its own.
    ...((await scene.tx.ledger.get(proposal.id)) ? {} : { id: proposal.id }),
    unitId: scene.actor.unitId ?? scene.register.bureau?.id ?? '',
    days: [scene.today, scene.today],
    data: { proposalId: proposal.id, taskIds: made.map(({ task }) => task.id), text: proposal.text },
  });
  return { proposal: settled, number: record.id };
}

/** Ends a proposal without its tasks: the notice is only passed on. */
export async function closeProposal(scene: ActorScene, id: string | undefined): Promise<Proposal> {
  const proposal = await discard(scene, id);
  const closed: Proposal = { ...proposal, state: 'created' };
  await scene.tx.proposals.put(closed);
  return closed;
}

/** Nothing of it is created any more. */
export async function discard(scene: ActorScene, id: string | undefined): Promise<Proposal> {
  const proposal = await openProposal(scene, id);
  const made = proposal.items.some((item) => item.taskId !== undefined);
  const items = proposal.items.map((item) => (isPending(item) ? { ...item, dropped: true as const } : item));
  const dropped: Proposal = { ...proposal, items, state: made ? 'created' : 'dropped' };
  await scene.tx.proposals.put(dropped);
  return dropped;
}
