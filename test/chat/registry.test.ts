import { type Command, defineCommand, reply } from '../../src/chat';
import { CommandClash, createRegistry } from '../../src/chat/registry';
import { loadCommands } from '../../src/load-commands';

const command = (intent: string, names: readonly string[]): Command =>
  defineCommand({
    intent,
    names,
    summary: '',
    examples: [],
    where: 'anywhere',
    allow: 'anyone',
    slots: {},
    run: async () => reply('help/overview'),
  });

const registryOf = (...files: readonly (readonly [file: string, command: Command])[]) =>
  createRegistry(files.map(([file, one]) => ({ file, section: 'office', command: one })));

test('a command is found by its intent, with the folder that it lies in', () => {
  const registry = registryOf(['commands/office/a.ts', command('a', ['甲', '子'])]);
  expect(registry.of('a')).toMatchObject({ intent: 'a', section: 'office' });
  expect(registry.of('b')).toBeUndefined();
});

test.each([
  ['a name', command('a', ['甲']), command('b', ['甲']), '甲'],
  ['an alias', command('a', ['甲', '丑']), command('b', ['乙', '丑']), '丑'],
  ['a name and an alias', command('a', ['甲']), command('b', ['乙', '甲']), '甲'],
  ['an intent', command('a', ['甲']), command('a', ['乙']), 'a'],
])('two files with the same %s stop the start, and both are named', (_, first, second, shared) => {
  const start = () => registryOf(['commands/office/first.ts', first], ['commands/duty/second.ts', second]);
  expect(start).toThrow(CommandClash);
  for (const named of ['commands/office/first.ts', 'commands/duty/second.ts', shared]) expect(start).toThrow(named);
});

test('the commands of the project do not clash', () => {
  expect(loadCommands().commands.length).toBeGreaterThan(20);
});
