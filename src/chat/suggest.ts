import { distance } from 'fastest-levenshtein';
import type { Mistake } from '../domain/mistakes';
import type { RegisteredCommand } from './registry';

/** So many letters may be wrong in a word of this length before it is another word. */
const tolerance = (word: string): number => (word.length <= 2 ? 1 : 2);
const AT_MOST = 3;
/** Enough of the line to recognise it. */
const SHOWN_LETTERS = 40;

/** An unknown command with the names that may have been meant, nearest first. */
export function unknownCommand(typed: string, line: string, commands: readonly RegisteredCommand[]): Mistake {
  const near = commands
    .flatMap((command) => command.names)
    .map((name) => ({ name, far: distance(name, typed) }))
    .filter(({ name, far }) => far <= tolerance(typed) && far < name.length)
    .sort((a, b) => a.far - b.far)
    .slice(0, AT_MOST);
  return {
    code: 'unknown_command',
    typed,
    details: { line: Array.from(line).slice(0, SHOWN_LETTERS).join('') },
    ...(near.length > 0 ? { choices: near.map(({ name }) => name) } : {}),
  };
}
