import { EMPTY_PLAYBOOK } from '../../src/domain/playbook';
import { ROOM_WAYS } from '../../src/domain/checkup/vitals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import help from '../../commands/office/help';
import { createCalendar } from '../../src/calendar/calendar';
import { type Command, defineCommand, reply, slot } from '../../src/chat';
import { createDispatcher, type Dispatcher } from '../../src/chat/dispatch';
import type { Inbound } from '../../src/chat/message';
import { createRegistry } from '../../src/chat/registry';
import { MistakeError } from '../../src/domain/mistakes';
import { Register } from '../../src/domain/register-index';
import { dayOf } from '../../src/lib/time';
import { projectRoot } from '../../src/project-root';
import { grammarsWith } from '../../src/reading/grammars';
import { createReader } from '../../src/reading/reader';
import { applyImport, planImport, readRegister } from '../../src/register';
import { openStorage, type Storage } from '../../src/storage';
import { loadNames } from '../../src/words/names';
import { MONDAY } from './town';

/** What ran, with its argument. */
const ran: string[] = [];
const word = slot('内容', (source) => source.take(/\p{Script=Han}{2}/u)?.text);

function order(name: string, rules: Pick<Command, 'where' | 'allow'>): Command {
  return defineCommand({
    intent: `order ${name}`,
    names: [name],
    summary: `试一试${name}`,
    examples: [`${name} 内容`],
    ...rules,
    slots: { what: word },
    async run({ what }) {
      ran.push(`${name} ${what}`);
      return reply('ran', {});
    },
  });
}

const COMMANDS = [
  order('甲类令', { where: 'group', allow: 'admin' }),
  order('乙类令', { where: 'private', allow: 'anyone' }),
  order('丙类令', { where: 'anywhere', allow: 'member' }),
  help,
];

const folder = mkdtempSync(join(tmpdir(), 'dispatch-'));
let storage: Storage;
let dispatcher: Dispatcher;
let serial = 0;

beforeAll(async () => {
  storage = await openStorage({ url: `sqlite:${join(folder, 'test.sqlite')}` });
  const file = await readRegister(join(projectRoot(), 'data', 'sample', 'county.json'));
  await storage.work.run(async (tx) =>
    applyImport(tx, planImport(await tx.register.load(), file), { now: MONDAY, day: dayOf(MONDAY) }),
  );
  const registry = createRegistry(
    COMMANDS.map((command) => ({ file: `commands/office/${command.intent}.ts`, section: 'office', command })),
  );
  dispatcher = createDispatcher({
    registry,
    reader: createReader(grammarsWith(registry.commands)),
    // The name of a template stands for its text.
    templates: { names: [], render: (name) => name },
    names: loadNames(join(projectRoot(), 'templates')),
    calendar: createCalendar(),

    playbook: EMPTY_PLAYBOOK,
    botName: '小安',
    vitals: () => ({ ways: ROOM_WAYS }),
    keepFile: () => Promise.reject(new Error('no file here')),
  });
});

afterAll(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  ran.length = 0;
});

/** The template of the answer, or the code of the mistake. */
async function answerTo(userid: string, text: string, chatId?: string): Promise<string | undefined> {
  const where = chatId === undefined ? {} : { chatId };
  const from = { bot: 'test', msgid: `m${++serial}`, channel: 'test', userid, receivedAt: MONDAY };
  const message: Inbound = { ...from, ...where, text, files: [] };
  try {
    return await storage.work.run(async (tx) => {
      const register = new Register(await tx.register.load());
      return (await dispatcher.settle({ tx, register, message, files: [] }))?.markdown;
    });
  } catch (error) {
    if (error instanceof MistakeError) return error.mistake.code;
    throw error;
  }
}

const [ADMIN, STAFF, GUEST] = ['gaofeng', 'i02', 'nobody-knows'];

describe('help → where → allow → arguments → run', () => {
  test.each([
    ['help is given where the command may not be typed', STAFF, '乙类令？', 'G1', 'help/command'],
    [
      'help is given to whom the command is forbidden, without its details',
      STAFF,
      '甲类令？',
      undefined,
      'help/unknown',
    ],
    ['the place comes before the permission', STAFF, '/甲类令', undefined, 'group_only'],
    ['the place comes before the arguments', GUEST, '/乙类令', 'G1', 'private_only'],
    ['the permission comes before the arguments', STAFF, '/甲类令', 'G1', 'no_permission'],
    ['who is not bound is told so before the arguments', GUEST, '/丙类令', 'G1', 'unknown_sender'],
    ['the arguments come before the work', ADMIN, '/甲类令', 'G1', 'missing_field'],
    ['an unknown command', ADMIN, '/丁类令 内容', 'G1', 'unknown_command'],
  ])('%s', async (_, who, text, chatId, expected) => {
    expect(await answerTo(who, text, chatId)).toBe(expected);
    expect(ran).toEqual([]);
  });

  test.each([
    ['in a group', ADMIN, '/甲类令 内容', 'G1'],
    ['in a group that the sender’s unit is not in', STAFF, '/丙类令 内容', 'G2'],
    ['in private', GUEST, '/乙类令 内容', undefined],
    ['in a group that nobody has bound', STAFF, '/丙类令 内容', 'some-new-chat'],
  ])('with all of them right it runs: %s', async (_, who, text, chatId) => {
    expect(await answerTo(who, text, chatId)).toBe('ran');
    expect(ran).toEqual([text.slice(1)]);
  });
});

describe('what is no command', () => {
  test('is not answered in a group', async () => {
    expect(await answerTo(STAFF, '大家辛苦了', 'G1')).toBeUndefined();
    expect(await answerTo(GUEST, '大家辛苦了', 'G1')).toBeUndefined();
  });
  test('gets a line of help in private', async () => {
    expect(await answerTo(STAFF, '大家辛苦了')).toBe('errors/private_help');
  });
  test('but of the vocabulary: it says that it cannot do that yet', async () => {
    expect(await answerTo(STAFF, '/抗原 应检31 实检31 全阴', 'G1')).toBe('errors/not_yet');
  });
});
