import { performance } from 'node:perf_hooks';

/** Milliseconds that a piece of work takes, once. */
export async function timeOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The shortest of several runs: what else runs on the machine only ever makes one longer. */
export async function bestOf(runs: number, work: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) best = Math.min(best, await timeOf(work));
  return best;
}

/** How many times longer the first work takes. In turns, so that a slow minute of the machine slows both. */
export async function ratioOf(runs: number, work: () => unknown, reference: () => unknown): Promise<number> {
  const best = { work: Number.POSITIVE_INFINITY, reference: Number.POSITIVE_INFINITY };
  for (let run = 0; run < runs; run += 1) {
    best.reference = Math.min(best.reference, await timeOf(reference));
    best.work = Math.min(best.work, await timeOf(work));
  }
  return best.work / best.reference;
}
