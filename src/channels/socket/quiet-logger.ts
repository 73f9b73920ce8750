import type { Logger } from '@wecom/aibot-node-sdk';
import type { Log } from '../../lib/log';

/** The lines of the library that nothing else tells, by how they begin. */
const TELLING: readonly (readonly [begin: string, cause: string])[] = [
  ['Failed to parse', 'bad_frame'],
  ['Received invalid message', 'bad_frame'],
  ['Received unknown frame', 'unknown_frame'],
  ['Failed to handle message', 'handler'],
];

/** The library logs message bodies, addresses and req_ids: of its lines only a word of ours is kept. */
export function quietLogger(log: Log): Logger {
  const tell = (message: string): void => {
    const cause = TELLING.find(([begin]) => message.startsWith(begin))?.[1];
    if (cause !== undefined) log.warn({ cause }, 'a frame of the long connection was not understood');
  };
  return { debug: () => undefined, info: () => undefined, warn: tell, error: tell };
}
