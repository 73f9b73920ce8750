/** RFC 5987 first (`filename*=UTF-8''…`), then the plain form, with or without quotes. */
const EXTENDED = /filename\*\s*=\s*UTF-8''([^;\s]+)/i;
const PLAIN = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The name in a Content-Disposition, as typed by whoever sent the file: never part of a path before it is cleaned. */
export function dispositionName(header: string | null): string | undefined {
  if (header === null) return undefined;
  const extended = EXTENDED.exec(header)?.[1];
  const plain = PLAIN.exec(header);
  const name = extended ?? plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
  return name === undefined || name === '' ? undefined : decoded(name).slice(0, 255);
}
