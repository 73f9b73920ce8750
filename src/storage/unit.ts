import type { EntityManager } from 'typeorm';
import { StorageError } from './errors';

type Statement<T> = (manager: EntityManager) => Promise<T>;

/**
 * One open transaction. Every statement passes through `use`, so that they run one after the other (a connection can
 * do no more), none runs after the end, and one that failed cannot be forgotten: PostgreSQL would answer the COMMIT
 * of such a transaction with a quiet ROLLBACK.
 */
export class Unit {
  #tail: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly manager: EntityManager) {}

  get isOpen(): boolean {
    return !this.#ended;
  }

  async use<T>(statement: Statement<T>): Promise<T> {
    this.#waiting += 1;
    const result = this.#tail.then(() => this.#execute(statement));
    this.#tail = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #execute<T>(statement: Statement<T>): Promise<T> {
    if (this.#ended) throw new StorageError('late_use', 'a statement came after the end of its unit of work');
    try {
      return await statement(this.manager);
    } catch (error) {
      this.#failure ??= { error };
      throw error;
    }
  }

  /** Lets nothing more in and waits for what is running. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#tail;
  }

  /** Ends it; throws when it may not be committed. */
  async complete(): Promise<void> {
    const unawaited = this.#waiting;
    await this.end();
    if (unawaited > 0) {
      throw new StorageError('unawaited', `a unit of work ended before ${unawaited} of its statements were awaited`);
    }
    if (this.#failure) throw this.#failure.error;
  }
}
