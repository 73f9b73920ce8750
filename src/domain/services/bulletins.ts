import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../lib/time';
import type { Bulletin, BulletinFacts } from '../bulletin';
import { MistakeError } from '../mistakes';
import { actorId, type ActorScene, type Scene } from '../scene';
import type { Due, Round, Task } from '../task';

/** Facts of a round as they are now, units in the register's order (domain decision 13). */
function factsOf(dues: readonly Due[], scene: Scene): BulletinFacts {
  const order = new Map(scene.register.units.map((unit) => [unit.id, unit.order]));
  const sorted = [...dues].sort((a, b) => (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0));
  const of = (...states: readonly Due['state'][]): Due[] => sorted.filter((due) => states.includes(due.state));
  return {
    asOf: scene.now,
    onTime: of('reported').map((due) => due.unitId),
    late: of('late').map((due) => ({ unitId: due.unitId, settledAt: due.settledAt ?? 0, minutes: due.lateMinutes })),
    missing: of('missing', 'incomplete', 'returned').map((due) => ({
      unitId: due.unitId,
      incomplete: due.state !== 'missing',
    })),
    exempt: of('exempt').map((due) => ({ unitId: due.unitId, reason: due.reason ?? '' })),
  };
}

const sameFacts = (a: BulletinFacts, b: BulletinFacts): boolean =>
  isDeepStrictEqual({ ...a, asOf: 0 }, { ...b, asOf: 0 });

/** A bulletin with what its text needs. */
export interface Draft {
  readonly bulletin: Bulletin;
  readonly task: Task;
  readonly round: Round;
}

async function withRound(scene: Scene, bulletin: Bulletin): Promise<Draft> {
  const round = await scene.tx.tasks.round(bulletin.roundId);
  const task = round && (await scene.tx.tasks.task(round.taskId));
  if (!round || !task) throw new MistakeError({ code: 'stale' });
  return { bulletin, task, round };
}

/**
 * The draft of a round as the facts are now: a new one, or the waiting one brought up to date. After publication it is
 * a correction, and only if the facts changed.
 */
export async function draft(scene: Scene, round: Round, previewedBy?: string): Promise<Draft | undefined> {
  const facts = factsOf(await scene.tx.tasks.duesOf(round.id), scene);
  const all = await scene.tx.bulletins.ofRound(round.id);
  const waiting = all.find((bulletin) => bulletin.state === 'draft');
  const published = all.filter((bulletin) => bulletin.state === 'published').at(-1);
  if (!waiting && published && sameFacts(published.facts, facts)) return undefined;
  const preview = previewedBy === undefined ? {} : { previewedBy };
  const bulletin: Bulletin = waiting
    ? refreshed(waiting, facts, previewedBy)
    : {
        id: await scene.tx.ledger.nextNumber('TB'),
        roundId: round.id,
        state: 'draft',
        facts,
        version: 1,
        createdAt: scene.now,
        ...preview,
        ...(published ? { corrects: published.id } : {}),
      };
  await scene.tx.bulletins.put(bulletin);
  return withRound(scene, bulletin);
}

/** The same facts keep their first reader; new facts need a new one. */
function refreshed(waiting: Bulletin, facts: BulletinFacts, previewedBy: string | undefined): Bulletin {
  if (sameFacts(waiting.facts, facts))
    return previewedBy === undefined || waiting.previewedBy ? waiting : { ...waiting, previewedBy };
  const { previewedBy: _, ...rest } = waiting;
  return { ...rest, facts, version: waiting.version + 1, ...(previewedBy === undefined ? {} : { previewedBy }) };
}

export type Confirmation = { readonly outcome: 'second' | 'changed' | 'published'; readonly draft: Draft };

/**
 * One admin's confirmation. The first approves what was shown, a second, other one publishes it; with a single admin
 * on the register the same person does both. If the facts changed since it was shown, it is shown again instead.
 */
export async function confirm(scene: ActorScene, id?: string): Promise<Confirmation> {
  const bulletin = await waitingDraft(scene, id);
  const shown = await withRound(scene, bulletin);
  const me = actorId(scene.actor);
  const facts = factsOf(await scene.tx.tasks.duesOf(bulletin.roundId), scene);
  if (!sameFacts(bulletin.facts, facts)) {
    const changed = { ...refreshed(bulletin, facts, me) };
    await scene.tx.bulletins.put(changed);
    return { outcome: 'changed', draft: { ...shown, bulletin: changed } };
  }
  const alone = scene.register.admins().length === 1;
  if (bulletin.previewedBy === undefined || (bulletin.previewedBy === me && !alone)) {
    const seen: Bulletin = { ...bulletin, previewedBy: me };
    await scene.tx.bulletins.put(seen);
    return { outcome: 'second', draft: { ...shown, bulletin: seen } };
  }
  const published: Bulletin = { ...bulletin, state: 'published', publishedBy: me, publishedAt: scene.now };
  await scene.tx.bulletins.put(published);
  return { outcome: 'published', draft: { ...shown, bulletin: published } };
}

export async function withdraw(scene: ActorScene, id?: string): Promise<Draft> {
  const bulletin = await waitingDraft(scene, id);
  const withdrawn: Bulletin = { ...bulletin, state: 'withdrawn' };
  await scene.tx.bulletins.put(withdrawn);
  return withRound(scene, withdrawn);
}

/** The 通报 of this number, published or not; without one the newest. */
export async function bulletinNamed(scene: Scene, id: string | undefined): Promise<Draft> {
  const found = await (id === undefined ? scene.tx.bulletins.latest() : scene.tx.bulletins.get(id));
  if (!found) throw new MistakeError({ code: 'stale', details: { nothing: true } });
  return withRound(scene, found);
}

async function waitingDraft(scene: Scene, id: string | undefined): Promise<Bulletin> {
  const found = id === undefined ? (await scene.tx.bulletins.drafts())[0] : await scene.tx.bulletins.get(id);
  if (!found) throw new MistakeError({ code: 'stale', details: { nothing: true } });
  if (found.state !== 'draft')
    throw new MistakeError({ code: 'wrong_state', typed: found.id, details: { state: found.state } });
  return found;
}

/** After facts of a published round changed: the correction to show, if one is needed. */
export async function correctionFor(scene: Scene, rounds: readonly Round[]): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const round of rounds) {
    const published = (await scene.tx.bulletins.ofRound(round.id)).some((bulletin) => bulletin.state === 'published');
    const correction = published ? await draft(scene, round) : undefined;
    if (correction) drafts.push(correction);
  }
  return drafts;
}

/** Was the bot down in the last hours before this deadline? Then the draft asks for a check. */
const LAST_HOURS = 3 * 3_600_000;

export async function outageNear(scene: Scene, dueAt: Instant): Promise<{ from: Instant; to: Instant } | undefined> {
  const outages = await scene.tx.settings.outages(dueAt - LAST_HOURS);
  return outages.findLast((outage) => outage.from <= dueAt && outage.to >= dueAt - LAST_HOURS);
}
