import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** WeCom's side of the callback, written after the developer site (90968, 101033) and independent of our libraries. */
export const TOKEN = 'tokenOfTheTest';
export const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const key = Buffer.from(`${AES_KEY}=`, 'base64');

export const sign = (timestamp: string, nonce: string, encrypted: string, token = TOKEN): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex');

function cipher(plain: Buffer, withKey: Buffer): string {
  const aes = createCipheriv('aes-256-cbc', withKey, withKey.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(plain), aes.final()]).toString('base64');
}

export interface Forgery {
  readonly receiveid?: string;
  /** Written into the length field instead of the true length. */
  readonly length?: number;
  /** Gives the padding bytes for the count that is right. */
  readonly padding?: (count: number) => Buffer;
  readonly key?: Buffer;
}

export function encrypt(text: string | Buffer, forgery: Forgery = {}): string {
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(forgery.length ?? message.length);
  const bare = Buffer.concat([randomBytes(16), length, message, Buffer.from(forgery.receiveid ?? '')]);
  const count = 32 - (bare.length % 32);
  const padding = forgery.padding?.(count) ?? Buffer.alloc(count, count);
  return cipher(Buffer.concat([bare, padding]), forgery.key ?? key);
}

function decrypt(encrypted: string): string {
  const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([aes.update(encrypted, 'base64'), aes.final()]);
  const count = plain.at(-1) ?? 0;
  if (plain.length % 32 !== 0 || count < 1 || count > 32) throw new Error('padding of the answer');
  const end = plain.length - count;
  if (plain.readUInt32BE(16) !== end - 20) throw new Error('length of the answer, or a receiveid');
  return plain.toString('utf8', 20, end);
}

export interface Signing {
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly signature?: string;
}

export const signedQuery = (encrypted: string, now: number, by: Signing = {}): URLSearchParams => {
  const timestamp = by.timestamp ?? String(Math.floor(now / 1000));
  const nonce = by.nonce ?? randomBytes(6).toString('hex');
  return new URLSearchParams({ msg_signature: by.signature ?? sign(timestamp, nonce, encrypted), timestamp, nonce });
};

let serial = 0;
export interface Message extends Record<string, unknown> {
  readonly msgid: string;
}

/** A text in a group, with a msgid of its own. */
export function message(change: Record<string, unknown> = {}): Message {
  serial += 1;
  return {
    msgid: `m${serial}`,
    aibotid: 'aib1',
    chatid: 'wrG1',
    chattype: 'group',
    from: { userid: 'wangli' },
    msgtype: 'text',
    text: { content: `@bot line ${serial}` },
    ...change,
  };
}

interface Sealed {
  readonly encrypt: string;
  readonly msgsignature: string;
  readonly timestamp: number;
  readonly nonce: string;
}

/** The plain JSON of an answer whose signature, nonce and timestamp are right. */
export function openAnswer(body: string, nonce: string, now: number): unknown {
  const sealed = JSON.parse(body) as Sealed;
  if (sealed.nonce !== nonce) throw new Error('nonce of the answer');
  if (sealed.timestamp !== Math.floor(now / 1000)) throw new Error('timestamp of the answer');
  if (sealed.msgsignature !== sign(String(sealed.timestamp), nonce, sealed.encrypt)) throw new Error('signature');
  return JSON.parse(decrypt(sealed.encrypt));
}
