import { timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { Instant } from '../../lib/time';
import { MINUTE } from '../../lib/time';

/** Why a request is refused: counted and logged by this word, and nothing else of the request is. */
export type Cause =
  | 'bad_query'
  | 'duplicate_parameter'
  | 'bad_signature'
  | 'stale_timestamp'
  | 'bad_ciphertext'
  | 'bad_receiveid'
  | 'bad_envelope'
  | 'bad_message';

export class Refused extends Error {
  constructor(readonly reason: Cause) {
    super(reason);
    this.name = 'Refused';
  }
}

export interface Keys {
  readonly token: string;
  readonly aesKey: string;
}

export interface Signed {
  readonly signature: string;
  /** Seconds, as the request wrote them. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypted: string;
}

/** A bot of the company itself has no receiveid (developer site, page 101033). */
const RECEIVEID = '';
const WINDOW = 5 * MINUTE;

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The library strips whatever looks like padding, believes the length field and repairs bad UTF-8. Encrypting its
 * result again gives the very same text only if padding (1..32), length, UTF-8 and base64 were all as they must be.
 */
function decryptStrictly(aesKey: string, encrypted: string): string {
  let opened: ReturnType<typeof decrypt>;
  try {
    opened = decrypt(aesKey, encrypted);
    if (encrypt(aesKey, opened.message, opened.id, opened.random) !== encrypted) throw new Refused('bad_ciphertext');
  } catch {
    throw new Refused('bad_ciphertext');
  }
  if (opened.id !== RECEIVEID) throw new Refused('bad_receiveid');
  return opened.message;
}

/**
 * The text of a signed and encrypted request.
 * @throws Refused
 */
export function open(signed: Signed, keys: Keys, now: Instant): string {
  const { signature, timestamp, nonce, encrypted } = signed;
  if (!sameText(signature, getSignature(keys.token, timestamp, nonce, encrypted))) throw new Refused('bad_signature');
  if (Math.abs(now - Number(timestamp) * 1000) > WINDOW) throw new Refused('stale_timestamp');
  return decryptStrictly(keys.aesKey, encrypted);
}

/** The body of an answer: the nonce is that of the request, the timestamp an integer in seconds (page 101033). */
export function seal(text: string, keys: Keys, at: { nonce: string; now: Instant }): string {
  const encrypted = encrypt(keys.aesKey, text, RECEIVEID);
  const timestamp = Math.floor(at.now / 1000);
  const msgsignature = getSignature(keys.token, String(timestamp), at.nonce, encrypted);
  return JSON.stringify({ encrypt: encrypted, msgsignature, timestamp, nonce: at.nonce });
}
