import type { Arrival } from './world';
import type { Saying } from '../../src/chat/message';
import { shown } from '../../src/chat/shown';
import { plain } from '../../src/words/escape';
import type { Left } from './left';

/** The words of `templates/task/again.md`, in front of a text that may have arrived before. */
export const isMarked = (text: string): boolean => text.startsWith('（补发');

const unmarked = (text: string): string => (isMarked(text) ? text.slice(text.indexOf('\n') + 1) : text);

/** Faults, as sentences; none is what a test wants. */
export function faultsOf(left: Left): string[] {
  const twice = (what: string, values: readonly string[]): string[] =>
    [...new Set(values.filter((value, index) => values.indexOf(value) !== index))].map(
      (value) => `${what} twice: ${value}`,
    );
  const { records, inbox, outbox } = left;
  const msgids = new Set(inbox.map(({ msgid }) => `aib1:${msgid}`));
  return [
    ...twice(
      'number',
      records.map(({ id }) => id),
    ),
    ...twice(
      'record',
      records.map(({ kind, unit, key }) => `${kind} of ${unit} by ${key}`),
    ),
    ...records.filter(({ key }) => !msgids.has(key)).map(({ id }) => `record without a message: ${id}`),
    ...inbox.filter(({ state }) => state !== 'settled').map(({ msgid }) => `not settled: ${msgid}`),
    ...outbox
      .filter(({ state }) => state === 'queued' || state === 'sending')
      .map(({ id, state }) => `${state}: ${id}`),
    ...outbox
      .filter(({ state, detail }) => state === 'failed' && !detail.startsWith('unknown twice'))
      .map(({ id, detail, route, body }) => `failed: ${id} ${detail}: ${route} ${body}`),
    ...left.dues
      .filter(({ state, recordId }) => (state === 'reported') !== (recordId !== undefined && recordId !== null))
      .map(({ id, state }) => `entry ${id} is ${state}, which is not what its record says`),
  ];
}

/** Of one text: how often it came, and that every coming but the first is marked. */
export function comingsOf(arrivals: readonly Arrival[]): ReadonlyMap<string, readonly boolean[]> {
  const comings = new Map<string, boolean[]>();
  for (const { to, text } of arrivals) {
    const key = `${to} ${plain(unmarked(text))}`;
    comings.set(key, [...(comings.get(key) ?? []), isMarked(text)]);
  }
  return comings;
}

const WITHOUT_CARDS = { push: [], mentions: true, cards: false, maxBytes: 0 };

/** A row of the outbox as `comingsOf` names what came of it. */
function keyOf({ route, body }: Left['outbox'][number]): string {
  const { chatId, replyTo } = JSON.parse(route) as { chatId?: string; replyTo?: string };
  const saying = JSON.parse(body) as Saying;
  return `${chatId ?? replyTo?.split('response_code=')[1]} ${plain(shown(saying, WITHOUT_CARDS).markdown)}`;
}

const FINE = ['false', 'true', 'false,true'];

/** Every text came once, or a second time marked; one that is sent came, and nothing came that nobody sent. */
export function sendingFaultsOf(left: Left, arrivals: readonly Arrival[]): string[] {
  const comings = comingsOf(arrivals);
  const rows = new Set(left.outbox.map(keyOf));
  return [
    ...(rows.size === left.outbox.length ? [] : ['a text is in the outbox twice']),
    ...[...comings]
      .filter(([, marks]) => !FINE.includes(marks.join()))
      .map(([key, marks]) => `came ${marks.join()}: ${key}`),
    ...[...comings.keys()].filter((key) => !rows.has(key)).map((key) => `nobody sent: ${key}`),
    ...left.outbox
      .filter((row) => row.state === 'sent' && !comings.has(keyOf(row)))
      .map((row) => `never came: ${keyOf(row)}`),
  ];
}
