import { addressed } from '../audience';
import { beginOf, type Campaign, CAMPAIGN_EVENTS, campaignOf, lastDayOf, titleOf } from '../campaign';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import type { Order } from '../order';
import { type CampaignPlan, type PlannedPhase, type PlannedTask, shifted } from '../playbook';
import { endOfDay } from '../rounds';
import { actorId, type ActorScene, type Scene } from '../scene';
import type { Task } from '../task';
import { type Day, instantOf, mondayOf } from '../../lib/time';
import type { DayRange } from '../values';
import { enter } from './ledger';
import { type Ordered, orderable } from './orders';
import { openFirst } from './rounds';
import { cancelTask, createTask } from './tasks';

/** Campaigns that were started and not ended, oldest first. */
export async function runningCampaigns(scene: Scene): Promise<readonly Campaign[]> {
  const records = await scene.tx.ledger.find({ kinds: ['campaign', ...CAMPAIGN_EVENTS] });
  const later = records.filter(({ kind }) => kind !== 'campaign');
  return records
    .filter(({ kind }) => kind === 'campaign')
    .flatMap((record) => campaignOf(record, later, scene.playbook) ?? []);
}

/** Does a running campaign list every finding of this unit as 挂牌? */
export const supervisesAll = async (scene: Scene, unitId: string): Promise<boolean> =>
  (await runningCampaigns(scene)).some(
    ({ plan }) =>
      plan.supervise === 'all' &&
      lastDayOf(plan) >= scene.today &&
      addressed(scene.register, { words: plan.targets }).targets.includes(unitId),
  );

/** The plan that a name means. Throws with the names that there are. */
function planNamed({ playbook }: Scene, name: string): CampaignPlan {
  const plans = playbook.campaigns;
  const exact = plans.find(({ id, names }) => id === name || names.includes(name));
  const alike = plans.filter(({ names }) => names.some((each) => each.includes(name) || name.includes(each)));
  const plan = exact ?? (alike.length === 1 ? alike[0] : undefined);
  if (plan) return plan;
  const choices = (alike.length > 0 ? alike : plans).map(titleOf);
  throw new MistakeError({ code: 'bad_enum', typed: name, choices });
}

/** What starting a plan would bring about, for the preview: nothing is changed. */
export interface Prospect {
  readonly plan: CampaignPlan;
  readonly targets: readonly string[];
  readonly groupIds: readonly string[];
  readonly orders: readonly { readonly planned: PlannedTask; readonly order: ReturnType<typeof orderable> }[];
  /** Whose time has passed already: they will not be asked for. */
  readonly past: readonly PlannedTask[];
  /** Tasks that wait until somebody names their units. */
  readonly waiting: readonly PlannedTask[];
}

export async function prospect(scene: ActorScene, name: string, start?: Day): Promise<Prospect> {
  const written = planNamed(scene, name);
  if ((await runningCampaigns(scene)).some(({ plan }) => plan.id === written.id))
    throw new MistakeError({ code: 'wrong_state', typed: titleOf(written), details: { same: true } });
  const plan = start === undefined ? written : shifted(written, start);
  if (lastDayOf(plan) < scene.today)
    throw new MistakeError({ code: 'past_date', typed: lastDayOf(plan), details: { campaign: true } });
  const { targets, groupIds } = addressed(scene.register, { words: plan.targets });
  if (targets.length === 0) throw new MistakeError({ code: 'unknown_institution', details: { nobody: true } });
  const waiting = plan.tasks.filter(({ subset }) => subset !== undefined);
  const others = plan.tasks.filter((task) => !waiting.includes(task));
  const past = others.filter((task) => !isAhead(scene, plan, task));
  const orders = others
    .filter((task) => !past.includes(task))
    .map((planned) => ({ planned, order: orderable(scene, orderOf(planned, planned.targets ?? plan.targets)) }));
  return { plan, targets, groupIds, orders, past, waiting };
}

function isAhead(scene: ActorScene, plan: CampaignPlan, task: PlannedTask): boolean {
  const { schedule } = task;
  if (schedule.every !== 'once') return (schedule.range?.[1] ?? lastDayOf(plan)) >= scene.today;
  return (schedule.due.length === 10 ? endOfDay(schedule.due) : Date.parse(schedule.due)) > scene.now;
}

export interface Started {
  readonly record: LedgerRecord;
  readonly campaign: Campaign;
  readonly tasks: readonly Ordered[];
}

/** Starts a campaign: its tasks and phases run by themselves from now on. Taken back, all of them end. */
export async function startCampaign(scene: ActorScene, wish: Prospect): Promise<Started> {
  const { plan, orders } = wish;
  const id = await scene.tx.ledger.nextNumber('ZX');
  const campaign: Campaign = { id, plan, started: scene.today, subsets: {} };
  const made: Ordered[] = [];
  for (const { planned } of orders)
    made.push(await makeTask(scene, campaign, planned, planned.targets ?? plan.targets));
  for (const phase of plan.phases) await openPhase(scene, campaign, phase);
  for (const range of plan.weekly) await openCoverage(scene, campaign, range);
  const record = await enter(scene, {
    id,
    kind: 'campaign',
    unitId: scene.register.bureau?.id ?? '',
    days: [scene.today, lastDayOf(plan)],
    data: { plan: plan.id, start: plan.start },
  });
  return { record, campaign, tasks: made };
}

async function makeTask(
  scene: ActorScene,
  { id, plan }: Campaign,
  planned: PlannedTask,
  targets: readonly string[],
): Promise<Ordered> {
  const order = orderable(scene, orderOf(planned, targets));
  const subject = planned.subset === undefined ? {} : { subject: planned.subset };
  const { task: made, round } = await createTask(scene, {
    ...order,
    ...subject,
    // A receipt is no report: nobody's leader is told of it.
    ...(plan.escalation.length > 0 && planned.item !== 'receipt' ? { escalation: plan.escalation } : {}),
    kind: 'deadline',
    campaignId: id,
  });
  const task = { ...made, ...contactOf(scene, plan) };
  await scene.tx.tasks.putTask(task);
  return { task, round, dues: await scene.tx.tasks.duesOf(round.id) };
}

/** The same plain data that an admin's 截止 comes to. */
function orderOf(planned: PlannedTask, targets: readonly string[]): Order {
  const { item, title, requires, covers, schedule, text } = planned;
  const base = {
    item,
    title,
    kind: 'deadline',
    targets,
    require: requires,
    ...(covers ? { covers } : {}),
    ...(text === undefined ? {} : { text }),
  };
  switch (schedule.every) {
    case 'once':
      return { ...base, due: schedule.due };
    case 'week_count':
      return { ...base, per_week: schedule.count, range: schedule.range };
    case 'week':
      return {
        ...base,
        every: 'week',
        clock: schedule.clock,
        weekdays: schedule.weekdays,
        range: schedule.range,
        if_holiday: schedule.ifHoliday,
      };
    case 'day':
      return { ...base, every: 'day', clock: schedule.clock, range: schedule.range };
  }
}

/** A phase is owed like everything else: every target one record of its kinds, until its last day. */
async function openPhase(scene: ActorScene, campaign: Campaign, phase: PlannedPhase): Promise<void> {
  const { id, plan, started } = campaign;
  if (phase.end < scene.today) return;
  const audience = { words: plan.targets };
  const { targets, groupIds } = addressed(scene.register, audience);
  const task: Task = {
    id: `${id}.${phase.id}`,
    item: 'phase',
    title: `${titleOf(plan)} ${phase.name}`,
    subject: phase.id,
    campaignId: id,
    audience,
    targets: phase.owes.length > 0 ? targets : [],
    groupIds,
    settledBy: phase.owes,
    ladder: 'phase',
    schedule: {
      every: 'once',
      dueAt: endOfDay(phase.end),
      dateOnly: true,
      opensAt: instantOf(beginOf(phase, started)),
    },
    requires: [],
    graceMinutes: 0,
    ...contactOf(scene, plan),
    createdBy: actorId(scene.actor),
    createdAt: scene.now,
    state: 'active',
  };
  await scene.tx.tasks.putTask(task);
  await openFirst(scene, task);
}

/** The post that answers questions: whoever holds it when it is asked. */
function contactOf({ register }: Scene, plan: CampaignPlan): Pick<Task, 'contactPostId'> {
  const post = register.posts.find(({ name }) => name === plan.contact);
  return post ? { contactPostId: post.id } : {};
}

/** 每周全覆盖巡查: the entry of those who inspect. Nobody in an institution is asked or told. */
async function openCoverage(scene: ActorScene, { id, plan }: Campaign, range: DayRange): Promise<void> {
  if (range[1] < scene.today) return;
  const audience = { words: plan.targets };
  const task: Task = {
    id: `${id}.weekly-${range[0]}`,
    item: 'coverage',
    title: titleOf(plan),
    subject: range[0],
    campaignId: id,
    audience,
    targets: addressed(scene.register, audience).targets,
    groupIds: [],
    settledBy: ['inspect'],
    ladder: 'coverage',
    schedule: { every: 'week_count', count: 1, range: [mondayOf(range[0]), range[1]] },
    requires: [],
    graceMinutes: 0,
    createdBy: actorId(scene.actor),
    createdAt: scene.now,
    state: 'active',
  };
  await scene.tx.tasks.putTask(task);
  await openFirst(scene, task);
}

export interface NamedSubset {
  readonly campaign: Campaign;
  readonly record: LedgerRecord;
  readonly tasks: readonly Ordered[];
  readonly subset: string;
  readonly units: readonly string[];
}

/** Names the units of a subset: what waits for it is asked of them now. Named again, the earlier orders end. */
export async function nameSubset(
  scene: ActorScene,
  wish: { subset: string; units: readonly string[] },
): Promise<NamedSubset> {
  const running = await runningCampaigns(scene);
  const campaign = running.findLast(({ plan }) => plan.subsets.includes(wish.subset));
  if (!campaign) {
    const choices = running.flatMap(({ plan }) => plan.subsets);
    throw new MistakeError({ code: 'bad_enum', typed: wish.subset, choices });
  }
  for (const task of await tasksOf(scene, campaign.id)) if (task.subject === wish.subset) await cancelTask(scene, task);
  const tasks: Ordered[] = [];
  for (const planned of campaign.plan.tasks.filter(({ subset }) => subset === wish.subset))
    if (isAhead(scene, campaign.plan, planned)) tasks.push(await makeTask(scene, campaign, planned, wish.units));
  const record = await enter(scene, {
    kind: 'campaign_subset',
    unitId: scene.register.bureau?.id ?? '',
    days: [scene.today, scene.today],
    data: { campaign: campaign.id, subset: wish.subset, units: wish.units },
  });
  return { campaign, record, tasks, ...wish };
}

/** Active tasks of a campaign, its phases included. */
export const tasksOf = async (scene: Scene, campaignId: string): Promise<readonly Task[]> =>
  (await scene.tx.tasks.activeTasks()).filter((task) => task.campaignId === campaignId);

/** Ends a campaign before its time: nothing of it is asked for any more, what was reported stays. */
export async function endCampaign(
  scene: ActorScene,
  name: string,
): Promise<{ campaign: Campaign; record: LedgerRecord; tasks: readonly Task[] }> {
  const plan = planNamed(scene, name);
  const campaign = (await runningCampaigns(scene)).find((each) => each.plan.id === plan.id);
  if (!campaign) throw new MistakeError({ code: 'wrong_state', typed: titleOf(plan), details: { idle: true } });
  const tasks = await stopTasks(scene, campaign.id);
  const record = await enter(scene, {
    kind: 'campaign_end',
    unitId: scene.register.bureau?.id ?? '',
    days: [scene.today, scene.today],
    data: { campaign: campaign.id },
  });
  return { campaign, record, tasks };
}

/** Ends the tasks of a campaign, also of one that was taken back. Gives those that institutions know of. */
export async function stopTasks(scene: Scene, campaignId: string): Promise<readonly Task[]> {
  const tasks = await tasksOf(scene, campaignId);
  for (const task of tasks) await cancelTask(scene, task);
  return tasks.filter(({ ladder }) => ladder !== 'coverage');
}
