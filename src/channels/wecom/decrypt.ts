import { decryptFile } from '@wecom/aibot-node-sdk';
import { MediaError } from './media-error';

/**
 * AES-256-CBC, IV the first 16 bytes of the key, PKCS#7 in blocks of 32 (page 100719). The key is the 43 characters
 * of the EncodingAESKey or the base64 beside the address.
 * @throws MediaError
 */
export function decryptMedia(bytes: Uint8Array, aesKey: string): Buffer {
  try {
    return decryptFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), aesKey);
  } catch {
    throw new MediaError('bad_cipher');
  }
}
