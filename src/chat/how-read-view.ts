import type { Mistake } from '../domain/mistakes';
import type { ExplainedValue } from '../reading/explain';
import type { HelpedPerson } from '../reading/shapes';
import type { Markdown, View } from '../words/templates';
import { isChild, isChildrensHome } from './children';
import type { CommandContext, Rehearsal } from './command';
import { toldValue, veiled } from './told-value';

/** They answer and keep nothing. */
const ANSWERS: ReadonlySet<string> = new Set(['query', 'help', 'who_am_i', 'chat_id', 'plain_text', 'how_read']);
/** Values that would lead to a child. */
const LEADING: ReadonlySet<string> = new Set(
  'persons addr need condition desc event reason text measure reporter visitors location'.split(' '),
);
/** A page on a phone; the rest is counted. */
const MOST_VALUES = 12;
const MOST_RECORDS = 10;
const SAID_TWICE = 12;

/** Is this record about children? Then nothing of it is repeated that would lead to them. */
export function aboutChildren(
  values: readonly ExplainedValue[],
  { register }: Pick<CommandContext, 'register'>,
): boolean {
  return values.some(
    ({ key, value }) =>
      (key === 'inst' && typeof value === 'string' && isChildrensHome(register, value)) ||
      (key === 'persons' && (value as readonly HelpedPerson[]).some(isChild)),
  );
}

function valueView(given: ExplainedValue, labels: Labels, { context, hidden }: Scope): View {
  const { key, value, pieces, rules } = given;
  const { say } = context;
  const text = hidden ? '' : toldValue(value, say, key);
  const words = hidden ? [] : pieces.map(veiled);
  return {
    label: labels(key),
    hidden,
    text,
    // A long text that stands for itself is not said twice.
    pieces: text.length > SAID_TWICE && words[0] === text ? [] : words,
    rules: rules.flatMap((rule) => say.names.rules[rule] ?? []),
  };
}

interface Scope {
  readonly context: CommandContext;
  readonly hidden: boolean;
}
type Labels = (key: string) => string;

function recordView(values: readonly ExplainedValue[], labels: Labels, context: CommandContext): View {
  const children = aboutChildren(values, context);
  const told = values.map((value) => valueView(value, labels, { context, hidden: children && LEADING.has(value.key) }));
  return { values: told.slice(0, MOST_VALUES), more: Math.max(0, told.length - MOST_VALUES) };
}

/** What is said of a mistake repeats the typed words: without their numbers, and not at all where children are meant. */
function quiet({ typed, details, choices, ...mistake }: Mistake, children: boolean): Mistake {
  const words = (text: string): string => (children ? '' : veiled(text));
  const facts = Object.entries(details ?? {}).map(([key, fact]) => [key, key === 'line' ? words(String(fact)) : fact]);
  return {
    ...mistake,
    ...(typed !== undefined && { typed: words(typed) }),
    ...(details && { details: Object.fromEntries(facts) as NonNullable<Mistake['details']> }),
    ...(choices && !children && { choices }),
  };
}

/** How a sentence was read and what would have become of it: `office/how-read`. */
export function howReadView(rehearsal: Rehearsal, context: CommandContext): View {
  const { explained, command, mistake, reply, bad } = rehearsal;
  const { intent, records, rules } = explained;
  const { say, place, actor } = context;
  const labels: Labels = (key) => command?.slots[key]?.label ?? say.names.counts[key] ?? '';
  // A stranger learns nothing of what the register makes of names and units.
  const open = command !== undefined && actor.role !== 'guest';
  const asks = mistake?.code === 'missing_field' || mistake?.code === 'unclear' || (mistake?.choices ?? []).length > 0;
  const done = command !== undefined && !mistake;
  const children = records.some((values) => aboutChildren(values, context));
  const told = (each: Mistake): Markdown => context.mistakeText(quiet(each, children), command);
  return {
    given: true,
    answers: rehearsal.answers && !children ? veiled(rehearsal.sentence) : '',
    kind: command ? (command.names[0] ?? '') : intent === 'none' || intent === 'unknown' ? '' : say.kind(intent),
    summary: command?.summary ?? '',
    rules: rules.flatMap((rule) => say.names.rules[rule] ?? []),
    records: (open ? records : []).slice(0, MOST_RECORDS).map((values, index) => ({
      number: records.length > 1 ? index + 1 : '',
      ...recordView(values, labels, context),
    })),
    moreRecords: open ? Math.max(0, records.length - MOST_RECORDS) : 0,
    talk: intent === 'none',
    private: place === 'private',
    notYet: command === undefined && intent !== 'none' && intent !== 'unknown',
    done: done && reply !== undefined && !ANSWERS.has(intent),
    told: done && ANSWERS.has(intent),
    silent: done && reply === undefined && !ANSWERS.has(intent),
    choices: (reply?.choices ?? []).map(({ label }) => label).join('、'),
    asks: asks && mistake ? told(mistake) : false,
    refused: !asks && mistake ? told(mistake) : false,
    skipped: rehearsal.skipped ?? 0,
    bad: bad.map(({ line, mistake: each }) => ({ line, text: told(each) })),
  };
}
