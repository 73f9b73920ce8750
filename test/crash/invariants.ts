import type { Arrival } from './world';
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
      .map(({ id, detail }) => `failed: ${id} ${detail}`),
    ...left.dues
      .filter(({ state, recordId }) => (state === 'reported') !== (recordId !== undefined && recordId !== null))
      .map(({ id, state }) => `entry ${id} is ${state}, which is not what its record says`),
  ];
}

/** Of one text: how often it came, and that every coming but the first is marked. */
export function comingsOf(arrivals: readonly Arrival[]): ReadonlyMap<string, readonly boolean[]> {
  const comings = new Map<string, boolean[]>();
  for (const { to, text } of arrivals) {
    const key = `${to} ${unmarked(text)}`;
    comings.set(key, [...(comings.get(key) ?? []), isMarked(text)]);
  }
  return comings;
}
