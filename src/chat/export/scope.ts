import { areaOf } from '../../domain/areas';
import { targetsOf } from '../../domain/audience';
import { MistakeError } from '../../domain/mistakes';
import type { CommandContext } from '../command';

/** Does this person answer for the whole county? */
export const isWhole = ({ actor, register }: CommandContext): boolean =>
  actor.role === 'admin' ||
  (actor.role === 'leader' && (actor.person === undefined || areaOf(register, actor.person) === undefined));

/** Units whose records this person may take away: everybody's, those of the own area, or the own unit's. */
function takenBy(context: CommandContext): readonly string[] {
  const { register, actor } = context;
  const units = register.units.filter(({ active }) => active).sort((a, b) => a.order - b.order);
  if (isWhole(context)) return units.map(({ id }) => id);
  const area = actor.person && areaOf(register, actor.person);
  const own = area ?? (actor.unitId === undefined || isBureau(context) ? [] : [actor.unitId]);
  return units.map(({ id }) => id).filter((id) => own.includes(id));
}

/** Who works in the bureau without an area has no unit of their own to take a list of. */
const isBureau = ({ register, actor }: CommandContext): boolean => register.unit(actor.unitId)?.kind === 'bureau';

/**
 * The units of an export: those named, else all that this person may take away.
 *
 * @throws MistakeError `no_permission` for units of others; `private_only` in a group of institutions, but for the own
 *   unit's list in the own group: a file can be passed on by everybody who sees it
 */
export function unitsTaken(context: CommandContext, targets: readonly string[] | undefined): readonly string[] {
  const { register, actor, group, place } = context;
  const mine = takenBy(context);
  const asked = targets?.length ? targetsOf(register, targets, undefined) : mine;
  const foreign = asked.find((id) => !mine.includes(id));
  if (foreign !== undefined || asked.length === 0)
    throw new MistakeError({ code: 'no_permission', typed: foreign === undefined ? '' : register.shortName(foreign) });
  const [only = ''] = asked;
  const isOwn = asked.length === 1 && only === actor.unitId && group?.unitIds.includes(only) === true;
  if (context.chatId !== undefined && place !== 'bureau' && !isOwn)
    throw new MistakeError({ code: 'private_only', details: { office: true } });
  return asked;
}

/** What concerns the whole county: for those who answer for it, where no institution reads. */
export function demandWhole(context: CommandContext, typed: string): void {
  if (!isWhole(context)) throw new MistakeError({ code: 'no_permission', typed });
  if (context.chatId !== undefined && context.place !== 'bureau')
    throw new MistakeError({ code: 'private_only', details: { office: true } });
}
