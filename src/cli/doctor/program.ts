import { z } from 'zod';
import type { Config } from '../../config';
import type { ConnectionState } from '../../domain/checkup/vitals';

const WAIT_MS = 4000;

const health = z.object({ status: z.enum(['ok', 'stopping']), refused: z.record(z.string(), z.number()) });
const check = z.union([z.boolean(), z.looseObject({ ok: z.boolean() })]);
const readiness = z.object({ ready: z.boolean(), checks: z.record(z.string(), check) });
const connection = z.object({
  up: z.boolean(),
  since: z.number(),
  cause: z.string().optional(),
  detail: z.string().optional(),
});

/** What is at the address where the program listens. */
export interface Program {
  readonly state: 'running' | 'absent' | 'hangs' | 'stranger' | 'unknown';
  readonly address: string;
  /** Requests that it refused since its start, by cause. */
  readonly refused: Readonly<Record<string, number>>;
  /** Names of the checks of `/readyz` that fail. */
  readonly failing: readonly string[];
  readonly connection?: ConnectionState;
}

type Answer = { readonly body: unknown } | 'refused' | 'silent';

async function ask(address: string, path: string): Promise<Answer> {
  try {
    const response = await fetch(`${address}${path}`, { signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' });
    return { body: await response.json().catch(() => undefined) };
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'silent' : 'refused';
  }
}

/** An address for all interfaces is asked on this machine's own. */
function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const near = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${near.includes(':') ? `[${near}]` : near}:${port}`;
}

/** Asks the program itself how it is. */
export async function findProgram(config: Pick<Config, 'host' | 'port'>): Promise<Program> {
  const address = addressOf(config);
  const nothing = { address, refused: {}, failing: [] };
  if (config.port === 0) return { ...nothing, state: 'unknown' };
  const answer = await ask(address, '/healthz');
  if (answer === 'refused') return { ...nothing, state: 'absent' };
  if (answer === 'silent') return { ...nothing, state: 'hangs' };
  const read = health.safeParse(answer.body);
  if (!read.success) return { ...nothing, state: 'stranger' };
  return { address, refused: read.data.refused, state: 'running', ...(await readyOf(address)) };
}

async function readyOf(address: string): Promise<Pick<Program, 'failing' | 'connection'>> {
  const answer = await ask(address, '/readyz');
  const read = typeof answer === 'string' ? undefined : readiness.safeParse(answer.body).data;
  if (!read) return { failing: ['readyz'] };
  const failing = Object.entries(read.checks).filter(([, value]) => value === false || Object(value).ok === false);
  const state = connection.safeParse(read.checks['connection']).data;
  return { failing: failing.map(([name]) => name), ...(state && { connection: stateOf(state) }) };
}

const stateOf = ({ up, since, cause, detail = '' }: z.infer<typeof connection>): ConnectionState => ({
  up,
  since,
  ...(cause !== undefined && { trouble: { cause, detail } }),
});
