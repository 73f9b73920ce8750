import type { Actor } from '../../domain/scene';
import type { LedgerRecord } from '../../domain/ledger';
import { actorId } from '../../domain/scene';
import type { CommandContext } from '../command';
import type { Gathered } from './gathered';

export interface Heeded {
  readonly record: LedgerRecord;
  readonly how: 'new' | 'edited' | 'unchanged';
}

/** The unit's own person, as far as the name told who it was; else whoever pasted it speaks for the unit. */
function actorOf(context: CommandContext, { entry, unitId = '' }: Gathered): Actor {
  const { register, actor } = context;
  const named = register.person(entry.speaker?.personId);
  const speaker = named?.unitId === unitId ? named : undefined;
  const person = speaker ?? actor.person;
  const role = register.unit(unitId)?.kind === 'town' ? 'town' : 'staff';
  return {
    userid: speaker?.userid ?? actor.userid,
    ...(person ? { person } : {}),
    unitId,
    role: speaker && register.roleOf(speaker) === 'head' ? 'head' : role,
  };
}

export interface Spoken {
  /** The unit speaks, as if it had typed it; else whoever pasted it. */
  readonly asUnit: boolean;
  /** Fills with what the words make. */
  readonly heeded: Heeded[];
}

/** The context in which a line is settled. */
export function spokenFor(context: CommandContext, gathered: Gathered, { asUnit, heeded }: Spoken): CommandContext {
  return {
    ...context,
    // Files of the paste are nobody's evidence.
    files: [],
    text: gathered.entry.text,
    actor: asUnit ? actorOf(context, gathered) : context.actor,
    passedOn: {
      ...(asUnit ? { enteredBy: actorId(context.actor) } : {}),
      ...(gathered.line ? { line: gathered.line } : {}),
      heed: (record, how) => heeded.push({ record, how }),
    },
  };
}
