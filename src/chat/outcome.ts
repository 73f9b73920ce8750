import type { MistakeCode } from '../domain/mistakes';
import { plain } from '../words/escape';
import type { Templates } from '../words/templates';
import type { CommandContext, Reply } from './command';
import type { Inbound, Outcome, Saying } from './message';

/** Mistakes that nobody can mend by tapping again: the thing is over. Any other leaves the card as it was. */
const OVER: ReadonlySet<MistakeCode> = new Set<MistakeCode>(['wrong_state', 'expired', 'stale']);

export const closedByMistake = (code: MistakeCode): Pick<Outcome, 'closes' | 'over'> =>
  OVER.has(code) ? { closes: 'everyone', over: true } : { closes: 'nobody' };

/**
 * What one person did closes the card for that person, what was decided for all closes it for everyone; an answer that
 * waits for more words closes nothing.
 */
export const closedBy = ({ decided, joinTo }: Reply): Outcome['closes'] =>
  decided ? 'everyone' : joinTo === undefined ? 'tapper' : 'nobody';

interface Told {
  readonly templates: Templates;
  readonly context: CommandContext;
}

/** An answer with what the card of a tap is to show: who chose what, and the first line of the answer. */
export function withOutcome(
  saying: Saying,
  { tapped }: Inbound,
  { templates, context, closes, over }: Pick<Outcome, 'closes' | 'over'> & Told,
): Saying {
  if (tapped === undefined) return saying;
  const { actor, say, now } = context;
  const [line = ''] = plain(saying.markdown)
    .split('\n')
    .filter((each) => each.trim() !== '');
  const view = { who: actor.person?.name ?? '', at: say.clock(now), label: tapped, line };
  const text = plain(templates.render('card/outcome', view));
  return { ...saying, outcome: { text, closes, ...(over && { over }) } };
}
