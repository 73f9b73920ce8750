import type { LedgerRecord } from '../../domain/ledger';
import type { DutyEntry, DayOrStamp } from '../../domain/values';
import { dueInstant } from '../../domain/services/orders';
import type { View } from '../../words/templates';
import { discreet, rosterLines } from '../booked-view';
import type { CommandContext } from '../command';
import { type Visit, visitView } from '../visit-view';
import { zeroView } from '../zero-view';

const NOTHING = {
  zero: false,
  roster: false,
  hazard: false,
  visit: false,
  fix: false,
  paper: false,
  text: '',
} as const;

/** A record in one line, as `pasted/record` says it: enough to see what was understood. */
export function recordLine(record: LedgerRecord, context: CommandContext): View {
  const { say } = context;
  // A roster tells its days one by one.
  const days = record.kind === 'duty' ? '' : say.span([record.firstDay, record.lastDay]);
  return { ...NOTHING, days, kind: say.kind(record.kind), ...contentOf(record, context) };
}

function contentOf({ kind, unitId, data }: LedgerRecord, context: CommandContext): View {
  const { say, register } = context;
  switch (kind) {
    case 'zero':
      return { zero: zeroView(context, unitId, data) };
    case 'duty':
      return {
        roster: rosterLines(say, (data['entries'] ?? []) as readonly DutyEntry[], { unitId, show: 'masked' }),
      };
    case 'hazard': {
      const due = data['due'] as DayOrStamp | undefined;
      const at = due === undefined ? '' : due.length === 10 ? say.day(due) : say.due(dueInstant(due));
      return { hazard: { none: data['none'] === true, what: typed(data, 'location', 'desc'), due: at } };
    }
    case 'visit':
      return { visit: visitView(say, register, { ...(data as unknown as Visit), inst: unitId }) };
    case 'fix':
      return { fix: { number: data['hazard'] ?? '', done: data['state'] === 'done', percent: data['percent'] ?? '' } };
    case 'report_submit':
      return { paper: say.item(String(data['item'])) };
    default:
      return { text: typed(data, 'desc', 'landline') };
  }
}

const typed = (data: LedgerRecord['data'], ...keys: readonly string[]): string =>
  discreet(keys.flatMap((key) => (typeof data[key] === 'string' ? [data[key]] : [])).join(' '));
