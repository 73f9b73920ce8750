import type { Tx, Work } from '../../src/domain/ports';

/** `inbox.settle`, `outbox.claim` …: what a unit of work called, in any order. */
export type Called = ReadonlySet<string>;

export interface Watch {
  /** The job is done, nothing is committed; it fails if this throws. */
  before(called: Called): void;
  /** It is committed. */
  after?(called: Called): void;
}

/** The same units of work, with somebody who looks on at both sides of each commit. */
export const watchedWork = (work: Work, { before, after }: Watch): Work => ({
  async run(job) {
    const called = new Set<string>();
    const result = await work.run(async (tx) => {
      const done = await job(watchedTx(tx, called));
      before(called);
      return done;
    });
    after?.(called);
    return result;
  },
});

const watchedTx = (tx: Tx, called: Set<string>): Tx =>
  new Proxy(tx, {
    get: (_, store: keyof Tx) =>
      new Proxy(tx[store], {
        get(target, method: string) {
          const value: unknown = Reflect.get(target, method);
          if (typeof value !== 'function') return value;
          called.add(`${store}.${method}`);
          return value.bind(target) as unknown;
        },
      }),
  });
