import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFile } from './code-blocks';

const pages = [
  ...readdirSync(projectFile('.')).filter((name) => name.endsWith('.md')),
  ...readdirSync(projectFile('docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const textOf = (path: string): string => readFileSync(projectFile(path), 'utf8');

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces. */
const anchorsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(pages)('%s', (page) => {
  test('its links lead somewhere', () => {
    const targets = [...textOf(page).matchAll(/(?:\]\(|src=")(?!https?:)([^)"\s]+)/g)].map((match) => match[1] ?? '');
    const broken = targets.filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      return !existsSync(projectFile(file)) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('the scripts that it names exist', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = [...textOf(page).matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the settings that it names are read', () => {
    const known = textOf('.env.example');
    const named = [...textOf(page).matchAll(/`?\b((?:WECOM|DATABASE|LOG|BOT|ADMIN)_[A-Z_]*[A-Z])\b/g)];
    expect(named.map((match) => match[1] ?? '').filter((name) => !known.includes(`#${name}=`))).toEqual([]);
  });
});
