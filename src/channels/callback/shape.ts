import { z } from 'zod';
import { id, readBody, type Body } from '../wecom/content';
import { type Entered, readEvent, type Tapped } from '../wecom/event';
import { Refused } from './envelope';
import { parseJson } from './request';

const refresh = z.object({ msgtype: z.literal('stream'), stream: z.object({ id }) });

/**
 * What a callback can be: something said, a click, somebody who came in, a refresh; other events, also one that cannot
 * be read, and types of a later day are acknowledged.
 */
export type Called =
  | Body
  | Tapped
  | Entered
  | { readonly kind: 'refresh'; readonly streamId: string }
  | { readonly kind: 'bad_event' };

/** @throws Refused when it is not a callback as the developer site describes it */
export function parseCall(plain: string): Called {
  const value = parseJson(Buffer.from(plain, 'utf8'), 'bad_message');
  try {
    const body = readBody(value);
    if (body.kind === 'other' && body.msgtype === 'stream')
      return { kind: 'refresh', streamId: refresh.parse(value).stream.id };
    return body.kind === 'other' && body.msgtype === 'event' ? (eventIn(value) ?? body) : body;
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refused('bad_message');
    throw error;
  }
}

/** An event is not delivered again: refusing it would help nobody. */
function eventIn(value: unknown): Called | undefined {
  try {
    return readEvent(value);
  } catch (error) {
    if (error instanceof z.ZodError) return { kind: 'bad_event' };
    throw error;
  }
}
