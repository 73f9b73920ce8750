import type { RegisteredCommand } from '../../src/chat/registry';
import { reachOf } from '../../src/domain/policy';
import { DAY, HOUR } from '../../src/lib/time';
import { loadCommands } from '../../src/load-commands';
import { MONDAY, Town } from '../chat/town';

/** Names of the templates that were filled: a text of `errors/` is no answer for an example. */
const mockRendered: string[] = [];
jest.mock('../../src/words/templates', () => {
  const actual = jest.requireActual<typeof import('../../src/words/templates')>('../../src/words/templates');
  return {
    ...actual,
    loadTemplates(folder: string) {
      const templates = actual.loadTemplates(folder);
      return {
        ...templates,
        render(...[name, view]: Parameters<typeof templates.render>): string {
          mockRendered.push(name);
          return templates.render(name, view);
        },
      };
    },
  };
});

type Prepare = (town: Town) => Promise<string[]>;

/** Says lines one after the other; gives all that was said to them. */
const said =
  (...lines: readonly (readonly [who: string, text: string, where?: string])[]): Prepare =>
  async (town) => {
    const heard: string[] = [];
    for (const [who, text, where] of lines) {
      const { answer, pushed } = await town.say(who, text, where);
      heard.push(answer, ...pushed);
    }
    return heard;
  };

const later =
  (prepare: Prepare, milliseconds: number): Prepare =>
  async (town) => {
    const heard = await prepare(town);
    await town.moveTo(MONDAY + milliseconds);
    return heard;
  };

const ROSTER: readonly (readonly [string, string])[] = [
  ['李梅', '值班 明天 带班王强 值班李梅'],
  ['李梅', '值班 后天 带班刘芳 值班赵刚'],
];
const CLOSED = later(said(['高峰', '截止 值班表 今天14:30 康宁']), HOUR);

const PROPOSED = said(['高峰', '布置 12月4日前报消防安全自查表，12月9日前报整改报告']);

interface State {
  readonly prepare?: Prepare;
  readonly who?: string;
  /** A group, where the default one will not do. */
  readonly where?: string;
}

/** What must be there before an example can work, and who says it, by intent or by the example itself. */
const STATES: Readonly<Record<string, State>> = {
  duty_update: { prepare: said(...ROSTER) },
  duty_substitute: { prepare: said(...ROSTER) },
  duty_swap: { prepare: said(...ROSTER) },
  duty_swap_consent: { prepare: said(...ROSTER, ['李梅', '换班 明天李梅 后天赵刚']), who: '赵刚' },
  ack: { prepare: said(['高峰', '通知 全体 元旦值班安排已印发，收到请回复']) },
  correct: { prepare: said(['李梅', '零报告 老人56 外出1']) },
  undo: { prepare: said(['李梅', '平安']) },
  confirm: { prepare: CLOSED, where: 'G3' },
  cancel: { prepare: CLOSED, where: 'G3' },
  plain_text: { prepare: CLOSED, where: 'G3' },
  shame: { prepare: CLOSED },
  '通报 零报告 昨天': { prepare: later(said(['高峰', '截止 零报告 每天17:30']), DAY) },
  remind: { prepare: said(['高峰', '截止 值班表 明天11:30 康宁'], ['高峰', '截止 零报告 每天17:30']) },
  proposal_confirm: { prepare: PROPOSED },
  proposal_change: { prepare: PROPOSED },
  proposal_drop: { prepare: PROPOSED },
  bind_consent: { prepare: said(['新来的', '绑定 我是罗台敬老院的李小丽']) },
  '绑定 我是罗台敬老院的钱中秋': { who: '新来的' },
  self_check: { where: 'G3' },
  campaign: { prepare: said(['高峰', '专项 确认启用 国庆安全检查 起2027-09-20', 'G3']), where: 'G3' },
  '专项 启用 国庆安全检查 起2027-09-20': { where: 'G3' },
  accept: { prepare: said(['赵刚', '整改 YH-0012 已完成']) },
  unsupervise: {
    prepare: said(
      ['高峰', '挂牌 YH-0012 责任人赵刚 期限明天'],
      ['李梅', '整改 YH-0012 已完成 整改人赵刚'],
      ['高峰', '验收 YH-0012 合格'],
    ),
  },
  classify: { where: 'G3' },
  inspect: { where: 'G3' },
  publish: { where: 'G3' },
  burden: { where: 'G3' },
  '登记 机构 青山县福寿居养老服务中心 简称福寿居 床位100 老人72': { who: '高峰' },
};

/** Numbers in examples are samples: where the state has given another one, that is meant. */
const NUMBERS = [/ZB-\d{4}(?=），等)/, /(?<=绑定申请 )\d{4}/];
const withNumbers = (example: string, heard: readonly string[]): string => {
  const given = heard.flatMap((text) => NUMBERS.flatMap((number) => number.exec(text)?.[0] ?? []))[0];
  return given === undefined ? example : example.replace(/[A-Z]{2}-\d{4}|(?<![\d-])\d{4}(?!\d)/, given);
};

const senderOf = ({ allow }: RegisteredCommand): string => (reachOf(allow, 'staff') === 'no' ? '高峰' : '李梅');

const examples = loadCommands().commands.flatMap((command) =>
  command.examples.map((example): [string, string, RegisteredCommand] => [command.intent, example, command]),
);

test.each(examples)('%s: %s', async (intent, example, command) => {
  const town = await Town.open();
  try {
    const { prepare, who, where } = STATES[example] ?? STATES[intent] ?? {};
    const heard = (await prepare?.(town)) ?? [];
    mockRendered.length = 0;
    const place = command.where === 'private' ? 'private' : (where ?? 'G1');
    const { answer } = await town.say(who ?? senderOf(command), withNumbers(example, heard), place);
    expect(answer).not.toBe('');
    expect({ answer, errors: mockRendered.filter((name) => name.startsWith('errors/')) }).toEqual({
      answer,
      errors: [],
    });
  } finally {
    await town.close();
  }
});

test('every state is of an example or a command that is there', () => {
  const known = new Set<string>(examples.flatMap(([intent, example]) => [intent, example]));
  expect(Object.keys(STATES).filter((key) => !known.has(key))).toEqual([]);
});
