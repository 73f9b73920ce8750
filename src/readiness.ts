import type { Channel } from './chat/channel';
import { LONGEST_WAIT, waiting } from './domain/checkup/delivery';
import { CONNECTION_GRACE } from './domain/checkup/machine';
import type { Check, Ready } from './http/health';
import type { Clock } from './lib/clock';
import type { Storage } from './storage';

export interface ReadinessParts {
  readonly storage: Storage;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
}

/** What `/readyz` tells: the database answers, the long connection stands, nothing waits for long. */
export function readiness({ storage, channels, clock }: ReadinessParts): Ready {
  return async () => {
    const database = await storage.ping().then(
      () => true,
      () => false,
    );
    const connections = channels.flatMap((channel) => connectionCheck(channel, clock) ?? []);
    return {
      database,
      ...(connections[0] && { connection: connections[0] }),
      ...(database && { queue: await queueCheck(storage, clock) }),
    };
  };
}

function connectionCheck(channel: Channel, clock: Clock): Check | undefined {
  const state = channel.state?.();
  if (!state) return undefined;
  const { up, since, trouble } = state;
  return { ok: up || clock.now() - since <= CONNECTION_GRACE, up, since, ...trouble };
}

async function queueCheck({ work }: Storage, clock: Clock): Promise<Check> {
  const now = clock.now();
  const rows = await work.run((tx) => waiting({ tx, now }));
  const oldest = rows[0]?.since ?? now;
  const oldestSeconds = Math.max(0, Math.round((now - oldest) / 1000));
  return { ok: oldestSeconds * 1000 <= LONGEST_WAIT, waiting: rows.length, oldestSeconds };
}
