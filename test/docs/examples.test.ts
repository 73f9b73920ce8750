import { momentOf } from '../../src/cli/story/moments';
import type { RegisteredCommand } from '../../src/chat/registry';
import { loadCommands } from '../../src/load-commands';
import { Conversation, type Heard, type Typed } from './conversation';
import { waitUntil } from './script';

const line = (who: string, text: string, group: string | undefined = 'G1'): Typed => ({ who, text, group });
const rosters = [line('李梅', '值班 明天 带班王强 值班李梅'), line('李梅', '值班 后天 带班王强 值班赵刚')];
const deadlines = [line('白鸽', '截止 值班表 明天11:30 覆盖后天'), line('白鸽', '截止 零报告 每天17:30')];
const AFTER_THE_DEADLINE = { days: 2, clock: '08:00' };

/** What has to be there before an example of this intent means anything. */
const BEFORE: Readonly<Record<string, readonly (Typed | typeof AFTER_THE_DEADLINE)[]>> = {
  duty_substitute: rosters,
  duty_swap: rosters,
  duty_swap_consent: [...rosters, line('李梅', '换班 明天李梅 后天赵刚')],
  fix: [line('李梅', '隐患 二楼消防通道堆放杂物')],
  bind_consent: [{ who: '林小溪', text: '绑定 我是康宁的林小溪' }],
  remind: deadlines,
  shame: [...deadlines, AFTER_THE_DEADLINE],
  confirm: [...deadlines, AFTER_THE_DEADLINE],
  cancel: [...deadlines, AFTER_THE_DEADLINE],
  correct: [line('李梅', '零报告 老人56 外出1')],
  undo: [line('李梅', '平安')],
  ack: [line('白鸽', '通知 全体 元旦值班安排已印发，收到请回复')],
};

/** Who may be the one for whom it works: of an institution, of the bureau, the other of a swap, nobody yet. */
const PEOPLE = ['李梅', '白鸽', '赵刚', '陌生人'];
const MOMENTS = ['2026-11-23 10:00', '2026-11-27 15:00'];

/** A number in an example stands for the one that the bot has just given. */
const withNumbers = (example: string, said: string): string =>
  example
    .replace(/([A-Z]{2})-\d{4}/, (number, prefix: string) => said.match(new RegExp(`${prefix}-\\d{4}`, 'g'))?.at(-1) ?? number)
    .replace(/(?<=绑定 )\d{4}/, (code) => /绑定申请 (\d{4})/.exec(said)?.[1] ?? code);

async function typed(moment: string, who: string, { intent }: RegisteredCommand, example: string): Promise<Heard> {
  const conversation = await Conversation.open(momentOf(moment) ?? 0);
  try {
    let said = '';
    for (const act of BEFORE[intent] ?? []) {
      if ('days' in act) await conversation.moveTo(waitUntil(conversation.clock.now(), act));
      else said += (await conversation.say(act)).answer ?? '';
    }
    return await conversation.say(line(who, withNumbers(example, said)));
  } finally {
    await conversation.close();
  }
}

jest.setTimeout(120_000);

describe.each(MOMENTS)('typed on %s', (moment) => {
  test.each(loadCommands().commands.map((command) => [command.intent, command] as const))(
    'the examples of %s work as they stand',
    async (_, command) => {
      for (const example of command.examples) {
        const answers: string[] = [];
        let works = false;
        for (const who of PEOPLE) {
          const { answer, errors } = await typed(moment, who, command, example);
          works = answer !== undefined && errors.length === 0;
          if (works) break;
          answers.push(`${who}: ${example}\n  ${errors.join(', ')} ${answer ?? 'no answer'}`);
        }
        expect(works ? '' : answers.join('\n')).toBe('');
      }
    },
  );
});
