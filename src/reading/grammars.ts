import type { Grammar } from './reading';
import { VOCABULARY } from './vocabulary';

/** The grammars of the commands, and of every other intent of the vocabulary, without words that a command owns. */
export function grammarsWith(commands: readonly Grammar[]): Grammar[] {
  const intents = new Set(commands.map((command) => command.intent));
  const names = new Set(commands.flatMap((command) => command.names));
  const others = VOCABULARY.filter((grammar) => !intents.has(grammar.intent));
  return [
    ...commands,
    ...others.map((grammar) => ({ ...grammar, names: grammar.names.filter((name) => !names.has(name)) })),
  ];
}
