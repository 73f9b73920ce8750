import type { Calendar } from '../calendar/calendar';
import { mayRead } from '../domain/policy';
import type { Register } from '../domain/register-index';
import type { Role } from '../domain/register';
import { settle, type Facts, type HazardFact } from '../domain/settle';
import type { Day } from '../lib/time';
import type { Reader } from '../reading/reader';
import type { Reading, ReadingContext } from '../reading/reading';

export interface Senders {
  readonly defaults?: Readonly<Record<string, { readonly name: string; readonly phone?: string }>>;
  readonly heads?: Readonly<Record<string, string>>;
}

/** A hazard as a register file lists it. */
export interface ListedHazard {
  readonly id: string;
  readonly inst: string;
  readonly desc: string;
  readonly level?: 'general' | 'major' | null | undefined;
  readonly due?: Day | null | undefined;
  readonly state?: string | null | undefined;
}

export interface Understanding {
  readonly register: Register;
  readonly calendar: Calendar;
  readonly reader: Reader;
  readonly hazards: readonly ListedHazard[];
  readonly senders: Senders;
}

/** What the bot would know besides the text (docs/vocabulary.md). Unknown keys are ignored. */
interface Context {
  readonly inst?: string;
  readonly role?: string;
  readonly chat?: string;
  readonly has_image?: boolean;
  readonly has_file?: boolean;
  readonly awaiting?: 'spot_check' | 'shame';
  readonly quote?: string;
  readonly open_incident?: boolean;
  readonly undoable?: boolean;
  readonly last_closed?: boolean;
  readonly due?: string;
  readonly on_duty?: readonly Day[];
  readonly hazard_state?: Readonly<Record<string, string>>;
}

interface Line {
  readonly id: string;
  readonly text: string;
  readonly now: string;
  readonly ctx?: Context;
}

export interface Understood {
  readonly id: string | null;
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly error_code?: string;
  readonly spans?: Reading['origins'];
}

const ROLES: Readonly<Record<string, Role>> = {
  staff: 'staff',
  head: 'head',
  admin: 'admin',
  lottery_mgr: 'lottery_mgr',
  leader: 'leader',
  supervisor: 'supervisor',
  town: 'town',
};

function lineOf(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    const good =
      typeof line?.id === 'string' && typeof line.text === 'string' && Number.isFinite(Date.parse(line.now ?? ''));
    return good ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}

function senderOf(ctx: Context, role: Role, { register, senders }: Understanding): ReadingContext['sender'] {
  if (ctx.inst === undefined) return { role };
  const typical = senders.defaults?.[ctx.inst];
  const head = senders.heads?.[ctx.inst] ?? register.headOf(ctx.inst)?.name;
  const name = role === 'head' ? (head ?? typical?.name) : typical?.name;
  return {
    role,
    unitId: ctx.inst,
    ...(name !== undefined && { name }),
    ...(typical?.phone !== undefined && { phone: typical.phone }),
  };
}

function contextOf(line: Line, understanding: Understanding): ReadingContext {
  const ctx = line.ctx ?? {};
  const role = ROLES[ctx.role ?? ''] ?? 'guest';
  return {
    now: Date.parse(line.now),
    register: understanding.register,
    calendar: understanding.calendar,
    sender: senderOf(ctx, role, understanding),
    ...(ctx.chat !== undefined && { groupId: ctx.chat }),
    hasImage: ctx.has_image === true,
    hasFile: ctx.has_file === true,
    ...(ctx.quote !== undefined && { quote: ctx.quote }),
    ...(ctx.awaiting !== undefined && { awaiting: ctx.awaiting }),
    openTitles: [],
  };
}

const hazardFact = (hazard: ListedHazard, states: Context['hazard_state']): HazardFact => ({
  id: hazard.id,
  unitId: hazard.inst,
  desc: hazard.desc,
  level: hazard.level ?? 'general',
  state: states?.[hazard.id] ?? hazard.state ?? 'rectifying',
  ...(hazard.due !== undefined && hazard.due !== null && { due: hazard.due }),
});

function factsOf(line: Line, context: ReadingContext, { register, hazards }: Understanding): Facts {
  const ctx = line.ctx ?? {};
  const group = ctx.chat === undefined ? undefined : register.group(ctx.chat);
  return {
    now: context.now,
    role: context.sender.role,
    ...(ctx.inst !== undefined && { unitId: ctx.inst }),
    ...(ctx.chat !== undefined && { group: { id: ctx.chat, institutions: group?.bureau !== true } }),
    hazards: hazards.map((hazard) => hazardFact(hazard, ctx.hazard_state)),
    openIncident: ctx.open_incident !== false,
    undoable: ctx.undoable !== false,
    lastClosed: ctx.last_closed === true,
    ...(ctx.due !== undefined && { itemDue: Date.parse(ctx.due) }),
    onDuty: ctx.on_duty ?? [],
    evidence: context.hasImage || context.hasFile,
  };
}

/** One line of the corpus in, its reading out. Never throws. */
export function understandLine(text: string, understanding: Understanding, explain = false): Understood {
  const line = lineOf(text);
  if (!line) return { id: null, intent: 'unknown', slots: {}, error_code: 'bad_line' };
  const context = contextOf(line, understanding);
  const read = understanding.reader.read(line.text, context);
  const { reading, mistake } = settle(read, factsOf(line, context, understanding), {
    register: understanding.register,
    mayRead,
  });
  const spans = explain ? { spans: read.explain?.() ?? read.origins } : {};
  if (mistake) return { id: line.id, intent: reading.intent, slots: {}, error_code: mistake.code, ...spans };
  return { id: line.id, intent: reading.intent, slots: reading.slots, ...spans };
}
