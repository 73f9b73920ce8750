/**
 * Chinese that was read in the wrong encoding. Three ways are common in offices: UTF-8 or GBK bytes shown as Latin-1,
 * UTF-8 bytes shown as GBK, and text whose bytes were already lost (U+FFFD, which GBK shows as a well-known word).
 */
const LOST = /\uFFFD|锟斤拷|烫烫烫/;
/** Two or more characters that a two-byte code shows in Latin-1; the first bytes of Chinese are 0xB0 and above. */
const LATIN_RUN = /[\u00B0-\u00FF][\u0080-\u00FF\u0152-\u0192\u02C6-\u02DC\u2013-\u2122]/;
const HAN = /\p{Script=Han}/u;
const ONLY_HAN = /^\p{Script=Han}{2,}$/u;

/** Windows-1252 from 0x80 to 0x9F. Written out: TextDecoder of some Node versions reads it as Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

type Table = ReadonlyMap<string, readonly number[]>;

/** Bytes that show as these characters, in Windows-1252 and in true Latin-1 (control characters from 0x80 to 0x9F). */
function latinTable(): Table {
  const plain = Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), [byte]] as const);
  return new Map([...plain, ...Array.from(WINDOWS, (char, index) => [char, [0x80 + index]] as const)]);
}

function gbkTable(): Table {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, readonly number[]>();
  for (let byte = 0; byte < 0x80; byte += 1) table.set(String.fromCharCode(byte), [byte]);
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      const shown = decoder.decode(Uint8Array.of(lead, trail));
      if (!shown.includes('\uFFFD')) table.set(shown, [lead, trail]);
    }
  }
  return table;
}

const latin = latinTable();
/** Made when the first Chinese word is looked at: 24,000 pairs take some milliseconds. */
let gbk: Table | undefined;

function bytesIn(table: Table, text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const char of text) {
    const code = table.get(char);
    if (!code) return undefined;
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

function decoded(bytes: Uint8Array, encoding: 'utf-8' | 'gb18030'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export interface Garbled {
  /** The text as it was found. */
  readonly shown: string;
  /** What it should have been, when the bytes can still tell. */
  readonly meant?: string;
}

/** Says whether this text is Chinese in the wrong encoding. */
export function garbled(text: string): Garbled | undefined {
  if (LOST.test(text)) return { shown: text };
  if (LATIN_RUN.test(text) && !HAN.test(text)) {
    const bytes = bytesIn(latin, text);
    const meant = bytes && (decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030'));
    return meant !== undefined && HAN.test(meant) ? { shown: text, meant } : undefined;
  }
  if (!ONLY_HAN.test(text)) return undefined;
  gbk ??= gbkTable();
  const bytes = bytesIn(gbk, text);
  const meant = bytes && decoded(bytes, 'utf-8');
  return meant !== undefined && ONLY_HAN.test(meant) ? { shown: text, meant } : undefined;
}
