import { setTimeout as sleep } from 'node:timers/promises';
import { openClient } from '../../channels/socket/client';
import type { Config } from '../../config';
import type { ConnectionState } from '../../domain/checkup/vitals';
import { MINUTE } from '../../lib/time';

const WAIT_MS = 15_000;
const SILENT_LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Subscribes once as the bot, and leaves. Whoever else is subscribed as this bot is thrown out by it. */
export async function tryConnection(
  gateway: NonNullable<Config['longConnection']>,
): Promise<'accepted' | NonNullable<ConnectionState['trouble']>> {
  const stop = new AbortController();
  let close = (): void => undefined;
  const settled = new Promise<Awaited<ReturnType<typeof tryConnection>>>((resolve) => {
    const client = openClient({ ...gateway, heartbeatMs: MINUTE }, SILENT_LOG, {
      subscribed: () => resolve('accepted'),
      message: () => undefined,
      event: () => undefined,
      ended: (cause, detail) => resolve({ cause, detail }),
    });
    close = () => client.close();
  });
  const silence = { cause: 'silent', detail: '' } as const;
  const silent = sleep(WAIT_MS, silence, { signal: stop.signal }).catch(() => silence);
  try {
    return await Promise.race([settled, silent]);
  } finally {
    stop.abort();
    close();
  }
}
