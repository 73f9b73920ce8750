import { cutBytes } from '../lib/bytes';

/** File systems take 255 bytes; a download may add to the name. */
const MAX_BYTES = 200;
const MAX_EXTENSION_BYTES = 16;
const FALLBACK = 'file';

/**
 * A name that people typed or a phone made, as a name and nothing else: no folder, no control or direction characters,
 * nothing that a file system or a header reads in its own way.
 */
export function fileName(typed: string): string {
  const last = typed.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [extension = ''] = /\.[^.]+$/.exec(clean) ?? [];
  const kept = Buffer.byteLength(extension) <= MAX_EXTENSION_BYTES ? extension : '';
  const stem = clean.slice(0, clean.length - kept.length);
  return `${cutBytes(stem, MAX_BYTES - Buffer.byteLength(kept))}${kept}` || FALLBACK;
}
