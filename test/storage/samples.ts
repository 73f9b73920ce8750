import type { Attachment, LedgerRecord } from '../../src/domain/ledger';
import type { Due, Round, Step, Task } from '../../src/domain/task';
import { instantOf } from '../../src/lib/time';

/** 2026-10-01 08:00 in Beijing. */
export const MORNING = instantOf('2026-10-01', 480);

export const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  item: 'duty',
  title: '值班表',
  targets: ['I01', 'I02'],
  audience: { words: ['all'], groupId: 'G1' },
  groupIds: ['G1'],
  schedule: { every: 'once', dueAt: MORNING, dateOnly: false },
  requires: ['landline'],
  graceMinutes: 0,
  createdBy: 'P1',
  createdAt: MORNING,
  state: 'active',
  ...more,
});

export const round = (taskId: string, day: string, more: Partial<Round> = {}): Round => ({
  id: `${taskId}/${day}`,
  taskId,
  day,
  opensAt: instantOf(day),
  dueAt: instantOf(day, 690),
  state: 'open',
  ...more,
});

export const due = (roundId: string, unitId: string, more: Partial<Due> = {}): Due => ({
  id: `${roundId}/${unitId}`,
  roundId,
  unitId,
  state: 'missing',
  lateMinutes: 0,
  lacks: [],
  ...more,
});

export const step = (from: Round, name: string, at: number, more: Partial<Step> = {}): Step => ({
  id: `${from.id}/${name}`,
  roundId: from.id,
  taskId: from.taskId,
  kind: 'remind',
  name,
  at,
  state: 'planned',
  ...more,
});

export const record = (id: string, more: Partial<LedgerRecord> = {}): LedgerRecord => ({
  id,
  kind: 'duty',
  unitId: 'I01',
  firstDay: '2026-10-01',
  lastDay: '2026-10-01',
  data: { leader: [{ name: '王强' }] },
  byPersonId: 'P1',
  at: MORNING,
  messageKey: 'bot:1',
  state: 'valid',
  ...more,
});

export const attachment = (id: string, more: Partial<Attachment> = {}): Attachment => ({
  id,
  hash: 'ab12',
  type: 'image/jpeg',
  bytes: 1024,
  name: '值班表.jpg',
  ownerId: 'P1',
  messageKey: 'bot:1',
  at: MORNING,
  ...more,
});
