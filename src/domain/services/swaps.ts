import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { Person } from '../register';
import { actorId, type ActorScene } from '../scene';
import { dutyOn, notOnRoster, peopleOn } from './duty';
import { enter } from './ledger';
import { type Booked, report } from './reports';

/** A waiting request is a record of this kind, so that it has a number and can be taken back. */
const SWAP_REQUEST = 'duty_swap_request';

export interface ShiftOf {
  readonly date: Day;
  readonly name: string;
}

export interface Swap {
  readonly unitId: string;
  readonly a: ShiftOf;
  readonly b: ShiftOf;
  readonly reason?: string | undefined;
}

export interface SwapRequest extends Swap {
  readonly id: string;
  readonly byPersonId: string;
  /** Names of those who have not agreed yet. */
  readonly waiting: readonly string[];
}

export type SwapState =
  | { readonly done: Booked; readonly swap: Swap }
  | { readonly request: SwapRequest; readonly asked: readonly Person[]; readonly isNew: boolean };

const requestOf = ({ id, unitId, byPersonId, data }: LedgerRecord): SwapRequest => ({
  id,
  unitId,
  byPersonId,
  a: data['a'] as ShiftOf,
  b: data['b'] as ShiftOf,
  waiting: data['waiting'] as readonly string[],
  ...(typeof data['reason'] === 'string' ? { reason: data['reason'] } : {}),
});

const daysOf = ({ a, b }: Swap): readonly [Day, Day] => (a.date < b.date ? [a.date, b.date] : [b.date, a.date]);

/** Asks for a swap: it is entered at once when nobody else has to agree, else it waits. */
export async function askSwap(scene: ActorScene, swap: Swap): Promise<SwapState> {
  const repeated = await doneBefore(scene, swap);
  if (repeated) return { done: repeated, swap };
  await checkSwap(scene, swap);
  const waiting = decides(scene, swap.unitId)
    ? []
    : [swap.a.name, swap.b.name].filter((name) => name !== scene.actor.person?.name);
  if (waiting.length === 0) return { done: await enterSwap(scene, swap), swap };
  const open = await openRequests(scene, swap.unitId);
  const same = open.find((request) => isDeepStrictEqual([request.a, request.b], [swap.a, swap.b]));
  if (same) return { request: same, asked: [], isNew: false };
  const { unitId, a, b, reason } = swap;
  const record = await enter(scene, {
    kind: SWAP_REQUEST,
    unitId,
    days: daysOf(swap),
    data: { a, b, reason, waiting },
  });
  return { request: requestOf(record), asked: whoIsAsked(scene, unitId, waiting), isNew: true };
}

/** The head of the unit, and the bureau, need nobody's consent. */
const decides = ({ actor }: ActorScene, unitId: string): boolean =>
  actor.role === 'admin' || (actor.role === 'head' && actor.unitId === unitId);

/** Those who are named, where they can be reached; for the others the unit's head. */
function whoIsAsked({ register, actor }: ActorScene, unitId: string, names: readonly string[]): readonly Person[] {
  const people = names.flatMap((name) => {
    const person =
      register.peopleNamed(name, unitId).find((each) => each.userid !== undefined) ?? register.headOf(unitId);
    return person?.userid === undefined || person.id === actor.person?.id ? [] : [person];
  });
  return [...new Set(people)];
}

async function doneBefore(scene: ActorScene, { unitId, a, b }: Swap): Promise<Booked | undefined> {
  const after = await dutyOn(scene, [unitId], daysOf({ unitId, a, b }));
  const on = (date: Day): readonly string[] => peopleOn(after.get(unitId)?.find((entry) => entry.date === date));
  if (!on(a.date).includes(b.name) || !on(b.date).includes(a.name)) return undefined;
  const found = await scene.tx.ledger.find({
    kinds: ['duty_swap'],
    unitIds: [unitId],
    firstDay: a.date,
    lastDay: a.date,
  });
  const record = found.findLast((each) => isDeepStrictEqual([each.data['a'], each.data['b']], [a, b]));
  return record && { record, unchanged: true, edited: false, standings: [] };
}

/** Both are on the roster of their day, and neither is on the other's day already. */
async function checkSwap(scene: ActorScene, swap: Swap): Promise<void> {
  const { unitId, a, b } = swap;
  if (a.name === b.name) throw new MistakeError({ code: 'same_person', typed: a.name });
  if (a.date === b.date) throw new MistakeError({ code: 'contradictory', typed: b.name, details: { date: a.date } });
  const entries = (await dutyOn(scene, [unitId], daysOf(swap))).get(unitId) ?? [];
  const dayOf = (date: Day) => entries.find((entry) => entry.date === date);
  for (const { date, name } of [a, b]) {
    if (!peopleOn(dayOf(date)).includes(name)) throw notOnRoster(dayOf(date), date, name);
  }
  if (peopleOn(dayOf(a.date)).includes(b.name)) throw new MistakeError({ code: 'same_person', typed: b.name });
  if (peopleOn(dayOf(b.date)).includes(a.name)) throw new MistakeError({ code: 'same_person', typed: a.name });
}

const enterSwap = (scene: ActorScene, { unitId, a, b, reason }: Swap, requestedBy?: string): Promise<Booked> =>
  report(scene, {
    kind: 'duty_swap',
    unitId,
    days: daysOf({ unitId, a, b }),
    data: { a, b, reason, ...(requestedBy === undefined ? {} : { requestedBy }) },
  });

async function openRequests(scene: ActorScene, unitId: string): Promise<readonly SwapRequest[]> {
  const records = await scene.tx.ledger.find({ kinds: [SWAP_REQUEST], unitIds: [unitId], firstDay: scene.today });
  return records.map(requestOf);
}

export type SwapAnswer =
  | { readonly outcome: 'refused'; readonly request: SwapRequest }
  | { readonly outcome: 'waiting'; readonly request: SwapRequest }
  | { readonly outcome: 'done'; readonly request: SwapRequest; readonly done: Booked };

/** Consent or refusal of somebody who was asked, or of the head; without a number the newest request that waits for them. */
export async function answerSwap(
  scene: ActorScene,
  { ref, agreed }: { ref: string | undefined; agreed: boolean },
): Promise<SwapAnswer> {
  const request = ref === undefined ? await newestForMe(scene) : await numbered(scene, ref);
  const me = scene.actor.person?.name ?? '';
  const { unitId } = request;
  const isAsked = request.waiting.includes(me) && scene.actor.unitId === unitId;
  if (!isAsked && !decides(scene, unitId)) throw new MistakeError({ code: 'no_permission', typed: request.id });
  if (!agreed) {
    await scene.tx.ledger.setState(request.id, 'undone');
    return { outcome: 'refused', request };
  }
  const waiting = decides(scene, unitId) ? [] : request.waiting.filter((name) => name !== me);
  if (waiting.length > 0) {
    const { a, b, reason } = request;
    await scene.tx.ledger.setData(request.id, { a, b, reason, waiting });
    return { outcome: 'waiting', request: { ...request, waiting } };
  }
  await checkSwap(scene, request);
  await scene.tx.ledger.setState(request.id, 'replaced');
  return { outcome: 'done', request, done: await enterSwap(scene, request, request.byPersonId) };
}

async function newestForMe(scene: ActorScene): Promise<SwapRequest> {
  const { actor } = scene;
  const open = actor.unitId === undefined ? [] : await openRequests(scene, actor.unitId);
  const mine = open.findLast(
    (request) =>
      request.byPersonId !== actorId(actor) &&
      (request.waiting.includes(actor.person?.name ?? '') || decides(scene, request.unitId)),
  );
  if (!mine) throw new MistakeError({ code: 'stale', details: { nothing: true } });
  return mine;
}

async function numbered(scene: ActorScene, ref: string): Promise<SwapRequest> {
  const record = await scene.tx.ledger.get(ref);
  if (record?.kind !== SWAP_REQUEST) throw new MistakeError({ code: 'stale', typed: ref, details: { nothing: true } });
  if (record.state !== 'valid')
    throw new MistakeError({
      code: 'wrong_state',
      typed: ref,
      details: { state: record.state === 'replaced' ? 'settled' : record.state },
    });
  if (record.lastDay < scene.today) throw new MistakeError({ code: 'expired', typed: ref });
  return requestOf(record);
}
