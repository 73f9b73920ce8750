import type { AmbiguousRow, GroupRow, HazardRow, PersonRow, TeamRow, UnitRow } from './row-schemas';

/** Something in the file that the operator has to mend: where it is, and what to write instead. */
export interface Problem {
  /** `people[3]，第 120 行` or `人员 第 5 行`; empty when it is about the whole file. */
  readonly at: string;
  readonly text: string;
}

/** A row with its place in the file. */
export type Placed<Row> = Row & { readonly at: string };

/** What a register file says, whatever its format. Rows and values that it leaves out change nothing. */
export interface RegisterFile {
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** The bureau first, then the institutions as they stand in the file. */
  readonly units: readonly Placed<UnitRow>[];
  readonly people: readonly Placed<PersonRow>[];
  readonly groups: readonly Placed<GroupRow>[];
  readonly teams: readonly Placed<TeamRow>[];
  readonly ambiguous: readonly Placed<AmbiguousRow>[];
  readonly hazards: readonly Placed<HazardRow>[];
}

/** The file as it stands, before its rows were checked. */
export type RawList = 'units' | 'people' | 'groups' | 'teams' | 'ambiguous' | 'hazards';
export interface RawRow {
  readonly at: string;
  readonly value: unknown;
}
export type RawRegister = Readonly<Record<RawList, readonly RawRow[]>>;

/** The file cannot be taken: all of its problems at once. */
export class RegisterFileError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => [problem.at, problem.text].filter(Boolean).join('：')).join('\n'));
    this.name = 'RegisterFileError';
  }
}

/** The register was changed by somebody else after the preview. */
export class RegisterChangedError extends Error {
  constructor() {
    super('the register changed since the preview');
    this.name = 'RegisterChangedError';
  }
}
