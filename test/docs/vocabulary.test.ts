import { readFileSync } from 'node:fs';
import { MISTAKE_CODES } from '../../src/domain/mistakes';
import { loadCommands } from '../../src/load-commands';
import { VOCABULARY } from '../../src/reading/vocabulary';
import { projectFile } from './code-blocks';

const page = readFileSync(projectFile('docs/vocabulary.md'), 'utf8');
const wordsIn = (text: string): string[] => [...text.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? '');
const part = (from: string, to = '\u0000'): string => page.split(from)[1]?.split(to)[0] ?? '';

const own = loadCommands().commands.map(({ intent }) => intent);
/** Intents stand in the first column. */
const inTable = [...part('## Intents', 'Known, so that').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
  wordsIn(cell),
);

test('the page has every intent of the vocabulary for which there is a command, and none without', () => {
  const vocabulary = VOCABULARY.map(({ intent }) => intent);
  expect(own.filter((intent) => vocabulary.includes(intent) && !inTable.includes(intent))).toEqual([]);
  expect(inTable.filter((intent) => !own.includes(intent))).toEqual([]);
});

test('it has the intents that are known and not yet there', () => {
  const later = VOCABULARY.map(({ intent }) => intent).filter((intent) => !own.includes(intent));
  expect(wordsIn(part('the answer is "not yet":', '`none`')).toSorted()).toEqual(later.toSorted());
});

test('it has every code of a mistake, in the order in which they win', () => {
  expect(wordsIn(part('text in `templates/errors/`.'))).toEqual([...MISTAKE_CODES]);
});
