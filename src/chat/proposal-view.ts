import { isDeepStrictEqual } from 'node:util';
import { targetsOf } from '../domain/audience';
import type { Mistake } from '../domain/mistakes';
import type { Proposal, ProposedItem } from '../domain/proposal';
import { doubtOf, isPending, marksOf, waitsForUnits } from '../domain/services/proposals';
import { scheduleOf } from '../domain/services/orders';
import type { Contact } from '../domain/values';
import type { View } from '../words/templates';
import type { CommandContext } from './command';
import type { Choice } from './message';

/** So much of a sentence that it is recognised. */
const QUOTE_CHARS = 60;
/** More pieces that became nothing would bury the list; their number is said. */
const UNREAD_SHOWN = 8;
/** More names than this would bury the deadline. */
const NAMES_UP_TO = 8;

const quoted = (text: string): string => (text.length > QUOTE_CHARS ? `${text.slice(0, QUOTE_CHARS)}…` : text);

const contactView = (contact: Contact | undefined): View | false =>
  contact ? { name: contact.name ?? '', phone: contact.phone ?? '' } : false;

/** Which question an item asks before it can become a task: one of these is said. */
function doubtView(doubt: Mistake | undefined, item: ProposedItem, { say }: CommandContext): View {
  const code = waitsForUnits(item) && doubt?.code !== 'weekday_mismatch' ? 'subset' : doubt?.code;
  const day = doubt?.details?.['day'];
  const known = [
    'subset',
    'weekday_mismatch',
    'due_in_past',
    'unknown_institution',
    'ambiguous_institution',
    'missing_field',
  ];
  return {
    subset: code === 'subset' ? (item.subset ?? '') : '',
    weekday: code === 'weekday_mismatch' && typeof day === 'string' ? say.day(day) : '',
    past: code === 'due_in_past',
    unit: code === 'unknown_institution' || code === 'ambiguous_institution',
    field: code === 'missing_field',
    other: code !== undefined && !known.includes(code),
    typed: doubt?.typed ?? '',
  };
}

const NO_SCHEDULE = {
  once: '',
  day: '',
  week: '',
  weekCount: '',
  month: '',
  clock: '',
  range: '',
  workdays: false,
  monthEnd: false,
  shifted: false,
};

function itemView(item: ProposedItem, no: number, proposal: Proposal, context: CommandContext): View {
  const { say, register } = context;
  const doubt = isPending(item) ? doubtOf(context, proposal, item) : undefined;
  const timed = (item.due ?? item.every ?? item.per_week) !== undefined;
  const targets = waitsForUnits(item) ? [] : targetsOf(register, item.targets, proposal.groupId);
  const contact = isDeepStrictEqual(item.contact, proposal.head.contact) ? undefined : item.contact;
  return {
    ...NO_SCHEDULE,
    ...(timed ? say.schedule(scheduleOf(item)) : {}),
    no,
    title: item.title ?? '',
    receipt: item.item === 'receipt',
    dropped: item.dropped ?? false,
    taskId: item.taskId ?? '',
    timed,
    endless: item.every !== undefined && item.range === undefined,
    owed: targets.length,
    names: targets.length <= NAMES_UP_TO ? say.units(targets) : '',
    subset: item.subset ?? '',
    requires: say.marks(marksOf(item)),
    covers: item.covers ? say.span(item.covers) : '',
    noCovers: item.item === 'duty' && !item.covers,
    to: item.to ?? '',
    contact: contactView(contact),
    words: quoted(item.words),
    pending: isPending(item),
    doubt: doubt ? doubtView(doubt, item, context) : false,
  };
}

/** The whole list, as it is confirmed: `task/proposal`. */
export function proposalView(proposal: Proposal, context: CommandContext): View {
  const { say } = context;
  const { head, items } = proposal;
  const pending = items.filter(isPending);
  return {
    number: proposal.id,
    title: head.title ?? '',
    docNo: head.docNo ?? '',
    count: pending.length,
    owner: say.person(proposal.owner),
    items: items.map((item, index) => itemView(item, index + 1, proposal, context)),
    example: items.findIndex(isPending) + 1 || '',
    contact: contactView(head.contact),
    penalty: head.penalty ?? false,
    phases: head.phases.map(({ name, start, end }) => ({
      name,
      days: start === undefined ? '' : say.span([start, end]),
      end: say.day(end),
    })),
    unreadFirst: head.unread.length > 0,
    unread: head.unread.slice(0, UNREAD_SHOWN).map(quoted),
    more: Math.max(0, head.unread.length - UNREAD_SHOWN) || '',
    until: say.moment(proposal.expiresAt),
  };
}

/** What can be done with it. Without anything to report it is a notice like any other. */
export function proposalChoices({ id, items }: Proposal): readonly Choice[] {
  const change = { label: '改一下', say: `/改一下 ${id}` };
  const drop = { label: '不建', say: `/不建立 ${id}` };
  if (items.some(isPending)) return [{ label: '全部建立', say: `/全部建立 ${id}` }, change, drop];
  return [
    { label: '只发通知', say: `/全部建立 ${id} 只发` },
    { label: '发通知并要回执', say: `/全部建立 ${id} 只发 回执` },
    drop,
  ];
}
