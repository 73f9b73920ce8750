import { teamOf, unitsOfTeam } from '../areas';
import { MistakeError } from '../mistakes';
import type { Person, Team } from '../register';
import type { ActorScene, Scene } from '../scene';
import type { LedgerRecord } from '../ledger';
import { enter } from './ledger';

/** Gives units to a leader: 包联. They leave the leader whom they had by name; whole towns stay with their team. */
export async function assignArea(
  scene: ActorScene,
  { leader, unitIds }: { leader: string; unitIds: readonly string[] },
): Promise<{ record: LedgerRecord; person: Person }> {
  const { register, tx } = scene;
  const known = register.peopleNamed(leader).filter(({ unitId }) => register.unit(unitId)?.kind === 'bureau');
  const [person, second] = known;
  if (!person || second)
    throw new MistakeError({ code: 'ambiguous_target', typed: leader, details: { none: !person } });
  const before = register.teams;
  const own = before.find(({ id }) => id === areaId(person)) ?? {
    id: areaId(person),
    name: person.name,
    leaderId: person.id,
    areas: [],
  };
  const kept = own.areas.filter((each) => !unitIds.includes(each));
  for (const team of before)
    if (team.id !== own.id && team.areas.some((each) => unitIds.includes(each)))
      await tx.register.putTeam({ ...team, areas: team.areas.filter((each) => !unitIds.includes(each)) });
  await tx.register.putTeam({ ...own, areas: [...kept, ...unitIds] });
  await tx.register.touch();
  const record = await enter(scene, {
    kind: 'area',
    unitId: register.bureau?.id ?? '',
    days: [scene.today, scene.today],
    data: { teams: before.map(({ id, areas }) => ({ id, areas })), leaderId: person.id, unitIds },
  });
  return { record, person };
}

const areaId = ({ id }: Person): string => `BL-${id}`;

/** Takes an assignment back: every area is what it was before. */
export async function restoreAreas(scene: Scene, { data }: LedgerRecord): Promise<void> {
  const before = new Map(
    (data['teams'] as readonly Pick<Team, 'id' | 'areas'>[]).map(({ id, areas }) => [id, areas] as const),
  );
  for (const team of scene.register.teams)
    await scene.tx.register.putTeam({ ...team, areas: before.get(team.id) ?? [] });
  await scene.tx.register.touch();
}

export interface Area {
  readonly team: Team;
  readonly lead: Person | undefined;
  readonly leader: Person | undefined;
  readonly unitIds: readonly string[];
}

/** Who looks after whom, with the units that nobody has. */
export function areasOf({ register }: Scene): { areas: readonly Area[]; nobody: readonly string[] } {
  const areas = register.teams.map((team) => ({
    team,
    lead: register.person(team.leadId),
    leader: register.person(team.leaderId),
    unitIds: unitsOfTeam(register, team).map(({ id }) => id),
  }));
  const nobody = register.institutions.filter((unit) => !teamOf(register, unit)).map(({ id }) => id);
  return { areas: areas.filter(({ unitIds }) => unitIds.length > 0), nobody };
}

export interface LeadingGroup {
  readonly leader: readonly string[];
  readonly deputy: readonly string[];
  readonly members: readonly string[];
}

/** 领导小组 as it was written down last. */
export async function leadingGroup(scene: Scene): Promise<LeadingGroup | undefined> {
  const record = (await scene.tx.ledger.find({ kinds: ['leading_group'] })).at(-1);
  return record && (record.data as unknown as LeadingGroup);
}

export const keepLeadingGroup = (scene: ActorScene, group: LeadingGroup): Promise<LedgerRecord> =>
  enter(scene, {
    kind: 'leading_group',
    unitId: scene.register.bureau?.id ?? '',
    days: [scene.today, scene.today],
    data: { ...group },
  });
