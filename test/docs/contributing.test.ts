import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeBlocks, projectFile } from './code-blocks';

/** What a build, a story and the tests of the commands need. */
const PARTS = ['commands', 'data', 'docs', 'src', 'templates', 'test'].concat(
  ['package.json', 'tsconfig.json', 'tsconfig.build.json'],
  ['jest.base.js', 'jest.config.js'],
);

const blocks = codeBlocks('CONTRIBUTING.md');
const files = blocks.filter(({ info }) => info.includes('/'));
const steps = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
const plays = steps.filter((step) => step.startsWith('npm run story'));

/** A copy of the project in which somebody follows the page. */
class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'contributing-'));

  constructor() {
    for (const part of PARTS) {
      cpSync(projectFile(part), join(this.folder, part), {
        recursive: true,
        filter: (path) => !path.includes('.sqlite'),
      });
    }
    symlinkSync(projectFile('node_modules'), join(this.folder, 'node_modules'));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  run(command: string): { status: number | null; output: string } {
    // At home, where -t may leave tests out; in CI nothing may be skipped.
    const { CI: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(command, { cwd: this.folder, shell: true, encoding: 'utf8', env });
    return { status, output: `${stdout}${stderr}` };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

jest.setTimeout(180_000);

describe('add a command in five minutes', () => {
  let copy: Copy;
  beforeAll(() => {
    copy = new Copy();
    for (const { info, text } of files) copy.write(info, text);
  });
  afterAll(() => copy.remove());

  test('the page names a command, a template and a story, none of which exists yet', () => {
    expect(files.map(({ info }) => info.split('/')[0])).toEqual(['commands', 'templates', 'test']);
    expect(files.filter(({ info }) => existsSync(projectFile(info)))).toEqual([]);
  });

  test('its story goes as it is written', () => {
    expect(plays).toHaveLength(1);
    const { status, output } = copy.run(plays[0] ?? '');
    expect(output).toContain('ok test/stories/');
    expect(status).toBe(0);
  });

  test('each of its examples gets an answer that is no error, and it stands in the help', () => {
    const source = files[0]?.text ?? '';
    const list = /examples: \[(.*)\]/.exec(source)?.[1] ?? '';
    const examples = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]);
    expect(examples.length).toBeGreaterThan(1);
    const said = (key: string): string => new RegExp(`${key}: \\[?'([^']+)'`).exec(source)?.[1] ?? '';
    const story = ['= now 2026-11-23 15:00', '李梅: 帮助', `小安: …${said('names')} ${said('summary')}…`];
    for (const example of examples) story.push(`李梅: ${example}`, '小安: …负责人…');
    copy.write('test/stories/examples.story', `${story.join('\n')}\n`);
    expect(copy.run('npm run -s story -- --quiet test/stories/examples.story')).toMatchObject({ status: 0 });
  });

  test('the list of commands is written anew, and the tests that a new command meets pass', () => {
    const writing = steps.find((step) => step.includes('UPDATE_DOCS')) ?? '';
    expect(copy.run(writing)).toMatchObject({ status: 0 });
    expect(copy.run('npx jest test/docs/commands test/docs/vocabulary test/words')).toMatchObject({ status: 0 });
    const { status, output } = copy.run(`npx jest test/commands -t contact`);
    expect(output).toContain('contact: 联系 康宁');
    expect(status).toBe(0);
  });

  test('a second command with the same word stops the start, and both are named', () => {
    const [command] = files;
    copy.write('commands/report/again.ts', command?.text.replace("'contact'", "'again'") ?? '');
    const { status, output } = copy.run('npm run -s story -- test/stories/contact.story');
    expect(status).not.toBe(0);
    expect(output).toContain('commands/report/again.ts');
    expect(output).toContain(command?.info);
  });
});

test('every npm script that the page names exists', () => {
  const { scripts } = require(projectFile('package.json')) as { scripts: Record<string, string> };
  const named = steps.flatMap((step) => /^npm (?:run (?:-s )?)?(start|test|[\w:]+)/.exec(step)?.[1] ?? []);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});
