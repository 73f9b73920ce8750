import type { Day } from '../lib/time';
import type { LedgerRecord } from './ledger';
import { type CampaignPlan, type PlannedPhase, type Playbook, shifted } from './playbook';

/** 专项行动 that was started: its plan with the dates of this time, and what was named since. */
export interface Campaign {
  /** `ZX-0001` */
  readonly id: string;
  readonly plan: CampaignPlan;
  /** The day on which it was started: phases that begin `today` begin then. */
  readonly started: Day;
  /** Units of each subset that was named: 被检查单位. */
  readonly subsets: Readonly<Record<string, readonly string[]>>;
}

/** Kinds of records that tell of a campaign by its number, in `data.campaign`. */
export const CAMPAIGN_EVENTS = ['campaign_subset', 'campaign_end'] as const;

/** The campaign of a record; undefined when it was ended or its file is gone. */
export function campaignOf(
  record: LedgerRecord,
  later: readonly LedgerRecord[],
  playbook: Playbook,
): Campaign | undefined {
  const plan = playbook.campaigns.find(({ id }) => id === record.data['plan']);
  const events = later.filter(({ data }) => data['campaign'] === record.id);
  if (!plan || events.some(({ kind }) => kind === 'campaign_end')) return undefined;
  const named = events.map(({ data }) => [String(data['subset']), data['units'] as readonly string[]] as const);
  return {
    id: record.id,
    plan: shifted(plan, String(record.data['start'])),
    started: record.firstDay,
    subsets: Object.fromEntries(named),
  };
}

export const titleOf = ({ names, id }: CampaignPlan): string => names[0] ?? id;

/** First day of a phase; one that has only an end begins with the campaign. */
export function beginOf({ start, end }: PlannedPhase, started: Day): Day {
  const begin = start === undefined || start === 'today' ? started : start;
  return begin < end ? begin : end;
}

export const lastDayOf = (plan: CampaignPlan): Day =>
  plan.phases.map(({ end }) => end).reduce((last, end) => (end > last ? end : last), plan.start);

/** Phases that run on a day; two may share one. */
export const phasesOn = ({ plan, started }: Campaign, day: Day): readonly PlannedPhase[] =>
  plan.phases.filter((phase) => beginOf(phase, started) <= day && day <= phase.end);
