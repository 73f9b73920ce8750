import { createCipheriv, randomBytes } from 'node:crypto';

/** A key as it stands beside a media address in the long connection. */
export const newAesKey = (): string => randomBytes(32).toString('base64');

/** AES-256-CBC, IV the first 16 bytes of the key, PKCS#7 in blocks of 32 (page 100719). */
export function encryptMedia(plain: Uint8Array, aesKey: string): Buffer {
  const key = Buffer.from(aesKey, 'base64');
  const count = 32 - (plain.length % 32);
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([aes.update(Buffer.concat([plain, Buffer.alloc(count, count)])), aes.final()]);
}
