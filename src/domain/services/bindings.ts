import { randomInt } from 'node:crypto';
import { DAY, type Instant } from '../../lib/time';
import { forgetWebhookLost, heardIn } from '../checkup/traces';
import { MistakeError } from '../mistakes';
import type { Group, Person, Unit } from '../register';
import { type Register, sameUserid } from '../register-index';
import type { ActorScene, Scene } from '../scene';
import type { Named } from '../values';
import { bindGroup, bindPerson, enterUnit, firstAdmin } from './office';

/** Somebody says who they are; an admin decides. Kept under `bind:<code>` until then. */
export interface BindRequest {
  readonly code: string;
  readonly userid: string;
  readonly name: string;
  readonly unitId: string;
  readonly at: Instant;
}

/** A request that nobody answered is forgotten after this long. */
const VALID = 7 * DAY;
/** Setting of the one-time code by which the first admin names themself; emptied when it was used. */
export const FIRST_ADMIN_CODE = 'first-admin-code';
const webhookOf = ({ id }: Group): string => `webhook:${id}`;
const keyOf = (code: string): string => `bind:${code}`;

async function requestAt(scene: Scene, code: string): Promise<BindRequest | undefined> {
  const text = await scene.tx.settings.get(keyOf(code));
  const request = text ? (JSON.parse(text) as BindRequest) : undefined;
  return request && scene.now - request.at <= VALID ? request : undefined;
}

export interface AskedBinding {
  readonly request: BindRequest;
  /** The register has this name in this unit. */
  readonly isKnown: boolean;
  /** Another account is bound to that person: the admin is warned. */
  readonly isTaken: boolean;
  /** Asked again within a day: the admins know. */
  readonly isRepeated: boolean;
}

/** Asks an admin to bind the sender's account to a person of a unit. */
export async function askBinding(
  scene: ActorScene,
  wish: { unitId: string; name: string; post?: string | undefined },
): Promise<AskedBinding> {
  const { register, actor } = scene;
  if (actor.person?.name === wish.name && actor.unitId === wish.unitId) {
    throw new MistakeError({ code: 'wrong_state', typed: wish.name, details: { bound: true } });
  }
  const known = register.peopleNamed(wish.name, wish.unitId);
  const free = known.some(
    (person) => person.userid === undefined || sameUserid(person.userid) === sameUserid(actor.userid),
  );
  const view = { isKnown: known.length > 0, isTaken: known.length > 0 && !free };
  const before = await pendingBinding(scene);
  const isSame = before?.name === wish.name && before.unitId === wish.unitId;
  if (before && isSame && scene.now - before.at < DAY) return { request: before, ...view, isRepeated: true };
  // Who asks for something else has been mistaken: what they asked before cannot be agreed to any more.
  if (before) await scene.tx.settings.set(keyOf(before.code), '');
  const request: BindRequest = {
    code: await freeCode(scene),
    userid: actor.userid,
    name: wish.name,
    unitId: wish.unitId,
    at: scene.now,
  };
  await scene.tx.settings.set(keyOf(request.code), JSON.stringify(request));
  return { request, ...view, isRepeated: false };
}

/** What somebody has asked for and nobody has answered yet, the latest. */
export async function pendingBinding(scene: ActorScene): Promise<BindRequest | undefined> {
  const kept = await scene.tx.settings.startingWith(keyOf(''));
  const mine = kept
    .filter(({ value }) => value !== '')
    .map(({ value }) => JSON.parse(value) as BindRequest)
    .filter(({ userid, at }) => sameUserid(userid) === sameUserid(scene.actor.userid) && scene.now - at <= VALID);
  return mine.sort((a, b) => b.at - a.at)[0];
}

async function freeCode(scene: Scene): Promise<string> {
  for (;;) {
    const code = String(randomInt(1000, 10_000));
    if (!(await requestAt(scene, code))) return code;
  }
}

/** An admin's decision. Whoever asked is told; the code is used up. */
export async function answerBinding(
  scene: ActorScene,
  { code, agreed }: { code: string; agreed: boolean },
): Promise<{ request: BindRequest; person: Person }> {
  const request = await requestAt(scene, code);
  if (!request) throw new MistakeError({ code: 'expired', typed: code, details: { binding: true } });
  await scene.tx.settings.set(keyOf(code), '');
  const { userid, name, unitId } = request;
  const person = agreed
    ? await bindPerson(scene, { userid, name, unitId })
    : { id: userid, userid, name, role: 'guest' as const, active: true };
  return { request, person };
}

/** The one-time code of the log makes its reader the first admin. */
export async function nameFirstAdmin(
  scene: ActorScene,
  { code, name, inGroup }: { code: string; name: string; inGroup: boolean },
): Promise<Person> {
  if (inGroup) throw new MistakeError({ code: 'private_only', details: { secret: true } });
  const expected = await scene.tx.settings.get(FIRST_ADMIN_CODE);
  if (!expected || expected.toLowerCase() !== code.toLowerCase())
    throw new MistakeError({ code: 'expired', details: { code: true } });
  await scene.tx.settings.set(FIRST_ADMIN_CODE, '');
  return firstAdmin(scene, { userid: scene.actor.userid, name });
}

function onlyAdmin({ actor }: ActorScene): void {
  if (actor.role !== 'admin')
    throw new MistakeError({ code: actor.role === 'guest' ? 'unknown_sender' : 'no_permission' });
}

export const groupNamed = ({ groups }: Register, name: string): Group | undefined =>
  groups.find((each) => each.name === name || each.id === name);

/** Groups of the register of which no chat is known yet. */
export const unboundGroups = ({ groups }: Register): readonly Group[] =>
  groups.filter((each) => each.chatId === undefined);

export type BoundChat =
  /** Nothing was done: the register has no such group (`new`), or it has another chat (`move`). */
  | { readonly ask: 'new' | 'move' }
  | {
      readonly group: Group;
      /** What this chat was until now. */
      readonly before?: Group;
      /** The group had another chat until now. */
      readonly moved: boolean;
    };

/**
 * Gives this chat its place in the register; a chat has one place, a place one chat. Ids of chats belong to a bot: with
 * another bot every group moves once.
 */
export async function bindChat(
  scene: ActorScene,
  { chatId, name, sure, example }: { chatId: string | undefined; name: string; sure: boolean; example: string },
): Promise<BoundChat> {
  onlyAdmin(scene);
  if (chatId === undefined) throw new MistakeError({ code: 'group_only', details: { example } });
  const { register } = scene;
  const known = groupNamed(register, name);
  const other = known?.chatId === chatId ? undefined : known?.chatId;
  // An id that came with the register, and that nobody has spoken from, is nobody's loss.
  const moved = other !== undefined && (await heardIn(scene.tx)).has(other);
  if (!sure && moved) return { ask: 'move' };
  if (!sure && !known && register.groups.length > 0) return { ask: 'new' };
  const before = register.groupOfChat(chatId);
  if (!before || before.id === known?.id) return { group: await bindGroup(scene, { chatId, name }), moved };
  const { chatId: _, ...unbound } = before;
  await scene.tx.register.putGroup(unbound);
  return { group: await bindGroup(scene, { chatId, name }), before, moved };
}

/** A group robot's address: the key in it lets anybody write to the group, so it is stored apart and never said. */
const WEBHOOK = /^https?:\/\/[\w.-]+(?::\d+)?\/cgi-bin\/webhook\/send\?key=[\w-]{8,}$/;

export interface WebhookWish {
  /** Of the group. */
  readonly name: string;
  readonly url: string;
  readonly usable: (address: string) => boolean;
  /** A line that works. */
  readonly example: string;
}

export async function bindWebhook(
  scene: ActorScene,
  { name, url, usable, example }: WebhookWish,
): Promise<{ group: Group /** Whose it is already; then nothing was done. */; taken?: Group }> {
  onlyAdmin(scene);
  const { register, tx } = scene;
  const group = groupNamed(register, name);
  if (!group)
    throw new MistakeError({
      code: 'ambiguous_target',
      typed: name,
      details: { noGroup: true, names: register.groups.map((each) => each.name), example },
    });
  if (!WEBHOOK.test(url) || !usable(url))
    throw new MistakeError({ code: 'bad_enum', details: { webhook: true, example } });
  for (const other of register.groups) {
    if (other.id !== group.id && (await tx.secrets.get(webhookOf(other))) === url) return { group, taken: other };
  }
  await tx.secrets.put(webhookOf(group), url);
  await forgetWebhookLost(tx, group.id);
  return { group };
}

export interface UnitFacts {
  readonly inst?: string | undefined;
  readonly name: string;
  readonly aliases?: readonly string[] | undefined;
  readonly head?: readonly Named[] | undefined;
  readonly beds?: number | undefined;
  readonly elders?: number | undefined;
}

export async function registerUnit(
  scene: ActorScene,
  { inst, name, aliases, head, beds, elders }: UnitFacts,
): Promise<{ unit: Unit; isNew: boolean }> {
  onlyAdmin(scene);
  const [first] = head ?? [];
  return enterUnit(scene, {
    name,
    ...(inst === undefined ? {} : { id: inst }),
    ...(aliases ? { aliases } : {}),
    ...(beds === undefined ? {} : { beds }),
    ...(elders === undefined ? {} : { elders }),
    ...(first ? { head: first } : {}),
  });
}
