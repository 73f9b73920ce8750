import type { Secrets } from '../../domain/ports';
import { schemas } from '../schemas';
import { Table } from '../table';
import type { Unit } from '../unit';

export class SqlSecretStore implements Secrets {
  readonly #secrets;

  constructor(unit: Unit) {
    this.#secrets = new Table(unit, schemas.secrets);
  }

  async get(name: string): Promise<string | undefined> {
    return (await this.#secrets.first({ name }))?.value;
  }

  put(name: string, value: string): Promise<void> {
    return this.#secrets.put([{ name, value }], ['name']);
  }

  remove(name: string): Promise<void> {
    return this.#secrets.remove({ name });
  }

  async names(): Promise<readonly string[]> {
    return (await this.#secrets.all({ order: { name: 'ASC' } })).map(({ name }) => name);
  }
}
