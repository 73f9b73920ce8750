/** Characters that markdown would read as marks, in what people typed. */
const MARKS = /[\\`*_[\]()<>#|~]/g;

/** What a person typed, safe inside a template: no links, mentions, tables or formatting can come of it. */
export const escape = (typed: string): string =>
  typed
    .replace(MARKS, (mark) => `\\${mark}`)
    .replace(/^(\s*)(\d+\.|[-+])(?=\s)/gm, '$1\\$2')
    .replaceAll('@', '@\u200B');

/** The text as a person sees it: marks removed, escapes undone. For channels without markdown, and for pasting. */
export const plain = (markdown: string): string =>
  markdown
    .replace(/\\([\\`*_[\]()<>#|~]|\d+\.|[-+])/g, (_, mark: string) => HIDDEN.get(mark) ?? mark)
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^>\s?/gm, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/[\uE010-\uE01F]/g, (hidden) => SHOWN.get(hidden) ?? hidden)
    .replaceAll('@\u200B', '@');

/** Typed marks are kept out of the way, in the private use area, while the template's own marks are removed. */
const HIDDEN = new Map(Array.from('\\`*_[]()<>#|~').map((mark, index) => [mark, String.fromCharCode(0xe010 + index)]));
const SHOWN = new Map([...HIDDEN].map(([mark, hidden]) => [hidden, mark]));
