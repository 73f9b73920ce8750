import type { Tx } from '../domain/ports';
import { isEncrypted, type Register } from '../domain/register-index';
import type { Group, Person } from '../domain/register';
import { afterQuiet } from '../domain/steps';
import type { KeepWorkbook, OutFile, Workbook } from '../domain/workbook';
import { HOUR, type Instant } from '../lib/time';
import type { Templates } from '../words/templates';
import type { Mention, PushRoute } from './channel';
import type { Push } from './command';
import type { Choice, Inbound } from './message';

/** What lies in the outbox beside its route. */
export interface OutgoingBody {
  readonly markdown: string;
  readonly choices: readonly Choice[];
  readonly mentions: readonly Mention[];
  /** The channel that must carry it, where there is one of this name. */
  readonly by?: string;
  /** Not in the quiet hours, also when it was due before them and could not be sent. */
  readonly calm?: true;
  /** Number of what it announces: taken back before this is sent, it is not sent. */
  readonly about?: string;
  /** It tells that something else did not arrive: lost itself, it is not told once more around. */
  readonly trouble?: true;
  /** A file instead of words: a row of its own behind them. */
  readonly file?: OutFile;
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
  /** Keeps a file before the row that names it is written: a crash leaves at most a file that nobody asks for. */
  readonly keepFile: KeepWorkbook;
}

/** Writes pushes and puts them into the outbox; those who may answer by number get an open question. */
export async function enqueue(desk: Desk, pushes: readonly Push[]): Promise<readonly Push[]> {
  const unreachable: Push[] = [];
  const kept = new Map<Workbook, OutFile>();
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
      ...(push.trouble && { trouble: true }),
      ...(push.about === undefined ? {} : { about: push.about }),
    };
    const row = {
      route: JSON.stringify(route),
      sortAt: dueAt,
      place: route.kind === 'group' ? placeOf(desk.register, push, route.chatId) : `person:${route.userid}`,
      notBefore: push.urgent ? desk.now : afterQuiet(desk.now),
    };
    await desk.tx.outbox.add({ ...row, body: JSON.stringify(body) });
    if (push.file) {
      const file = kept.get(push.file) ?? (await desk.keepFile(push.file)).file;
      kept.set(push.file, file);
      const { by, calm } = body;
      await desk.tx.outbox.add({ ...row, body: fileBody(file, { ...(by && { by }), ...(calm && { calm }) }) });
    }
    await ask(desk, push, route);
  }
  return unreachable;
}

const fileBody = (file: OutFile, more: Pick<OutgoingBody, 'by' | 'calm'> = {}): string =>
  JSON.stringify({ markdown: '', choices: [], mentions: [], file, ...more } satisfies OutgoingBody);

/** A file that somebody asked for: into the conversation, behind the answer, at any hour. */
export const enqueueFile = (
  { tx, now }: Pick<Desk, 'tx' | 'now'>,
  { chatId, userid }: Pick<Inbound, 'chatId' | 'userid'>,
  { file, notBefore }: { file: OutFile; notBefore: Instant },
): Promise<void> => {
  const route: PushRoute = chatId === undefined ? { kind: 'person', userid } : { kind: 'group', chatId };
  // An answer that goes through the outbox has the time of its message.
  return tx.outbox.add({ route: JSON.stringify(route), body: fileBody(file), sortAt: now + 1, place: '', notBefore });
};

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
