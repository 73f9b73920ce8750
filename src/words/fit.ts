const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Cuts a text into numbered parts of at most `maxBytes` UTF-8 bytes, at line ends where there are any. */
export function fit(text: string, maxBytes: number): string[] {
  if (bytes(text) <= maxBytes) return [text];
  const room = maxBytes - NUMBER_BYTES;
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n').flatMap((each) => splitLine(each, room))) {
    const longer = part === '' ? line : `${part}\n${line}`;
    if (bytes(longer) <= room) part = longer;
    else {
      parts.push(part);
      part = line;
    }
  }
  parts.push(part);
  return parts.map((each, index) => `（${index + 1}/${parts.length}）\n${each}`);
}

/** Room for `（12/34）` and a line end. */
const NUMBER_BYTES = 16;

/** What must stay together: an escaped mark, the broken mention of what people typed, a character. */
const UNITS = /\\(?:\d+\.|[^])|@\u200B|[^]/gu;

function splitLine(line: string, room: number): string[] {
  if (bytes(line) <= room) return [line];
  const pieces: string[] = [];
  let piece = '';
  for (const [unit] of line.matchAll(UNITS)) {
    if (bytes(piece) + bytes(unit) > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += unit;
  }
  return [...pieces, piece];
}
