import { type Mistake, MistakeError } from '../domain/mistakes';
import { fitsPlace, reachOf } from '../domain/policy';
import type { Reading } from '../reading/reading';
import type { CommandContext, Reply } from './command';
import type { RegisteredCommand } from './registry';

/** where, then allow. */
export function guard(command: RegisteredCommand, context: CommandContext): void {
  if (!fitsPlace(command.where, context.place)) throw new MistakeError(elsewhere(command));
  if (reachOf(command.allow, context.actor.role) !== 'no') return;
  throw new MistakeError({
    code: context.actor.role === 'guest' ? 'unknown_sender' : 'no_permission',
    typed: command.names[0] ?? '',
  });
}

/** Where it may be typed instead. */
const elsewhere = ({ where }: RegisteredCommand): Mistake =>
  where === 'group' ? { code: 'group_only' } : { code: 'private_only', details: { office: where === 'office' } };

type Values = Readonly<Record<string, unknown>>;

/** The command with the values of a reading; several records are one call where the command takes them so. */
export async function run(
  command: RegisteredCommand,
  reading: Reading,
  context: CommandContext,
): Promise<Reply | undefined> {
  const many = reading.slots['multi'] as readonly Values[] | undefined;
  if (!many) return command.run(reading.slots as never, context);
  if (command.runMany) return command.runMany(many as never, context);
  const replies: Reply[] = [];
  for (const values of many) {
    const one = await command.run(values as never, context);
    if (one) replies.push(one);
  }
  return { template: 'report/several', view: { replies }, pushes: replies.flatMap((each) => each.pushes ?? []) };
}
