/** Length in UTF-8 bytes, as WeCom counts. */
export const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/** The longest beginning of the text that has at most `maxBytes` UTF-8 bytes; no character is cut in two. */
export function cutBytes(text: string, maxBytes: number): string {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= maxBytes) return text;
  let end = Math.max(0, maxBytes);
  // 10xxxxxx continues a character.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
