import type { RegisterStore } from '../../domain/ports';
import type { Group, Person, Post, RegisterData, Team, Unit as RegisterUnit } from '../../domain/register';
import type { Day } from '../../lib/time';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';
import { Counters } from './counter';

const VERSION = 'register';

export class SqlRegisterStore implements RegisterStore {
  readonly #units;
  readonly #people;
  readonly #posts;
  readonly #teams;
  readonly #groups;
  readonly #ambiguous;
  readonly #holdings;
  readonly #counters;

  constructor(unit: Unit) {
    this.#units = new Table(unit, schemas.units);
    this.#people = new Table(unit, schemas.people);
    this.#posts = new Table(unit, schemas.posts);
    this.#teams = new Table(unit, schemas.teams);
    this.#groups = new Table(unit, schemas.groups);
    this.#ambiguous = new Table(unit, schemas.ambiguous);
    this.#holdings = new Table(unit, schemas.holdings);
    this.#counters = new Counters(unit);
  }

  version(): Promise<number> {
    return this.#counters.now(VERSION);
  }

  async load(): Promise<RegisterData> {
    const words = await this.#ambiguous.all({ order: { word: 'ASC' } });
    return {
      version: await this.version(),
      units: await this.#units.all({ order: { order: 'ASC', id: 'ASC' } }),
      people: await this.#people.all({ order: { id: 'ASC' } }),
      posts: await this.#posts.all({ order: { id: 'ASC' } }),
      teams: await this.#teams.all({ order: { id: 'ASC' } }),
      groups: await this.#groups.all({ order: { id: 'ASC' } }),
      ambiguous: Object.fromEntries(words.map(({ word, unitIds }) => [word, unitIds])),
    };
  }

  putUnit(unit: RegisterUnit): Promise<void> {
    return this.#units.put([unit]);
  }

  putPerson(person: Person): Promise<void> {
    return this.#people.put([person]);
  }

  putPost(post: Post): Promise<void> {
    return this.#posts.put([post]);
  }

  putTeam(team: Team): Promise<void> {
    return this.#teams.put([team]);
  }

  putGroup(group: Group): Promise<void> {
    return this.#groups.put([group]);
  }

  putAmbiguous(word: string, unitIds: readonly string[]): Promise<void> {
    return this.#ambiguous.put([{ word, unitIds }], ['word']);
  }

  async addHolding(holding: { postId: string; personId: string; from: Day; to: Day }): Promise<void> {
    await this.#holdings.add(holding);
  }

  async touch(): Promise<void> {
    await this.#counters.next(VERSION);
  }
}
