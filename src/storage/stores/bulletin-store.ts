import type { Bulletin } from '../../domain/bulletin';
import type { BulletinStore } from '../../domain/ports';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlBulletinStore implements BulletinStore {
  readonly #bulletins;

  constructor(unit: Unit) {
    this.#bulletins = new Table(unit, schemas.bulletins);
  }

  get(id: string): Promise<Bulletin | undefined> {
    return this.#bulletins.first({ id });
  }

  put(bulletin: Bulletin): Promise<void> {
    return this.#bulletins.put([bulletin]);
  }

  ofRound(roundId: string): Promise<readonly Bulletin[]> {
    return this.#bulletins.all({ where: { roundId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async latest(): Promise<Bulletin | undefined> {
    const [newest] = await this.#bulletins.all({ order: { createdAt: 'DESC', id: 'DESC' }, take: 1 });
    return newest;
  }

  async lastPublished(): Promise<Bulletin | undefined> {
    const order = { publishedAt: 'DESC', id: 'DESC' } as const;
    const [last] = await this.#bulletins.all({ where: { state: 'published' }, order, take: 1 });
    return last;
  }

  drafts(): Promise<readonly Bulletin[]> {
    return this.#bulletins.all({ where: { state: 'draft' }, order: { createdAt: 'DESC', id: 'DESC' } });
  }
}
