import type { Counters } from './counters';
import type { Route } from './route';

/** What there is to say of a part, beside whether it works. Never a secret, never what people wrote. */
export type Check = Readonly<Record<string, string | number | boolean>> & { readonly ok: boolean };

/** Named checks, each true (or ok) when that part can work. */
export type Ready = () => Promise<Readonly<Record<string, boolean | Check>>>;

const works = (check: boolean | Check): boolean => (typeof check === 'boolean' ? check : check.ok);

/** A check that takes longer than this has failed. */
const CHECK_MS = 2000;

async function checked(ready: Ready): ReturnType<Ready> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<{ inTime: boolean }>((resolve) => {
    timer = setTimeout(() => resolve({ inTime: false }), CHECK_MS);
  });
  try {
    return await Promise.race([ready(), late]);
  } catch {
    return { checks: false };
  } finally {
    clearTimeout(timer);
  }
}

export interface HealthOptions {
  readonly ready: Ready;
  readonly counters: Counters;
  readonly stopping: () => boolean;
  /** Before that the program is starting, and not ready whatever works already. */
  readonly open: () => boolean;
}

/** `/healthz`: the process is alive. `/readyz`: everything that it needs works. */
export function healthRoutes(options: HealthOptions): Route[] {
  const { ready, counters, stopping, open } = options;
  return [
    {
      method: 'GET',
      path: '/healthz',
      async handle(ctx) {
        ctx.status = stopping() ? 503 : 200;
        ctx.body = { status: stopping() ? 'stopping' : 'ok', refused: counters.read() };
      },
    },
    {
      method: 'GET',
      path: '/readyz',
      async handle(ctx) {
        const checks = open() ? await checked(ready) : { started: false };
        const ok = !stopping() && Object.values(checks).every(works);
        ctx.status = ok ? 200 : 503;
        ctx.body = { ready: ok, checks };
      },
    },
  ];
}
