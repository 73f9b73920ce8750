import { targetsOf } from '../../domain/audience';
import type { CommandContext } from '../command';

/** The units that a question is about; without words the asker's own, for the bureau those of the group or all. */
export function unitsAsked(
  { register, actor, group }: CommandContext,
  targets: readonly string[] | undefined,
): readonly string[] {
  const own = register.unit(actor.unitId);
  if (!targets?.length && own && own.kind !== 'bureau') return [own.id];
  return targetsOf(register, targets, group?.id);
}
