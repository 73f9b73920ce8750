import { addDays, type Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { ActorScene } from '../scene';
import { enter } from './ledger';
import type { Order } from './orders';
import type { DayOrStamp } from '../values';
import { addressed } from '../audience';

/** A notice as it was read: an order whose item and deadline may be missing. */
export interface Notice extends Omit<Order, 'item' | 'title' | 'kind' | 'text'> {
  readonly item?: string | undefined;
  readonly text: string;
  readonly receipt?: true | undefined;
}

/** Items that are no report of their own: the notice is delivered as it is. */
const NO_REPORT: ReadonlySet<string> = new Set(['meeting', 'campaign', 'all']);
/** A receipt without a deadline is awaited until the close of the next day's office hours. */
const RECEIPT_CLOCK = '17:30';

/** When a receipt is awaited that no deadline was typed for. */
export const receiptDue = (today: Day): DayOrStamp => `${addDays(today, 1)}T${RECEIPT_CLOCK}:00+08:00`;

/** What a notice asks for: a report by a time, a receipt, both, or nothing (domain decision 16). */
export function ordersIn(notice: Notice, titles: { report: string; receipt: string }, today: Day): readonly Order[] {
  const { item, text, receipt, ...when } = notice;
  const isTimed = (when.due ?? when.every ?? when.per_week) !== undefined;
  const report =
    item !== undefined && isTimed && !NO_REPORT.has(item)
      ? [{ ...when, item, text, title: titles.report, kind: 'broadcast' }]
      : [];
  if (!receipt) return report;
  const nextDay = receiptDue(today);
  const due = report.length > 0 ? nextDay : (when.due ?? nextDay);
  const asked = { item: 'receipt', title: titles.receipt, kind: 'broadcast', text, targets: when.targets, due };
  return [...report, { ...asked, require: [] }];
}

/** A notice that asks for nothing: kept in the ledger, delivered to the groups of those that it names. */
export async function bookNotice(
  scene: ActorScene,
  { text, targets }: { text: string; targets?: readonly string[] | undefined },
  groupId: string | undefined,
): Promise<{ record: LedgerRecord; groupIds: readonly string[] }> {
  const { register } = scene;
  const audience = { words: targets ?? [], ...(groupId === undefined ? {} : { groupId }) };
  const { targets: unitIds, groupIds } = addressed(register, audience);
  if (unitIds.length === 0) throw new MistakeError({ code: 'unknown_institution', details: { nobody: true } });
  const unitId = scene.actor.unitId ?? register.bureau?.id ?? '';
  const record = await enter(scene, {
    kind: 'broadcast',
    unitId,
    days: [scene.today, scene.today],
    data: { text, targets: unitIds, groupIds },
  });
  return { record, groupIds };
}
