import { escape } from '../words/escape';
import type { Mention } from './channel';

/** The same text with the names of those whom it is for, where nothing can ring them. The names ring nobody either. */
export function withNames(markdown: string, mentions: readonly Mention[]): string {
  const names = new Set(mentions.flatMap(({ name }) => (name === undefined ? [] : [`@\u200B${escape(name)}`])));
  return names.size === 0 ? markdown : `${markdown}\n${[...names].join(' ')}`;
}
