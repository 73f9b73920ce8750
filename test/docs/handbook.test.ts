import { momentOf } from '../../src/cli/story/moments';
import type { Instant } from '../../src/lib/time';
import { Conversation, type Typed } from './conversation';
import { type Act, actsOf, waitUntil } from './script';

/** Documents whose lines a reader copies, in the order in which they are read. */
const DOCUMENTS = ['README.md', 'README.zh-CN.md', 'docs/handbook/staff.zh-CN.md', 'docs/handbook/admin.zh-CN.md'];

/** A Monday, a Sunday, the evening before a holiday, a day of a year without a calendar yet. */
const MOMENTS = ['2026-11-23 10:00', '2026-11-22 15:40', '2026-12-31 20:30', '2027-06-01 08:05'];

jest.setTimeout(120_000);

/** One reader: what they do, one act after the other, and what went wrong. */
class Reading {
  readonly faults: string[] = [];
  #conversation: Conversation | undefined;
  #answer = '';

  constructor(private readonly start: Instant) {}

  async follow(acts: readonly Act[]): Promise<void> {
    try {
      for (const act of acts) {
        const fault = await this.#perform(act);
        if (fault !== undefined) this.faults.push(`line ${act.line}: ${fault}`);
      }
    } finally {
      await this.#conversation?.close();
    }
  }

  async #perform(act: Act): Promise<string | undefined> {
    const conversation = (this.#conversation ??= await Conversation.open(this.start));
    switch (act.kind) {
      case 'anew':
        await conversation.close();
        this.#conversation = undefined;
        return undefined;
      case 'wait':
        return conversation.moveTo(waitUntil(conversation.clock.now(), act)).then(() => undefined);
      case 'answered':
        return this.#answer.includes(act.text) ? undefined : `the answer lacks ${act.text}: ${this.#answer}`;
      case 'pushed':
        return conversation.heardIn(act.to, act.text) ? undefined : `nothing with ${act.text} came to ${act.to}`;
      case 'say':
        return this.#say(conversation, act);
      case 'tap': {
        const text = conversation.choice(act.label, act.group);
        return text === undefined ? `nobody offers ${act.label}` : this.#say(conversation, { ...act, text });
      }
    }
  }

  async #say(conversation: Conversation, { who, group, text, attachment }: Typed): Promise<string | undefined> {
    const { answer, errors } = await conversation.say({ who, group, text, attachment });
    this.#answer = answer ?? '';
    if (answer === undefined) return `no answer to ${text}`;
    return errors.length > 0 ? `${errors.join(', ')} to ${text}: ${answer}` : undefined;
  }
}

async function faultsOf(acts: readonly Act[], moment: string): Promise<string> {
  const reading = new Reading(momentOf(moment) ?? 0);
  await reading.follow(acts);
  return reading.faults.join('\n');
}

describe.each(DOCUMENTS)('every line to type in %s gets an answer that is no error', (path) => {
  test.each(MOMENTS)('typed from %s on', async (moment) => {
    expect(await faultsOf(actsOf(path), moment)).toBe('');
  });

  test('there are lines to type', () => {
    expect(actsOf(path).filter(({ kind }) => kind === 'say').length).toBeGreaterThan(2);
  });
});

test('an answer that is an error is noticed, and what was promised and did not come', async () => {
  const typed = { kind: 'say', who: '李梅', group: 'G1' } as const;
  const faults = await faultsOf(
    [
      { ...typed, line: 1, text: '/唱歌' },
      { ...typed, line: 2, text: '早上好' },
      { ...typed, line: 3, text: '平安' },
      { kind: 'answered', line: 4, text: '有事' },
      { kind: 'pushed', line: 5, to: 'G3', text: '平安' },
      { kind: 'tap', line: 6, who: '白鸽', group: 'G3', label: '发布' },
    ],
    '2026-11-23 10:00',
  );
  expect(faults).toMatch(
    /^line 1: errors\/unknown_command[^\n]*\nline 2: no answer[^\n]*\nline 4: [\s\S]*line 5: [\s\S]*line 6: /,
  );
});
