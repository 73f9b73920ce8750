import { type Hazard, wordsOf } from '../../domain/hazard';
import type { Scene } from '../../domain/scene';
import type { Sheet } from '../../domain/workbook';
import type { Say } from '../say';
import { type Column, dayOrMoment, sheetOf, typed } from './table';

const day = (value: string | undefined) => (value === undefined ? undefined : { day: value });

/** 台账 in the columns of the bureaus' own ledgers (B.3). Of what was imported nobody knows who found it. */
const columns = (register: Scene['register'], say: Say): readonly Column<Hazard>[] => [
  { code: 'number', of: ({ id }) => id },
  { code: 'unit', width: 24, of: ({ unitId }) => say.fullUnit(unitId) },
  { code: 'checked_on', of: ({ found }) => day(found) },
  { code: 'checker', of: ({ checker }) => register.person(checker)?.name },
  { code: 'location', width: 16, of: ({ location }) => typed(location) },
  { code: 'desc', width: 36, of: (hazard) => typed(wordsOf(hazard)) },
  { code: 'category', of: ({ category }) => category },
  { code: 'level', of: ({ level }) => level && say.names.values[level] },
  { code: 'basis', width: 24, of: ({ checklist, about }) => [checklist, about].filter(Boolean).join(' ') },
  { code: 'measure', width: 24, of: ({ measure }) => typed(measure) },
  { code: 'owner', of: ({ owner }) => say.people(owner, 'none') },
  { code: 'funds', of: ({ funds }) => funds },
  { code: 'due', of: ({ due }) => dayOrMoment(due) },
  { code: 'preplan', width: 20, of: ({ preplan }) => typed(preplan) },
  { code: 'state', of: (hazard) => stateOf(hazard, say) },
  { code: 'done_on', of: ({ done }) => day(done) },
  { code: 'acceptor', of: ({ acceptor }) => acceptor && say.person(acceptor) },
  { code: 'accepted_on', of: ({ acceptedOn }) => day(acceptedOn) },
  { code: 'supervisor', width: 16, of: ({ supervision }) => supervision && supervisedBy(supervision, say) },
  { code: 'closed_on', of: ({ closedOn }) => day(closedOn) },
  {
    code: 'photos',
    of: ({ photos }) => [photos.before, photos.after].map((has) => say.names.cells[`${has}`]).join('/'),
  },
  { code: 'relapses', of: ({ round }) => round - 1 },
];

function stateOf({ state, percent }: Hazard, { names }: Say): string {
  const word = names.states[state] ?? state;
  return percent === undefined || state === 'closed' ? word : `${word} ${percent}%`;
}

const supervisedBy = ({ level, supervisor }: NonNullable<Hazard['supervision']>, { names }: Say): string =>
  [names.levels[level ?? ''], supervisor].filter(Boolean).join(' ') || (names.states['supervised'] ?? '');

/** Findings unit by unit in the order of the register, each unit's in the order in which they were found. */
export function hazardSheet({ register }: Pick<Scene, 'register'>, say: Say, hazards: readonly Hazard[]): Sheet {
  const place = (id: string): number => register.unit(id)?.order ?? 0;
  const rows = [...hazards].sort(
    (a, b) => place(a.unitId) - place(b.unitId) || (a.found < b.found ? -1 : a.found > b.found ? 1 : 0),
  );
  return sheetOf(say.names, 'hazards', columns(register, say), rows);
}
