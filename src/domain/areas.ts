import type { Person, Team, Unit } from './register';
import type { Register } from './register-index';
import type { Rung } from './task';

/** A team's area is made of towns, or of single units, which come before their town. */
const holds = ({ areas }: Team, unit: Unit): boolean =>
  areas.includes(unit.id) || (unit.town !== undefined && areas.includes(unit.town));

/** The team that goes to a unit: the one that names it, else the one that has its town. */
export function teamOf({ teams }: Register, unit: Unit): Team | undefined {
  return teams.find(({ areas }) => areas.includes(unit.id)) ?? teams.find((team) => holds(team, unit));
}

/** 包联领导 of a unit. */
export function leaderFor(register: Register, unitId: string): Person | undefined {
  const unit = register.unit(unitId);
  return unit && register.person(teamOf(register, unit)?.leaderId);
}

/** Institutions of a team, in the register's order. */
export const unitsOfTeam = (register: Register, team: Team): readonly Unit[] =>
  register.institutions.filter((unit) => teamOf(register, unit)?.id === team.id);

/**
 * Institutions that a person looks after: a team's lead and leader their area, a town its own. Undefined for everybody
 * who is not bound to an area.
 */
export function areaOf(register: Register, person: Person): readonly string[] | undefined {
  const own = register.teams.filter(({ leadId, leaderId }) => leadId === person.id || leaderId === person.id);
  if (own.length > 0) return own.flatMap((team) => unitsOfTeam(register, team)).map(({ id }) => id);
  const unit = register.unit(person.unitId);
  if (unit?.kind !== 'town') return undefined;
  const names = [unit.name, ...unit.aliases];
  return register.institutions
    .filter(({ town, parentId }) => parentId === unit.id || (town !== undefined && names.includes(town)))
    .map(({ id }) => id);
}

/** Who answers for a unit on a rung of the ladder. Towns and villages are units with people of their own. */
export function answerable(register: Register, unitId: string, level: Rung['to']): readonly Person[] {
  if (level === 'leader') return [leaderFor(register, unitId)].filter((person) => person !== undefined);
  const isVillage = ({ parentId }: Unit): boolean => register.unit(parentId)?.kind === 'town';
  return register.people.filter((person) => {
    const unit = register.unit(person.unitId);
    return (
      person.active &&
      unit?.kind === 'town' &&
      isVillage(unit) === (level === 'village') &&
      areaOf(register, person)?.includes(unitId) === true
    );
  });
}
