import { createHash } from 'node:crypto';

/** Equal for texts that differ in white space only: what is pasted twice is the same. */
export const fingerprintOf = (text: string): string =>
  createHash('sha256').update(text.normalize('NFKC').replace(/\s+/g, '')).digest('hex');
