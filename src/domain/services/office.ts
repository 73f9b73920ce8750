import { randomUUID } from 'node:crypto';
import { MistakeError } from '../mistakes';
import type { Group, Person, Post, Unit } from '../register';
import type { ActorScene, Scene } from '../scene';
import { enter } from './ledger';

/** Gives a post another holder from today on, or none. Everything that hangs on the post follows. */
export async function holderChanged(
  scene: Scene,
  { postId, personId }: { postId: string; personId: string | undefined },
): Promise<void> {
  const post = scene.register.posts.find((each) => each.id === postId);
  if (!post) return;
  if (post.holderId !== undefined) {
    await scene.tx.register.addHolding({ postId, personId: post.holderId, from: post.since, to: scene.today });
  }
  const { holderId: _, ...vacant } = post;
  await scene.tx.register.putPost({
    ...vacant,
    since: scene.today,
    ...(personId === undefined ? {} : { holderId: personId }),
  });
  await handOver(scene, post.holderId, personId);
  await scene.tx.register.touch();
}

/** Areas hang on posts too: whoever comes into the post has the areas of whoever leaves it. */
async function handOver({ tx, register }: Scene, from: string | undefined, to: string | undefined): Promise<void> {
  if (from === undefined || to === undefined) return;
  for (const team of register.teams.filter(({ leadId, leaderId }) => leadId === from || leaderId === from))
    await tx.register.putTeam({
      ...team,
      ...(team.leadId === from ? { leadId: to } : {}),
      ...(team.leaderId === from ? { leaderId: to } : {}),
    });
}

export interface PostChange {
  readonly post: Post;
  readonly before?: Person;
  readonly after: Person;
  /** The new holder was not on the register: they still have to bind themselves. */
  readonly isNew: boolean;
  readonly number: string;
}

/** 职务变动: the post is found by its name and its old holder; the new one by name, or entered. */
export async function changePost(
  scene: ActorScene,
  change: { post: string; old?: string | undefined; next: string; unitId?: string },
): Promise<PostChange> {
  const post = findPost(scene, change);
  const before = scene.register.person(post.holderId);
  const known = scene.register.peopleNamed(change.next, post.unitId);
  if (known.length > 1) throw new MistakeError({ code: 'ambiguous_target', typed: change.next });
  if (before && known[0]?.id === before.id) throw new MistakeError({ code: 'same_person', typed: change.next });
  const after: Person = known[0] ?? {
    id: randomUUID(),
    name: change.next,
    unitId: post.unitId,
    role: 'staff',
    active: true,
  };
  if (!known[0]) await scene.tx.register.putPerson(after);
  await holderChanged(scene, { postId: post.id, personId: after.id });
  const data = { postId: post.id, before: before?.id ?? '', after: after.id };
  const record = await enter(scene, { kind: 'post', unitId: post.unitId, days: [scene.today, scene.today], data });
  return { post, after, isNew: !known[0], number: record.id, ...(before ? { before } : {}) };
}

/** Titles are shortened when typed: 福利办主任 is 福利办公室主任. */
const fitsTitle = (typed: string, title: string): boolean => {
  let at = 0;
  for (const char of title) if (char === typed[at]) at += 1;
  return at === typed.length;
};

/** A title may stand behind its unit's name: 康宁院长. */
function titleIn(typed: string, unit: Unit | undefined): string {
  const names = unit ? [unit.name, ...unit.aliases].sort((a, b) => b.length - a.length) : [];
  const name = names.find((each) => typed.startsWith(each) && typed.length > each.length);
  return name === undefined ? typed : typed.slice(name.length);
}

function findPost(
  scene: Scene,
  { post: typed, old, unitId }: { post: string; old?: string | undefined; unitId?: string },
): Post {
  const titleOf = (post: Post): string => titleIn(typed, scene.register.unit(post.unitId));
  const fitting = scene.register.posts.filter(
    (post) =>
      fitsTitle(titleOf(post), post.name) &&
      (unitId === undefined || post.unitId === unitId) &&
      (old === undefined || scene.register.person(post.holderId)?.name === old),
  );
  const exact = fitting.filter((post) => titleOf(post) === post.name);
  const [post, second] = exact.length > 0 ? exact : fitting;
  if (!post) throw new MistakeError({ code: 'ambiguous_target', typed, details: { none: true } });
  if (second)
    throw new MistakeError({
      code: 'ambiguous_target',
      typed,
      choices: fitting.map((each) => `${scene.register.shortName(each.unitId)}${each.name}`),
    });
  return post;
}

/** Binds a userid to a person of a unit: the one of that name, or a new one. */
export async function bindPerson(
  scene: Scene,
  { userid, name, unitId }: { userid: string; name: string; unitId: string },
): Promise<Person> {
  const earlier = scene.register.personOf(userid);
  const namesakes = scene.register.peopleNamed(name, unitId);
  const known = namesakes.find((person) => person.userid === undefined) ?? namesakes[0];
  if (earlier && earlier.id !== known?.id) {
    const { userid: _, ...unbound } = earlier;
    await scene.tx.register.putPerson(unbound);
  }
  const person: Person = { ...(known ?? { id: randomUUID(), name, unitId, role: 'staff', active: true }), userid };
  await scene.tx.register.putPerson(person);
  await scene.tx.register.touch();
  return person;
}

/** The first admin, by the one-time code of the log. */
export async function firstAdmin(scene: Scene, { userid, name }: { userid: string; name: string }): Promise<Person> {
  const known = scene.register.personOf(userid);
  const person: Person = { ...(known ?? { id: randomUUID(), name, active: true }), userid, role: 'admin' };
  await scene.tx.register.putPerson(person);
  await scene.tx.register.touch();
  return person;
}

/** Gives the chat that a message came from its place in the register. */
export async function bindGroup(scene: Scene, { chatId, name }: { chatId: string; name: string }): Promise<Group> {
  const known = scene.register.groups.find((group) => group.name === name || group.id === name);
  const group: Group = { ...(known ?? { id: chatId, name, unitIds: [], bureau: false }), chatId };
  await scene.tx.register.putGroup(group);
  await scene.tx.register.touch();
  return group;
}

/** Enters an institution, or changes what was typed of it. */
export async function enterUnit(
  scene: ActorScene,
  {
    id,
    head,
    ...facts
  }: {
    id?: string;
    name: string;
    aliases?: readonly string[];
    elders?: number;
    beds?: number;
    type?: string;
    town?: string;
    head?: { name: string; phone?: string };
  },
): Promise<{ unit: Unit; isNew: boolean }> {
  const known = scene.register.unit(id);
  const order = Math.max(0, ...scene.register.units.map((unit) => unit.order)) + 1;
  const base: Unit = known ?? {
    id: randomUUID(),
    kind: 'institution',
    name: facts.name,
    aliases: [],
    order,
    active: true,
  };
  const aliases = [...new Set([...base.aliases, ...(facts.aliases ?? [])])];
  const unit: Unit = { ...base, ...facts, name: known ? known.name : facts.name, aliases };
  await scene.tx.register.putUnit(unit);
  if (head) await enterHead(scene, unit, head);
  await scene.tx.register.touch();
  return { unit, isNew: known === undefined };
}

async function enterHead(scene: Scene, unit: Unit, head: { name: string; phone?: string }): Promise<void> {
  const known = scene.register.peopleNamed(head.name, unit.id)[0];
  const mobile = head.phone === undefined ? {} : { mobile: head.phone };
  const person: Person = {
    ...(known ?? { id: randomUUID(), name: head.name, unitId: unit.id, role: 'staff', active: true }),
    ...mobile,
  };
  await scene.tx.register.putPerson(person);
  const post = scene.register.posts.find((each) => each.unitId === unit.id && each.role === 'head');
  if (post?.holderId === person.id) return;
  if (post?.holderId)
    await scene.tx.register.addHolding({ postId: post.id, personId: post.holderId, from: post.since, to: scene.today });
  const name = post?.name ?? HEAD_POST;
  await scene.tx.register.putPost({
    id: post?.id ?? `${unit.id}/head`,
    unitId: unit.id,
    name,
    role: 'head',
    since: scene.today,
    holderId: person.id,
  });
}

/** Name of the post when none was typed; the words are in the templates. */
const HEAD_POST = 'head';
