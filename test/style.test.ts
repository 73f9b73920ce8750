import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const maxLines = { src: 300, commands: 60 };
const foldersWithoutHan = ['src/domain/', 'src/delivery/', 'src/storage/', 'src/channels/'];

function sources(folder: string): { path: string; text: string }[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

/** Keeps the line numbers. A `//` behind a colon is a URL, not a comment. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:])\/\/.*$/gm, '$1');
}

function linesWithHan(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => (/\p{Script=Han}/u.test(line) ? [`${index + 1}: ${line.trim()}`] : []));
}

describe('style of the sources', () => {
  test.each(Object.entries(maxLines))('no file in %s is longer than %d lines', (folder, limit) => {
    const tooLong = sources(folder)
      .filter(({ text }) => lineCount(text) > limit)
      .map(({ path, text }) => `${path}: ${lineCount(text)} lines`);
    expect(tooLong).toEqual([]);
  });

  test('what people read is not written in the engine (comments may name things in Chinese)', () => {
    const withHan = sources('src')
      .filter(({ path }) => foldersWithoutHan.some((folder) => path.startsWith(folder)))
      .flatMap(({ path, text }) => linesWithHan(withoutComments(text)).map((line) => `${path}:${line}`));
    expect(withHan).toEqual([]);
  });
});
