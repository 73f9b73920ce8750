import type { Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import type { ActorScene, Scene } from '../scene';
import { type Booked, report } from './reports';

export interface ZeroReport {
  readonly unitId: string;
  readonly date: Day;
  readonly abnormal: boolean;
  /** Counts, event, who reported: what was typed. */
  readonly more: Readonly<Record<string, unknown>>;
}

export interface BookedZero {
  readonly booked: Booked;
  /** What it replaces. */
  readonly before?: LedgerRecord;
  /** Something happened, or what had been reported as an event changed: the bureau has to know. */
  readonly matters: boolean;
}

/** What the unit has reported to have happened on that day, if it has: peace is not to wipe it out by a slip. */
export async function eventOf(scene: Scene, unitId: string, date: Day): Promise<LedgerRecord | undefined> {
  const records = await zerosOn(scene, unitId, date);
  return records.findLast((record) => record.data['abnormal'] === true);
}

/** What the unit has reported for that day beyond peace as such: figures, an event, a picture. */
export async function moreThanPeace(scene: Scene, unitId: string, date: Day): Promise<LedgerRecord | undefined> {
  const said = (await zerosOn(scene, unitId, date)).at(-1);
  if (!said) return undefined;
  const isMore = Object.entries(said.data).some(([key, value]) => value !== undefined && !OF_PEACE.has(key));
  return isMore || said.data['abnormal'] === true ? said : undefined;
}

const zerosOn = (scene: Scene, unitId: string, date: Day): Promise<readonly LedgerRecord[]> =>
  scene.tx.ledger.find({ kinds: ['zero'], unitIds: [unitId], firstDay: date, lastDay: date });

/** What a bare 平安 holds. */
const OF_PEACE: ReadonlySet<string> = new Set(['date', 'abnormal', 'late']);

/** Something more happened on that day: what was told before stays, also its figures. */
function withEarlier(before: LedgerRecord['data'], more: ZeroReport['more']): ZeroReport['more'] {
  const [old, event] = [before['event'], more['event']];
  const told = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  const both = typeof old === 'string' && typeof event === 'string' && !event.includes(old) && !old.includes(event);
  const joined = both ? `${old}；${event}` : (longer(old, event) ?? event);
  return { ...before, ...told, ...(joined === undefined ? {} : { event: joined }) };
}

const longer = (a: unknown, b: unknown): string | undefined =>
  typeof a === 'string' && (typeof b !== 'string' || a.length > b.length) ? a : undefined;

/** A unit's report for a day; the next one for that day corrects it. */
export async function bookZero(scene: ActorScene, { unitId, date, abnormal, more }: ZeroReport): Promise<BookedZero> {
  // `late` says when it was typed: the same report on the next day is still the same.
  const earlier = abnormal ? (await zerosOn(scene, unitId, date)).at(-1) : undefined;
  const data = { ...(earlier ? withEarlier(earlier.data, more) : more), date, abnormal, late: undefined };
  const booked = await report(scene, { kind: 'zero', unitId, days: [date, date], data, oneADay: true });
  const before = await replacedBy(scene, booked);
  const matters = !booked.unchanged && (abnormal || before?.data['abnormal'] === true);
  return { booked, matters, ...(before ? { before } : {}) };
}

const replacedBy = async (scene: Scene, { record, edited }: Booked): Promise<LedgerRecord | undefined> =>
  edited && record.replaces !== undefined ? scene.tx.ledger.get(record.replaces) : undefined;
