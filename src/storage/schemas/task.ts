import type { Bulletin } from '../../domain/bulletin';
import type { Proposal } from '../../domain/proposal';
import type { Due, Round, Step, Task } from '../../domain/task';
import { column, optional, tableOf } from '../columns';

const { id, text, integer, instant, json } = column;

export const taskSchemas = {
  tasks: tableOf<Task>('tasks', {
    id,
    item: text,
    title: text,
    targets: json,
    audience: json,
    groupIds: json,
    schedule: json,
    requires: json,
    covers: optional(json),
    subject: optional(text),
    settledBy: optional(json),
    ladder: optional(text),
    campaignId: optional(text),
    graceMinutes: integer,
    contactPostId: optional(text),
    contactPersonId: optional(text),
    contact: optional(json),
    text: optional(text),
    createdBy: text,
    createdAt: instant,
    state: text,
  }),
  rounds: tableOf<Round>('rounds', { id, taskId: text, day: text, opensAt: instant, dueAt: instant, state: text }),
  dues: tableOf<Due>('dues', {
    id,
    roundId: text,
    unitId: text,
    state: text,
    settledAt: optional(instant),
    lateMinutes: integer,
    recordId: optional(text),
    lacks: json,
    reason: optional(text),
  }),
  steps: tableOf<Step>('steps', { id, roundId: text, taskId: text, kind: text, name: text, at: instant, state: text }),
  bulletins: tableOf<Bulletin>('bulletins', {
    id,
    roundId: text,
    state: text,
    facts: json,
    version: integer,
    previewedBy: optional(text),
    publishedBy: optional(text),
    publishedAt: optional(instant),
    corrects: optional(text),
    createdAt: instant,
  }),
  proposals: tableOf<Proposal>('proposals', {
    id,
    fingerprint: text,
    owner: text,
    groupId: optional(text),
    text,
    head: json,
    items: json,
    state: text,
    createdAt: instant,
    expiresAt: instant,
  }),
};
