import { z } from 'zod';
import type { Choice } from '../../chat/message';
import { byteLength } from '../../lib/bytes';

/** What a card asks: text without marks. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly choices: readonly Pick<Choice, 'label' | 'say'>[];
}

/** What a closed card shows. */
export interface Done {
  readonly title: string;
  readonly text: string;
  readonly outcome: string;
  /** What its one button says. */
  readonly button: string;
}

/** Bytes of a key (developer site, page 101032). */
const MAX_BYTES = 1024;

const choices = z.array(z.tuple([z.string().max(40), z.string().min(1).max(500)])).min(1);
const asked = z.tuple([z.literal('ask'), z.string(), z.string(), choices, z.int().nonnegative()]);
const done = z.tuple([z.literal('done'), z.string(), z.string(), z.string(), z.string()]);
const key = z.union([asked, done]);

const fitting = (ways: readonly unknown[]): string | undefined =>
  ways.map((way) => JSON.stringify(way)).find((text) => byteLength(text) <= MAX_BYTES);

/**
 * The keys of the buttons of a card: each carries the whole question, so that a click needs nothing that a restart or
 * a restored database could have lost; where that is too long, without the text, or only its own choice. `undefined`
 * when even that is too long. What a key says is said by whoever clicks, and checked as if it had been typed.
 */
export function buttonKeys({ title, text, choices: all }: Question): readonly string[] | undefined {
  const said = all.map(({ label, say }) => [label, say]);
  const keys = said.map((own, index) =>
    fitting([
      ['ask', title, text, said, index],
      ['ask', title, '', said, index],
      ['ask', title, '', [own], 0],
    ]),
  );
  return keys.every((each) => each !== undefined) ? keys : undefined;
}

export const doneKey = ({ title, text, outcome, button }: Done): string =>
  fitting([
    ['done', title, text, outcome, button],
    ['done', title, '', outcome, button],
  ]) ?? JSON.stringify(['done', title, '', '', button]);

export type Key =
  | { readonly kind: 'ask'; readonly question: Question; readonly choice: Question['choices'][number] }
  | { readonly kind: 'done'; readonly done: Done };

/** What a key stands for; `undefined` when it is none of ours. */
export function readKey(text: string): Key | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const read = key.safeParse(value);
  if (!read.success) return undefined;
  if (read.data[0] === 'done') {
    const [, title, body, outcome, button] = read.data;
    return { kind: 'done', done: { title, text: body, outcome, button } };
  }
  const [, title, body, said, index] = read.data;
  const question = { title, text: body, choices: said.map(([label, say]) => ({ label, say })) };
  const choice = question.choices[index];
  return choice && { kind: 'ask', question, choice };
}
