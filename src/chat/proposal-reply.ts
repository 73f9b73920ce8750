import type { Proposal } from '../domain/proposal';
import { isPending } from '../domain/services/proposals';
import { type CommandContext, reply, type Reply } from './command';
import { proposalChoices, proposalView } from './proposal-view';

/** Shows a proposal with its choices. In the bureau's group every admin may take them, elsewhere the sender. */
export function proposalReply(
  proposal: Proposal,
  context: CommandContext,
  { again = false, changed = false }: { again?: boolean; changed?: boolean } = {},
): Reply {
  const { actor, group, register } = context;
  const done = proposal.state === 'created' && !proposal.items.some(isPending);
  const view = { ...proposalView(proposal, context), again: again && !done, changed, done };
  if (done) return reply('task/proposal', view);
  const askOf = group?.bureau ? register.admins() : actor.person ? [actor.person] : [];
  return reply('task/proposal', view, { choices: proposalChoices(proposal), askOf });
}
