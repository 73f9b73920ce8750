import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueryFailedError, type QueryRunner } from 'typeorm';
import type { Database } from './data-source';
import { StorageError } from './errors';
import { Unit } from './unit';

/** Far above any real unit (milliseconds): one that hangs would stop everybody behind it. */
const LONGEST_UNIT_MS = 30_000;

const BEGIN_ATTEMPTS = 3;
/** SQLite's, and PostgreSQL's lock_not_available. */
const LOCK_WAIT_CODES = new Set<unknown>(['SQLITE_BUSY', '55P03']);

type Job<T> = (unit: Unit, runner: QueryRunner) => Promise<T>;

/**
 * Every transaction of the process, one after the other in the order of asking. SQLite has one connection, on which
 * two transactions would become one; on PostgreSQL the queue keeps the same order, and `begin` takes a lock against
 * other processes.
 */
export class UnitsOfWork {
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;
  readonly #inside = new AsyncLocalStorage<Unit>();

  constructor(
    private readonly database: Database,
    private readonly longestMs = LONGEST_UNIT_MS,
  ) {}

  async run<T>(job: Job<T>): Promise<T> {
    if (this.#inside.getStore()?.isOpen)
      throw new StorageError('nested', 'a unit of work was started inside another one');
    if (this.#closed) throw new StorageError('closed', 'the storage is closed');
    const turn = this.#tail.then(() => this.#transact(job));
    this.#tail = turn.then(breathe, breathe);
    return turn;
  }

  /** Lets nothing more in; resolves when the last unit has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#tail;
  }

  async #transact<T>(job: Job<T>): Promise<T> {
    const runner = await this.#begin();
    const unit = new Unit(runner.manager);
    try {
      const result = await withinTime(
        this.#inside.run(unit, () => job(unit, runner)),
        this.longestMs,
      );
      await unit.complete();
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await unit.end();
      // Fails when the connection is gone: nothing is open then.
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The pool may hand out a connection that PostgreSQL has closed a moment ago; the job has not begun, so try again. */
  async #begin(attempt = 1): Promise<QueryRunner> {
    const runner = this.database.source.createQueryRunner();
    try {
      await runner.query(this.database.begin);
      return runner;
    } catch (error) {
      // PostgreSQL has begun by the time that it waits for the lock.
      await runner.query('ROLLBACK').catch(() => undefined);
      await runner.release();
      if (attempt === BEGIN_ATTEMPTS || isLockWait(error)) throw error;
    }
    await sleep(50 * attempt);
    return this.#begin(attempt + 1);
  }
}

/** Somebody else held the lock for longer than we wait: waiting again would help nobody. */
const isLockWait = (error: unknown): boolean =>
  error instanceof QueryFailedError && LOCK_WAIT_CODES.has((error.driverError as { code?: unknown }).code);

/** Lets timers and sockets in between two units. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function withinTime<T>(job: Promise<T>, longestMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const message = `a unit of work took more than ${longestMs} ms`;
    timer = setTimeout(() => reject(new StorageError('too_long', message)), longestMs);
  });
  try {
    return await Promise.race([job, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
