/** Any run of white space is one space; none at the ends. */
const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();

interface Pieces {
  readonly pieces: readonly string[];
  /** The message with the spaces at its ends that the pattern asks for beside an outer `…`. */
  readonly text: string;
}

/** `…` may stand for nothing: then the spaces on both its sides are one run, and at the ends of a message none. */
function cut(pattern: string, text: string): Pieces {
  const pieces = squeeze(pattern).split(/…+/u);
  const before = pieces.length > 1 && pieces[0] === '' && pieces[1]?.startsWith(' ') ? ' ' : '';
  const after = pieces.length > 1 && pieces.at(-1) === '' && pieces.at(-2)?.endsWith(' ') ? ' ' : '';
  return { pieces, text: before + squeeze(text) + after };
}

/** Index of the first piece that has no place; `undefined` when the whole message fits. */
function firstMisfit({ pieces, text }: Pieces): number | undefined {
  const last = pieces.length - 1;
  if (last === 0) return text === pieces[0] ? undefined : 0;
  let end = 0;
  for (const [index, piece] of pieces.entries()) {
    const shared = index > 0 && pieces[index - 1]?.endsWith(' ') && piece.startsWith(' ') ? 1 : 0;
    const from = end - shared;
    const at = index === last ? text.length - piece.length : text.indexOf(piece, from);
    const fits = at >= from && (index > 0 || at === 0) && text.startsWith(piece, at);
    if (!fits) return index;
    end = at + piece.length;
  }
  return undefined;
}

/** Does the message, as a person sees it, fit the pattern from end to end? */
export const fits = (pattern: string, text: string): boolean => firstMisfit(cut(pattern, text)) === undefined;

/** The first piece of the pattern for which the message has no place; empty when it fits. */
export function misfit(pattern: string, text: string): string {
  const parts = cut(pattern, text);
  const index = firstMisfit(parts);
  if (index === undefined) return '';
  const piece = parts.pieces[index] ?? '';
  return piece.trim() === '' ? 'the end' : piece.trim();
}
