import type { Command } from './command';

/** A command with the folder that it lies in: its section of the help. */
export interface RegisteredCommand extends Command {
  readonly section: string;
}

/** Two commands share a name or an intent: the start is stopped and both are named. */
export class CommandClash extends Error {}

export interface Registry {
  readonly commands: readonly RegisteredCommand[];
  of(intent: string): RegisteredCommand | undefined;
}

/** Checks that no two commands claim the same intent, name or alias. `file` is said in the error. */
export function createRegistry(
  found: readonly { readonly file: string; readonly section: string; readonly command: Command }[],
): Registry {
  const owners = new Map<string, string>();
  for (const { file, command } of found) {
    for (const key of [`intent ${command.intent}`, ...command.names.map((name) => `name ${name}`)]) {
      const owner = owners.get(key);
      if (owner !== undefined) throw new CommandClash(`${file} and ${owner} both claim the ${key}`);
      owners.set(key, file);
    }
  }
  const commands = found.map(({ section, command }) => ({ ...command, section }));
  const byIntent = new Map(commands.map((command) => [command.intent, command]));
  return { commands, of: (intent) => byIntent.get(intent) };
}
