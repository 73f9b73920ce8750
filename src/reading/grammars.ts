import { checklistSlotsFor, KNOWN_LISTS, type ListSizes } from './intents/checklist';
import type { Grammar } from './reading';
import { VOCABULARY } from './vocabulary';

/**
 * The grammars of the commands, and of every other intent of the vocabulary. Words of the vocabulary that no command
 * owns stay with their intent, so that they are never taken for something else.
 */
export function grammarsWith(commands: readonly Grammar[], lists: ListSizes = KNOWN_LISTS): Grammar[] {
  const owned = new Set(commands.flatMap((command) => command.names));
  const byIntent = new Map(commands.map((command) => [command.intent, command]));
  const free = (names: readonly string[]): readonly string[] => names.filter((name) => !owned.has(name));
  const known = VOCABULARY.map((grammar) => {
    const command = byIntent.get(grammar.intent);
    return command
      ? { ...command, names: [...command.names, ...free(grammar.names)] }
      : { ...grammar, names: free(grammar.names) };
  });
  const more = commands.filter((command) => !VOCABULARY.some(({ intent }) => intent === command.intent));
  return [...known, ...more].map((each) => (each.intent === 'checklist' ? withLists(each, lists) : each));
}

/** Each list is typed by its own names. */
const withLists = (grammar: Grammar, lists: ListSizes): Grammar => ({
  ...grammar,
  names: [...new Set([...grammar.names, ...Object.keys(lists)])],
  slots: checklistSlotsFor({ ...KNOWN_LISTS, ...lists }),
});
