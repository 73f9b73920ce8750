import { z } from 'zod';
import { DAY, type Instant } from '../../lib/time';
import type { Place } from './place';

/** A callback can be answered for 24 hours (developer site, page 101463). */
const LIFE = DAY;

const stored = z.tuple([z.string(), z.number(), z.enum(['group', 'person']), z.string()]);

/** What a late answer needs, as one opaque string: the req_id, until when it works, and the conversation. */
export const replyToOf = (reqId: string, receivedAt: Instant, { kind, id }: Place): string =>
  JSON.stringify([reqId, receivedAt + LIFE, kind, id]);

export interface ReplyAddress {
  /** Absent when its time is over: the conversation is all that is left. */
  readonly reqId?: string;
  readonly place: Place;
}

export function replyAddress(replyTo: string, now: Instant): ReplyAddress | undefined {
  try {
    const [reqId, diesAt, kind, id] = stored.parse(JSON.parse(replyTo));
    return { place: { kind, id }, ...(now < diesAt && { reqId }) };
  } catch {
    return undefined;
  }
}
