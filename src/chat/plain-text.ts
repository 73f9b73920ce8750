import { bulletinNamed } from '../domain/services/bulletins';
import { dutyOn } from '../domain/services/duty';
import { nudge } from '../domain/services/nudges';
import { type Current, currentNamed } from '../domain/services/task-choice';
import { MistakeError } from '../domain/mistakes';
import { targetsOf } from '../domain/audience';
import type { Round } from '../domain/task';
import type { DayRange } from '../domain/values';
import type { PlainTextValues } from '../reading/intents/plain-text';
import type { View } from '../words/templates';
import { answerQuery } from './answers';
import { rosterLines } from './booked-view';
import { bulletinView } from './bulletin-view';
import { type CommandContext, type Reply, reply } from './command';
import { newestSaid } from './plain-newest';
import { reminderView } from './reminder-view';
import { taskView } from './task-view';

type Wish = { readonly [K in keyof PlainTextValues]: PlainTextValues[K] | undefined } & Pick<PlainTextValues, 'of'>;
type Part = Pick<Reply, 'template' | 'view'>;

/** Something that the bot says, as text for a group that the bot is not in. */
export async function plainReply(wish: Wish, context: CommandContext): Promise<Reply> {
  const { of, ref } = wish;
  switch (of) {
    case 'newest': {
      const newest = await newestSaid(context);
      return newest ? plainReply({ ...NO_WISH, ...newest }, context) : reply('pasted/nothing-said');
    }
    case 'unknown':
      return reply('pasted/which-text');
    case 'bulletin':
      return bulletinText(ref, context);
    case 'notice':
      return noticeText(ref, context);
    case 'remind':
      return reminderText(wish, context);
    case 'duty':
      return text([await rosterPart(wish, context)], false);
    default: {
      const { template, view } = await answerQuery(questionOf(wish), context);
      const open = (view['rounds'] ?? []) as readonly View[];
      return text([{ template, view }], of === 'missing' && open.some((round) => round['all'] !== true));
    }
  }
}

const NO_WISH = { ref: undefined, item: undefined, targets: undefined, date: undefined, range: undefined };

/** `asks`: what is pasted wants answers, and says how they come back. */
const text = (parts: readonly Part[], asks: boolean, state: 'said' | 'draft' | 'withdrawn' = 'said'): Reply =>
  reply(
    'pasted/plain',
    { replies: parts, asks, draft: state === 'draft', withdrawn: state === 'withdrawn' },
    { plain: true },
  );

/** A draft is for those who confirm it; who takes its text is told that it is none yet. */
async function bulletinText(ref: string | undefined, context: CommandContext): Promise<Reply> {
  const named = await bulletinNamed(context, ref);
  const { state } = named.bulletin;
  if (state !== 'published' && context.group && !context.group.bureau) throw new MistakeError({ code: 'private_only' });
  const view = { ...bulletinView(named, context.say), plain: true };
  return text([{ template: 'task/bulletin', view }], false, state === 'published' ? 'said' : state);
}

const questionOf = ({ of, ref, item, targets, date, range }: Wish) => ({
  what: of,
  item: ref ?? item ?? 'all',
  targets,
  date,
  range,
  week: undefined,
  shift: undefined,
  role: undefined,
  name: undefined,
  holiday: undefined,
  format: undefined,
});

/** A notice, or a task as it was announced; without a number the newest. */
async function noticeText(ref: string | undefined, context: CommandContext): Promise<Reply> {
  const { tx, now } = context;
  const [newest] = (await tx.tasks.activeTasks()).toReversed();
  const id =
    ref ??
    (await tx.ledger.find({ kinds: ['broadcast', 'deadline'], since: now - NOTICE_AGE })).at(-1)?.id ??
    newest?.id;
  const task = id === undefined ? undefined : await tx.tasks.task(id);
  if (task) {
    const [current] = await currentNamed(context, task.id);
    if (!current) throw new MistakeError({ code: 'stale', details: { nothing: true } });
    const ordered = { ...current, dues: await tx.tasks.duesOf(current.round.id) };
    return text(
      [{ template: 'task/announcement', view: { ...taskView(ordered, context), moved: false, before: '' } }],
      true,
    );
  }
  const record = id === undefined ? undefined : await tx.ledger.get(id);
  if (record?.kind !== 'broadcast' || record.state !== 'valid') {
    const titles = [...new Set((await tx.tasks.activeTasks()).map(({ title }) => title))];
    throw new MistakeError({ code: 'ambiguous_target', details: { noTask: true, titles, item: ref ?? '' } });
  }
  const view = { text: record.data['text'], warning: record.data['kind'] === 'warning', number: record.id };
  return text([{ template: 'task/notice', view }], false);
}

const NOTICE_AGE = 60 * 86_400_000;

/** The reminder as a group would get it, for all who still owe. */
async function reminderText({ ref, item, targets }: Wish, context: CommandContext): Promise<Reply> {
  const { say, group } = context;
  const nudges = await nudge(context, { item: ref ?? item ?? 'all', targets }, group?.bureau ? undefined : group?.id);
  const parts: Part[] = [];
  for (const { task, round, owing } of nudges) {
    if (owing.length === 0 || task.subject !== undefined) continue;
    const step = await toneOf(round, context);
    const view = reminderView({ task, round, dues: owing, step, madeUpMinutes: 0 }, say);
    parts.push({ template: 'task/remind', view });
  }
  const done = { template: 'office/reminded', view: { items: [], done: true, groups: '', people: '' } };
  return parts.length === 0 ? text([done], false) : text(parts, true);
}

/** As the groups were reminded last, so that people read the same words everywhere. */
async function toneOf(round: Round, { tx, now }: CommandContext): Promise<string> {
  if (round.dueAt < now) return 'overdue';
  const said = (await tx.tasks.stepsOf(round.id)).filter(({ kind, state }) => kind === 'remind' && state === 'done');
  return said.sort((a, b) => b.at - a.at)[0]?.name ?? 'D0';
}

/** Who is on duty, phones masked: the text leaves the groups of those whom it concerns. */
async function rosterPart({ ref, targets, date, range }: Wish, context: CommandContext): Promise<Part> {
  const { say, register, today, group } = context;
  const task = date === undefined && !range ? await rosterTask(ref, context) : undefined;
  const when: DayRange = range ?? (date === undefined ? (task?.task.covers ?? [today, today]) : [date, date]);
  const unitIds = targets
    ? targetsOf(register, targets, group?.id)
    : (task?.task.targets ?? targetsOf(register, undefined, group?.bureau ? undefined : group?.id));
  const rosters = await dutyOn(context, unitIds, when);
  const units = unitIds.map((id): View & { none: boolean; unit: string } => ({
    unit: say.unit(id),
    landline: register.unit(id)?.landline ?? '',
    days: rosterLines(say, rosters.get(id) ?? [], { unitId: id, show: 'masked' }),
    none: (rosters.get(id) ?? []).length === 0,
  }));
  const oneDay = when[0] === when[1];
  const without = units.filter(({ none }) => none).map(({ unit }) => unit);
  return {
    template: 'office/duty',
    view: {
      when: oneDay ? say.day(when[0]) : say.span(when),
      oneDay,
      units: units.filter(({ none }) => !none),
      without: without.join('、'),
    },
  };
}

/** The roster that is asked for now: its days are those to show. */
async function rosterTask(ref: string | undefined, context: CommandContext): Promise<Current | undefined> {
  const tasks = (await context.tx.tasks.activeTasks()).filter(
    ({ item, id }) => item === 'duty' && (ref === undefined || id === ref),
  );
  const open = tasks.findLast(({ covers }) => covers !== undefined && covers[1] >= context.today);
  return open ? (await currentNamed(context, open.id))[0] : undefined;
}
