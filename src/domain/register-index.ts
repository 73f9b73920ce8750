import type { Group, Person, Post, RegisterData, Role, Team, Unit } from './register';

const RANK: readonly Role[] = ['guest', 'staff', 'town', 'head', 'lottery_mgr', 'supervisor', 'leader', 'admin'];
const strongest = (roles: readonly Role[]): Role =>
  roles.reduce<Role>((best, role) => (RANK.indexOf(role) > RANK.indexOf(best) ? role : best), 'guest');

/** Encrypted userids (`wo…`) come where the bot's creator is no super admin of the company. */
export const isEncrypted = (userid: string): boolean => /^wo[\w-]{20,}$/.test(userid);

/** Plain userids are compared without case; encrypted ones as they are (developer site, page 96255). */
export const sameUserid = (userid: string): string => (isEncrypted(userid) ? userid : userid.toLowerCase());

/** The register as the bot asks it: one immutable snapshot with its look-ups. */
export class Register {
  readonly version: number;
  /** Institutions that are open, in the register's order. */
  readonly institutions: readonly Unit[];
  private readonly unitById: ReadonlyMap<string, Unit>;
  private readonly personById: ReadonlyMap<string, Person>;
  private readonly personByUserid: ReadonlyMap<string, Person>;
  private readonly unitsByWord = new Map<string, Unit[]>();

  constructor(
    private readonly data: RegisterData,
    private readonly adminUserids: ReadonlySet<string> = new Set(),
  ) {
    this.version = data.version;
    const units = data.units.filter((unit) => unit.active).sort((a, b) => a.order - b.order);
    this.unitById = new Map(data.units.map((unit) => [unit.id, unit]));
    this.institutions = units.filter((unit) => unit.kind === 'institution');
    this.personById = new Map(data.people.map((person) => [person.id, person]));
    const bound = data.people.filter((person) => person.active && person.userid !== undefined);
    this.personByUserid = new Map(bound.map((person) => [sameUserid(person.userid ?? ''), person]));
    for (const unit of units) for (const word of new Set([unit.name, ...unit.aliases])) this.addWord(word, unit);
    for (const [word, ids] of Object.entries(data.ambiguous)) {
      for (const id of ids) {
        const unit = this.unitById.get(id);
        if (unit?.active) this.addWord(word, unit);
      }
    }
  }

  private addWord(word: string, unit: Unit): void {
    const known = this.unitsByWord.get(word) ?? [];
    if (!known.includes(unit)) this.unitsByWord.set(word, [...known, unit]);
  }

  /** Every name and alias with the units that it can mean (more than one: ambiguous). */
  words(): ReadonlyMap<string, readonly Unit[]> {
    return this.unitsByWord;
  }

  unit(id: string | undefined): Unit | undefined {
    return id === undefined ? undefined : this.unitById.get(id);
  }

  get units(): readonly Unit[] {
    return this.data.units;
  }

  get people(): readonly Person[] {
    return this.data.people;
  }

  get posts(): readonly Post[] {
    return this.data.posts;
  }

  get groups(): readonly Group[] {
    return this.data.groups;
  }

  get teams(): readonly Team[] {
    return this.data.teams;
  }

  get bureau(): Unit | undefined {
    return this.data.units.find((unit) => unit.kind === 'bureau');
  }

  /** Short name in reminders and answers: the first alias. */
  shortName(id: string): string {
    const unit = this.unitById.get(id);
    return unit?.aliases[0] ?? unit?.name ?? id;
  }

  person(id: string | undefined): Person | undefined {
    return id === undefined ? undefined : this.personById.get(id);
  }

  personOf(userid: string): Person | undefined {
    return this.personByUserid.get(sameUserid(userid));
  }

  postsOf(person: Person): readonly Post[] {
    return this.data.posts.filter((post) => post.holderId === person.id);
  }

  /** The strongest standing that a person's posts give; without a unit they are a guest. */
  roleOf(person: Person | undefined): Role {
    if (person?.userid !== undefined && this.adminUserids.has(sameUserid(person.userid))) return 'admin';
    if (!person?.active) return 'guest';
    if (person.unitId === undefined && person.role !== 'admin') return 'guest';
    return strongest([person.role, ...this.postsOf(person).map((post) => post.role)]);
  }

  /** Active people of a unit. */
  peopleOf(unitId: string): readonly Person[] {
    return this.data.people.filter((person) => person.active && person.unitId === unitId);
  }

  peopleNamed(name: string, unitId?: string): readonly Person[] {
    return this.data.people.filter(
      (person) => person.active && person.name === name && (unitId === undefined || person.unitId === unitId),
    );
  }

  /** Holder of the unit's head post (院长, 主任 …), if there is one. */
  headOf(unitId: string): Person | undefined {
    const post = this.data.posts.find((each) => each.unitId === unitId && each.role === 'head' && each.holderId);
    return this.person(post?.holderId) ?? this.peopleOf(unitId).find((person) => person.role === 'head');
  }

  admins(): readonly Person[] {
    return this.data.people.filter((person) => person.active && this.roleOf(person) === 'admin');
  }

  group(id: string): Group | undefined {
    return this.data.groups.find((group) => group.id === id);
  }

  groupOfChat(chatId: string): Group | undefined {
    return this.data.groups.find((group) => group.chatId === chatId);
  }

  /** The bureau's own group, where drafts are shown. */
  get bureauGroup(): Group | undefined {
    return this.data.groups.find((group) => group.bureau);
  }

  /** Groups of institutions that this unit is in. */
  groupsOf(unitId: string): readonly Group[] {
    return this.data.groups.filter((group) => !group.bureau && group.unitIds.includes(unitId));
  }
}
