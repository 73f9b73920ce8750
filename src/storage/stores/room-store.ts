import { MoreThan } from 'typeorm';
import type { RoomLine, RoomStore } from '../../domain/ports';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlRoomStore implements RoomStore {
  readonly #lines;

  constructor(unit: Unit) {
    this.#lines = new Table(unit, schemas.roomLines);
  }

  async add(line: Omit<RoomLine, 'id'>): Promise<RoomLine> {
    const stored = line.key === undefined ? undefined : await this.#lines.first({ key: line.key });
    return stored ?? { ...line, id: await this.#lines.insert(line) };
  }

  after(id: number, limit: number): Promise<readonly RoomLine[]> {
    return this.#lines.all({ where: { id: MoreThan(id) }, order: { id: 'ASC' }, take: limit });
  }
}
