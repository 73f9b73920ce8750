import { durationOf } from './duration';
import { moveOf } from './moments';
import { type Action, BadStory } from './script';

const lasting =
  (what: 'down' | 'cut') =>
  (words: string): Action | undefined => {
    const milliseconds = durationOf(words);
    return milliseconds === undefined ? undefined : { do: what, milliseconds };
  };

const bare =
  (action: Action) =>
  (words: string): Action | undefined =>
    words === '' ? action : undefined;

const WORDS: Readonly<Record<string, (words: string) => Action | undefined>> = {
  私聊: bare({ do: 'private' }),
  群: (id) => (/^\S+$/.test(id) ? { do: 'group', id } : undefined),
  附件: (name) => (name === '' ? undefined : { do: 'attach', name }),
  选: (label) => (label === '' ? undefined : { do: 'choose', label }),
  重发: bare({ do: 'resend' }),
  重启: bare({ do: 'restart' }),
  停机: lasting('down'),
  断线: lasting('cut'),
  接口: (code) => (/^-?\d+$/.test(code) ? { do: 'errcode', errcode: Number(code) } : undefined),
};

/** A line in brackets: an attachment, a choice, a place, a mishap or a move of the clock. */
export function bracketOf(text: string, line: number): Action {
  const [, inside = ''] = /^\[(.*)\]\s*$/.exec(text) ?? [];
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(inside.trim()) ?? [];
  const read = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  const move = read ? undefined : moveOf(inside.trim());
  const action = read ? read(rest) : move && { do: 'move' as const, move };
  if (!action) throw new BadStory(line, `not understood: ${text}`);
  return action;
}
