import type { Day } from '../../lib/time';
import type { LedgerRecord } from '../ledger';
import type { Checklist } from '../playbook';
import type { ActorScene, Scene } from '../scene';
import { followCorrection, listNamed, openFindings } from './checklist-findings';
import { type Booked, report } from './reports';

/** A checklist that was gone through: 自查 by the unit, or by whoever inspects. */
export interface Ticked {
  readonly kind: 'selfcheck' | 'checklist';
  readonly unitId: string;
  readonly date: Day;
  /** Name of the list as typed; 自查 has one of its own. */
  readonly list: string;
  readonly items: Readonly<Record<string, 'ok' | 'bad'>>;
  readonly bad?: Readonly<Record<string, string>> | undefined;
  readonly evidence: LedgerRecord['data'];
}

/** The list behind 自查 without a name. */
const OWN_LIST = 'zicha';

export interface Checked {
  readonly booked: Booked;
  /** One finding for each bad item. */
  readonly hazards: readonly LedgerRecord[];
  /** Findings of the version before that this one takes back. */
  readonly withdrawn: readonly LedgerRecord[];
  /** Numbers that were not answered. */
  readonly open: readonly number[];
  readonly list: Checklist | undefined;
}

/** Enters a checklist; every bad item becomes a finding. Sent again, it is entered once, and so are its findings. */
export async function bookChecklist(scene: ActorScene, ticked: Ticked): Promise<Checked> {
  const { kind, unitId, date, items, bad = {}, evidence } = ticked;
  const list = listNamed(scene, kind === 'selfcheck' ? OWN_LIST : ticked.list);
  const name = list?.names[0] ?? ticked.list;
  const booked = await report(scene, {
    kind,
    unitId,
    days: [date, date],
    data: { checklist: name, items, bad, ...evidence },
    oneADay: ({ data }) => data['checklist'] === name,
  });
  const hazards = await openFindings(scene, booked.record);
  const withdrawn = booked.edited ? await followCorrection(scene, booked.record, hazards) : [];
  const open = (list?.items ?? []).map((_, index) => index + 1).filter((number) => items[String(number)] === undefined);
  return { booked, hazards, withdrawn, open, list };
}

export interface Inspection {
  readonly unitIds: readonly string[];
  readonly date: Day;
  readonly team?: string | undefined;
  /** Findings counted on the spot; the findings themselves are entered one by one. */
  readonly count?: number | undefined;
  /** 暗访 and 四不两直: never shown to institutions, nor counted where they can see it. */
  readonly secret: boolean;
  readonly planned: boolean;
  readonly evidence: LedgerRecord['data'];
}

/** Enters that units were inspected, or will be. */
export async function bookInspections(scene: ActorScene, inspection: Inspection): Promise<readonly Booked[]> {
  const { unitIds, date, secret, planned, team, count, evidence } = inspection;
  const booked: Booked[] = [];
  for (const unitId of unitIds) {
    const data = {
      by: scene.actor.person?.name ?? '',
      ...(team === undefined ? {} : { team }),
      ...(count === undefined ? {} : { count }),
      ...(secret ? { secret } : {}),
      ...evidence,
    };
    const kind = planned ? 'inspect_plan' : 'inspect';
    booked.push(await report(scene, { kind, unitId, days: [date, date], data }));
  }
  return booked;
}

/** Which of these units were inspected in these days, and when last. Unannounced ones only for those who may know. */
export async function inspectedIn(
  scene: Scene,
  { days, secret }: { days: readonly [Day, Day]; secret: boolean },
): Promise<ReadonlyMap<string, Day>> {
  const records = await scene.tx.ledger.find({ kinds: ['inspect'], firstDay: days[0], lastDay: days[1] });
  return new Map(
    records.filter(({ data }) => secret || data['secret'] !== true).map(({ unitId, firstDay }) => [unitId, firstDay]),
  );
}
