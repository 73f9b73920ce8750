import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCommands } from '../../src/load-commands';
import { loadPlaybook } from '../../src/playbook';
import { projectFile } from './code-blocks';

/** How many requirements each paper has: S0-01 … S0-30 and so on. */
const REQUIREMENTS = { S0: 30, S1: 26, S2: 25, S3: 28, S4: 23 } as const;
const IDS = Object.entries(REQUIREMENTS).flatMap(([paper, count]) =>
  Array.from({ length: count }, (_, index) => `${paper}-${String(index + 1).padStart(2, '0')}`),
);

const rows = readFileSync(projectFile('docs/coverage.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| (S\d-\d\d) \| (\w+) \| (.*?) \| (.*?) ?\|$/.exec(line);
    return cells ? [{ id: cells[1] ?? '', state: cells[2] ?? '', by: cells[3] ?? '', shown: cells[4] ?? '' }] : [];
  });
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
const commandsIn = (text: string): string[] =>
  quoted(text).flatMap((token) => (token.startsWith('/') ? [token.slice(1)] : []));

const lists = loadPlaybook(projectFile('data')).checklists.flatMap(({ names }) => names);
const typed = new Set([...loadCommands().commands.flatMap(({ names }) => names), ...lists]);
const stories = new Set(readdirSync(projectFile('test/stories')).filter((name) => name.endsWith('.story')));

test('every requirement has one row, and there are no others', () => {
  expect(rows.map(({ id }) => id)).toEqual(IDS);
});

test('a row says how far it is, and shows what is there', () => {
  for (const { id, state, by, shown } of rows) {
    expect({ id, state }).toEqual({ id, state: expect.stringMatching(/^(?:done|part|later|no)$/) as string });
    expect({ id, said: by.length > 10 }).toEqual({ id, said: true });
    const isThere = state === 'done' || state === 'part';
    expect({ id, stories: quoted(shown).length > 0 }).toEqual({ id, stories: isThere });
  }
});

test('every command, file and story that it names exists', () => {
  const missing = rows.flatMap(({ id, by, shown }) =>
    [
      ...commandsIn(by).filter((name) => !typed.has(name)),
      ...quoted(by).filter((token) => /^(?:data|docs|src|commands)\//.test(token) && !existsSync(projectFile(token))),
      ...quoted(shown).filter((name) => !stories.has(name)),
    ].map((name) => `${id}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('a story that shows it types one of its commands', () => {
  const silent = rows.filter(({ by, shown }) => {
    const names = commandsIn(by);
    const told = quoted(shown).map((name) => readFileSync(join(projectFile('test/stories'), name), 'utf8'));
    return names.length > 0 && told.length > 0 && !names.some((name) => told.some((text) => text.includes(name)));
  });
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test('every story of a paper is named in the rows of its paper', () => {
  for (const [paper] of Object.entries(REQUIREMENTS)) {
    const shown = rows.filter(({ id }) => id.startsWith(paper)).flatMap((row) => quoted(row.shown));
    expect(shown).toContain(`campaign-${paper.toLowerCase()}.story`);
  }
});
