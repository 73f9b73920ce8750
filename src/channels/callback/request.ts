import { z } from 'zod';
import { Refused } from './envelope';
import type { Signed } from './envelope';

const signedQuery = z.object({
  msg_signature: z.string().regex(/^[0-9a-f]{40}$/),
  timestamp: z.string().regex(/^\d{1,11}$/),
  nonce: z.string().min(1).max(128),
});
const base64 = z.string().min(1);
const checkQuery = signedQuery.extend({ echostr: base64 });
const envelope = z.object({ encrypt: base64 });

type Query = Readonly<Record<string, string | string[] | undefined>>;

function singleValues(query: Query): Query {
  if (Object.values(query).some(Array.isArray)) throw new Refused('duplicate_parameter');
  return query;
}

/** Strict where Node is lenient: bad UTF-8 is refused, not repaired. */
export function parseJson(bytes: Uint8Array, cause: 'bad_envelope' | 'bad_message'): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new Refused(cause);
  }
}

/** The signed parts of the console's check of the address. */
export function readCheck(query: Query): Signed {
  const read = checkQuery.safeParse(singleValues(query));
  if (!read.success) throw new Refused('bad_query');
  const { msg_signature: signature, timestamp, nonce, echostr } = read.data;
  return { signature, timestamp, nonce, encrypted: echostr };
}

/** The signed parts of a message. */
export function readPost(query: Query, body: Uint8Array): Signed {
  const read = signedQuery.safeParse(singleValues(query));
  if (!read.success) throw new Refused('bad_query');
  const { msg_signature: signature, timestamp, nonce } = read.data;
  const outer = envelope.safeParse(parseJson(body, 'bad_envelope'));
  if (!outer.success) throw new Refused('bad_envelope');
  return { signature, timestamp, nonce, encrypted: outer.data.encrypt };
}
