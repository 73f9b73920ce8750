import { areaOf } from '../../domain/areas';
import { targetsOf } from '../../domain/audience';
import { MistakeError } from '../../domain/mistakes';
import type { CommandContext } from '../command';

/**
 * The units that a question is about: those named, else the sender's own, else the sender's area. In private a team and
 * a town see their own area only.
 */
export function unitsAsked(
  { register, actor, group, place }: CommandContext,
  targets: readonly string[] | undefined,
): readonly string[] {
  const area = actor.role === 'admin' || !actor.person ? undefined : areaOf(register, actor.person);
  const own = register.unit(actor.unitId);
  if (!targets?.length && !area && own && own.kind !== 'bureau') return [own.id];
  if (!area) return targetsOf(register, targets, group?.id);
  if (!targets?.length) return area;
  const named = targetsOf(register, targets, group?.id);
  if (place !== 'private') return named;
  const inside = named.filter((id) => area.includes(id));
  if (inside.length === 0) throw new MistakeError({ code: 'no_permission', typed: register.shortName(named[0] ?? '') });
  return inside;
}
