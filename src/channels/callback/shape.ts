import { z } from 'zod';
import { id, readBody, type Body } from '../wecom/content';
import { Refused } from './envelope';
import { parseJson } from './request';

const refresh = z.object({ msgtype: z.literal('stream'), stream: z.object({ id }) });

/** What a callback can be: something said, an event or a type of a later day (both are acknowledged), a refresh. */
export type Called = Body | { readonly kind: 'refresh'; readonly streamId: string };

/** @throws Refused when it is not a callback as the developer site describes it */
export function parseCall(plain: string): Called {
  const value = parseJson(Buffer.from(plain, 'utf8'), 'bad_message');
  try {
    const body = readBody(value);
    if (body.kind === 'other' && body.msgtype === 'stream')
      return { kind: 'refresh', streamId: refresh.parse(value).stream.id };
    return body;
  } catch (error) {
    if (error instanceof z.ZodError) throw new Refused('bad_message');
    throw error;
  }
}
