import type { Scene } from '../domain/scene';
import type { AskedBinding } from '../domain/services/bindings';
import { correctionFor, type Draft } from '../domain/services/bulletins';
import type { Round } from '../domain/task';
import type { View } from '../words/templates';
import { bulletinView, type Outage } from './bulletin-view';
import type { Push } from './command';
import { draftChoices } from './draft-choices';
import type { Say } from './say';

type SayingScene = Scene & { readonly say: Say };

/** Asks the admins: in the bureau's own group, or each in private where there is none. */
function askBureau({ register }: Scene, question: Omit<Push, 'to' | 'askOf'>): Push[] {
  const ask = { ...question, askOf: register.admins() };
  const bureau = register.bureauGroup;
  return bureau
    ? [{ ...ask, to: { groupId: bureau.id } }]
    : register.admins().map((person) => ({ ...ask, to: { person } }));
}

/** Shows a draft of a 通报, with the choices that any admin may take. */
export const draftPush = (made: Draft, scene: SayingScene, outage?: Outage): Push[] =>
  askBureau(scene, {
    template: 'task/bulletin-draft',
    view: bulletinView(made, scene.say, outage),
    choices: draftChoices(made.bulletin.id),
  });

/** Corrections for published rounds whose facts have just changed (domain decision 15). */
export async function correctionPushes(scene: SayingScene, rounds: readonly Round[]): Promise<Push[]> {
  return (await correctionFor(scene, rounds)).flatMap((made) => draftPush(made, scene));
}

/** Shows a request to be bound, and what is odd about it. */
export function bindQuestion(
  { request, isKnown, isTaken, isRepeated }: AskedBinding,
  post: string | undefined,
  scene: SayingScene,
): { view: View; pushes: Push[] } {
  const { code, name, unitId } = request;
  const view = {
    code,
    name,
    unit: scene.say.unit(unitId),
    post: post ?? '',
    known: isKnown,
    taken: isTaken,
    again: isRepeated,
  };
  const choices = ['同意', '不同意'].map((label) => ({ label, say: `/${label}绑定 ${code}` }));
  if (isRepeated) return { view, pushes: [] };
  return { view, pushes: askBureau(scene, { template: 'office/bind-question', view, choices }) };
}
