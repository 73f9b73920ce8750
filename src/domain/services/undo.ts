import { MINUTE } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import { HAZARD_EVENTS } from '../hazard';
import { MistakeError } from '../mistakes';
import { actorId, type ActorScene } from '../scene';
import type { Round, Task } from '../task';
import { undoFindings } from './checklist-findings';
import { dropDeadline, keepDeadline } from './hazard-deadlines';
import { hazardNumbered } from './hazards';
import { restoreAreas } from './areas';
import { stopTasks } from './campaigns';
import { holderChanged } from './office';
import { recountFor, type Standing } from './reports';
import { cancelTask, liftExemption, restoreDeadline } from './tasks';

/** How long a person may take back what they entered; an admin always may, by number. */
const UNDO_MINUTES = 30;

export interface Undone {
  readonly record: LedgerRecord;
  /** The record that stands again instead. */
  readonly restored?: LedgerRecord;
  readonly standings: readonly Standing[];
  /** Rounds whose facts changed: a published 通报 of theirs needs a correction. */
  readonly rounds: readonly Round[];
  /** The task that was called off with it. */
  readonly task?: Task;
  /** Findings of a checklist that were taken back with it. */
  readonly findings?: readonly LedgerRecord[];
  /** Findings of the checklist that stands again. */
  readonly standing?: readonly LedgerRecord[];
  /** Several tasks of one notice. */
  readonly tasks?: readonly Task[];
}

/** Takes back one's newest record, or the one with this number. */
export async function undo(scene: ActorScene, ref: string): Promise<Undone> {
  const record = ref === 'last' ? await newest(scene) : await numbered(scene, ref);
  await scene.tx.ledger.setState(record.id, 'undone');
  if (record.replaces !== undefined) await scene.tx.ledger.setState(record.replaces, 'valid');
  const restored = record.replaces === undefined ? undefined : await scene.tx.ledger.get(record.replaces);
  const taken = await takeBack(scene, record);
  const isChecked = record.kind === 'checklist' || record.kind === 'selfcheck';
  const followed = isChecked ? await undoFindings(scene, record, restored) : {};
  return { record, ...taken, ...followed, ...(restored ? { restored } : {}) };
}

async function newest(scene: ActorScene): Promise<LedgerRecord> {
  const [record] = await scene.tx.ledger.lastOf(actorId(scene.actor), 1);
  if (!record || scene.now - record.at > UNDO_MINUTES * MINUTE) {
    throw new MistakeError({ code: 'nothing_to_undo', details: { minutes: UNDO_MINUTES } });
  }
  return record;
}

async function numbered(scene: ActorScene, ref: string): Promise<LedgerRecord> {
  const record = await scene.tx.ledger.get(ref);
  if (!record) throw new MistakeError({ code: 'nothing_to_undo', typed: ref, details: { minutes: UNDO_MINUTES } });
  if (record.state !== 'valid')
    throw new MistakeError({ code: 'wrong_state', typed: ref, details: { state: record.state } });
  if (scene.actor.role === 'admin') return record;
  if (record.byPersonId !== actorId(scene.actor)) throw new MistakeError({ code: 'no_permission', typed: ref });
  if (scene.now - record.at > UNDO_MINUTES * MINUTE)
    throw new MistakeError({ code: 'stale', typed: ref, details: { minutes: UNDO_MINUTES } });
  return record;
}

/** What else hangs on a record. */
async function takeBack(
  scene: ActorScene,
  record: LedgerRecord,
): Promise<Pick<Undone, 'standings' | 'rounds' | 'task' | 'tasks'>> {
  switch (record.kind) {
    case 'proposal':
      return { ...NOTHING, tasks: await callOff(scene, record.data) };
    case 'deadline':
    case 'broadcast': {
      const task = await scene.tx.tasks.task(record.id);
      if (task) await cancelTask(scene, task);
      return task ? { ...NOTHING, task } : NOTHING;
    }
    case 'area':
      await restoreAreas(scene, record);
      return NOTHING;
    case 'campaign':
      return { ...NOTHING, tasks: await stopTasks(scene, record.id) };
    case 'extend':
      await restoreDeadline(scene, record.data);
      return NOTHING;
    case 'exempt':
      return { standings: [], rounds: await liftExemption(scene, record) };
    case 'post':
      await holderChanged(scene, { postId: String(record.data['postId']), personId: optional(record.data['before']) });
      return NOTHING;
    default: {
      await followHazard(scene, record);
      const standings = await recountFor(scene, record);
      return { standings, rounds: standings.map((standing) => standing.round) };
    }
  }
}

/** Calls off what a confirmed notice created and is still asked for; the notice may be pasted anew. */
async function callOff(scene: ActorScene, data: LedgerRecord['data']): Promise<Task[]> {
  const off: Task[] = [];
  for (const id of data['taskIds'] as readonly string[]) {
    const task = await scene.tx.tasks.task(id);
    if (task?.state !== 'active') continue;
    await cancelTask(scene, task);
    await scene.tx.ledger.setState(id, 'undone');
    off.push(task);
  }
  const proposal = await scene.tx.proposals.get(String(data['proposalId']));
  if (proposal) await scene.tx.proposals.put({ ...proposal, state: 'dropped' });
  return off;
}

/** The deadline of a finding follows what is left of its story. */
async function followHazard(scene: ActorScene, { id, kind, data, replaces }: LedgerRecord): Promise<void> {
  if (kind === 'hazard') {
    await dropDeadline(scene, id);
    // The finding that stands again is owed again.
    if (replaces !== undefined) await keepDeadline(scene, await hazardNumbered(scene, replaces));
  } else if (HAZARD_EVENTS.includes(kind) && typeof data['hazard'] === 'string')
    await keepDeadline(scene, await hazardNumbered(scene, data['hazard']));
}

const NOTHING = { standings: [], rounds: [] } as const;

const optional = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
