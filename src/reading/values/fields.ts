import type { Source } from '../source';

/**
 * A labelled free text (`地点：西楼梯口`): up to the end of its line or sentence, or the next label. Taken with its
 * label.
 */
export function takeField(source: Source, labels: string, end: 'line' | 'clause' = 'line'): string | undefined {
  const stop = end === 'line' ? '[^\\n\\uE000]' : '[^\\n,。;\\uE000]';
  const piece = source.find(new RegExp(`(?:${labels})\\s?[:是为]\\s*(${stop}{1,200})`));
  if (!piece) return undefined;
  const raw = piece.groups[0] ?? '';
  const next = /[。;,\s](?:[\u4e00-\u9fff]{2,5})[:]/.exec(raw)?.index ?? raw.length;
  const text = raw.slice(0, next);
  source.cut(piece.start, piece.start + piece.text.length - raw.length + text.length);
  return text.replace(/[。;,\s]+$/, '').trim() || undefined;
}
