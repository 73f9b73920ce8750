import { isDeepStrictEqual } from 'node:util';
import { titleOf } from '../campaign';
import type { LedgerRecord } from '../ledger';
import { MistakeError } from '../mistakes';
import { actorId, type ActorScene, type Scene } from '../scene';
import type { Day } from '../../lib/time';
import { runningCampaigns } from './campaigns';
import { hazardsOf } from './hazards';
import { inspectedIn } from './inspections';
import { enter } from './ledger';
import { monthOf } from './queries';

/** What the public may read: figures by institution. No person, no phone, no room, nothing that was typed. */
export interface PublicFacts {
  /** Name of the campaign; empty for a month. */
  readonly topic: string;
  readonly from: Day;
  readonly to: Day;
  readonly inspected: number;
  readonly found: number;
  readonly closed: number;
  readonly units: readonly { readonly unitId: string; readonly found: number; readonly closed: number }[];
}

export interface Publication {
  /** `GB-0001` */
  readonly id: string;
  readonly facts: PublicFacts;
  readonly corrects?: string;
}

const CONFIRMED = 'publication_confirm';

/** Results of inspections since a campaign began; without a topic, of this month. Throws with the campaigns there are. */
async function factsOf(scene: Scene, topic: string): Promise<PublicFacts> {
  const running = await runningCampaigns(scene);
  const campaign = running.find(({ plan }) => plan.names.some((name) => topic.includes(name)));
  if (!campaign && topic !== '')
    throw new MistakeError({ code: 'bad_enum', typed: topic, choices: running.map(({ plan }) => titleOf(plan)) });
  const from = campaign?.started ?? monthOf(scene.today)[0];
  const hazards = (await hazardsOf(scene)).filter(({ found }) => found >= from);
  // Institutions read it: what was unannounced is not counted.
  const visited = await inspectedIn(scene, { days: [from, scene.today], secret: false });
  const inspected = new Set([...visited.keys(), ...hazards.map(({ unitId }) => unitId)]);
  const units = scene.register.institutions.flatMap(({ id }) => {
    const own = hazards.filter(({ unitId }) => unitId === id);
    const closed = own.filter(({ state }) => state === 'closed' || state === 'accepted').length;
    return own.length > 0 ? [{ unitId: id, found: own.length, closed }] : [];
  });
  return {
    topic: campaign ? titleOf(campaign.plan) : '',
    from,
    to: scene.today,
    inspected: inspected.size,
    found: hazards.length,
    closed: units.reduce((sum, { closed }) => sum + closed, 0),
    units,
  };
}

/** A draft, or a correction of what was published on the same topic. */
export async function draftPublication(scene: ActorScene, topic: string): Promise<Publication> {
  const facts = await factsOf(scene, topic);
  const before = (await publicationsOn(scene, facts.topic)).at(-1);
  if (before && isSame(before.facts, facts))
    throw new MistakeError({ code: 'wrong_state', typed: before.id, details: { same: true } });
  const data = { facts, typed: topic, ...(before ? { corrects: before.id } : {}) };
  const { id } = await enterFor(scene, 'publication', data);
  return { id, facts, ...(before ? { corrects: before.id } : {}) };
}

export type Confirmed =
  | { readonly outcome: 'published'; readonly publication: Publication }
  /** The facts have changed since it was shown: a new draft has to be looked at. */
  | { readonly outcome: 'changed'; readonly publication: Publication };

/** The second person: whoever asked for the text cannot confirm it, unless there is nobody else. */
export async function confirmPublication(scene: ActorScene, id: string): Promise<Confirmed> {
  const record = await scene.tx.ledger.get(id);
  if (record?.kind !== 'publication' || record.state !== 'valid')
    throw new MistakeError({ code: 'ambiguous_target', typed: id, details: { none: true } });
  if ((await confirmedIds(scene)).has(id))
    throw new MistakeError({ code: 'wrong_state', typed: id, details: { same: true } });
  const others = scene.register.admins().filter(({ id: admin }) => admin !== record.byPersonId);
  if (record.byPersonId === actorId(scene.actor) && others.length > 0)
    throw new MistakeError({ code: 'same_person', typed: scene.actor.person?.name ?? '', details: { second: true } });
  const shown = publicationOf(record);
  const now = await factsOf(scene, String(record.data['typed']));
  if (!isSame(shown.facts, now)) {
    await scene.tx.ledger.setState(id, 'replaced');
    return { outcome: 'changed', publication: await draftPublication(scene, String(record.data['typed'])) };
  }
  await enterFor(scene, CONFIRMED, { publication: id });
  return { outcome: 'published', publication: shown };
}

const enterFor = (scene: ActorScene, kind: string, data: LedgerRecord['data']): Promise<LedgerRecord> =>
  enter(scene, { kind, unitId: scene.register.bureau?.id ?? '', days: [scene.today, scene.today], data });

const publicationOf = ({ id, data }: LedgerRecord): Publication => ({
  id,
  facts: data['facts'] as PublicFacts,
  ...(typeof data['corrects'] === 'string' ? { corrects: data['corrects'] } : {}),
});

const isSame = (a: PublicFacts, b: PublicFacts): boolean =>
  isDeepStrictEqual({ ...a, to: '' }, JSON.parse(JSON.stringify({ ...b, to: '' })));

const confirmedIds = async (scene: Scene): Promise<ReadonlySet<unknown>> =>
  new Set((await scene.tx.ledger.find({ kinds: [CONFIRMED] })).map(({ data }) => data['publication']));

async function publicationsOn(scene: Scene, topic: string): Promise<readonly Publication[]> {
  const confirmed = await confirmedIds(scene);
  return (await scene.tx.ledger.find({ kinds: ['publication'] }))
    .filter(({ id }) => confirmed.has(id))
    .map(publicationOf)
    .filter(({ facts }) => facts.topic === topic);
}
