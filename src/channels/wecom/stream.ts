import { createHash } from 'node:crypto';
import { LIMITS } from './limits';

/**
 * Bytes of `stream.content` (developer site, page 101031), of the markdown of a response_url (101138) and of an
 * `aibot_send_msg` (101463).
 */
export const MAX_CONTENT_BYTES = Math.min(LIMITS.reply.bytes, LIMITS.push.bytes, LIMITS.responseUrl.bytes);

/** A stream's id that follows from what it answers: the same again is the same bubble, not a second one. */
export const streamId = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
