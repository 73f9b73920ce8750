import type { Tx } from '../domain/ports';
import { isEncrypted, type Register } from '../domain/register-index';
import type { Group, Person } from '../domain/register';
import { afterQuiet } from '../domain/steps';
import { HOUR, type Instant } from '../lib/time';
import type { Templates } from '../words/templates';
import type { Mention, PushRoute } from './channel';
import type { Push } from './command';
import type { Choice } from './message';

/** What lies in the outbox beside its route. */
export interface OutgoingBody {
  readonly markdown: string;
  readonly choices: readonly Choice[];
  readonly mentions: readonly Mention[];
  /** The channel that must carry it, where there is one of this name. */
  readonly by?: string;
  /** Not in the quiet hours, also when it was due before them and could not be sent. */
  readonly calm?: true;
}

/** How long a choice can be answered by its number. Drafts wait longer than a question does. */
export const CHOICE_HOURS = 72;

const mention = (register: Register, { userid, mobile, name, unitId }: Person): Mention => ({
  // A webhook may not know an encrypted userid (protocol 5.3); a number always rings.
  ...(userid === undefined || (isEncrypted(userid) && mobile !== undefined) ? {} : { userid }),
  ...(mobile === undefined ? {} : { mobile }),
  name,
  ...(unitId === undefined ? {} : { unit: register.shortName(unitId) }),
});

export interface Desk {
  readonly tx: Tx;
  readonly register: Register;
  readonly templates: Templates;
  readonly now: Instant;
}

/** Writes pushes and puts them into the outbox; those who may answer by number get an open question. */
export async function enqueue(desk: Desk, pushes: readonly Push[]): Promise<readonly Push[]> {
  const unreachable: Push[] = [];
  for (const push of pushes) {
    const route = routeOf(desk.register, push);
    if (!route) {
      unreachable.push(push);
      continue;
    }
    const dueAt = push.dueAt ?? desk.now;
    const body: OutgoingBody = {
      markdown: desk.templates.render(push.template, push.view),
      choices: push.choices ?? [],
      // In private there is nobody else to be named.
      mentions: route.kind === 'person' ? [] : (push.mentions ?? []).map((person) => mention(desk.register, person)),
      ...(push.by === undefined ? {} : { by: push.by }),
      ...(push.urgent ? {} : { calm: true }),
    };
    await desk.tx.outbox.add({
      route: JSON.stringify(route),
      body: JSON.stringify(body),
      sortAt: dueAt,
      place: route.kind === 'group' ? placeOf(desk.register, push, route.chatId) : `person:${route.userid}`,
      notBefore: push.urgent ? desk.now : afterQuiet(desk.now),
    });
    await ask(desk, push, route);
  }
  return unreachable;
}

function routeOf(register: Register, { to }: Push): PushRoute | undefined {
  if ('groupId' in to) {
    const group: Group | undefined = register.group(to.groupId);
    return group?.chatId === undefined ? undefined : { kind: 'group', chatId: group.chatId };
  }
  return to.person.userid === undefined ? undefined : { kind: 'person', userid: to.person.userid };
}

/** Groups are served in the order of their ids in the register. */
const placeOf = (register: Register, { to }: Push, chatId: string): string =>
  'groupId' in to ? (register.group(to.groupId)?.id ?? chatId) : chatId;

async function ask({ tx, now }: Desk, { choices, askOf }: Push, route: PushRoute): Promise<void> {
  if (!choices || choices.length === 0) return;
  for (const person of askOf ?? []) {
    if (person.userid === undefined) continue;
    await tx.questions.ask({
      owner: person.userid,
      chatId: route.kind === 'group' ? route.chatId : '',
      said: '',
      choices,
      expiresAt: now + CHOICE_HOURS * HOUR,
    });
  }
}
