import { Markdown } from '../words/templates';
import { type Desk, enqueue } from './outgoing';

/** Tells the bureau's group what could not be said to a person in private, so that somebody passes it on. */
export async function tellUndelivered(
  desk: Desk,
  { userid, markdown }: { userid: string; markdown: string },
): Promise<void> {
  const { register } = desk;
  const bureau = register.bureauGroup;
  const person = register.personOf(userid);
  if (!bureau) return;
  const unit = person?.unitId === undefined ? '' : register.shortName(person.unitId);
  // Whoever was refused a binding is on no register: the text itself says whom it is for.
  const view = { who: `${unit}${person?.name ?? ''}`, account: person ? '' : userid, text: new Markdown(markdown) };
  await enqueue(desk, [{ to: { groupId: bureau.id }, template: 'task/undelivered', view, trouble: true }]);
}
