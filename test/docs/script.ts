import { readFileSync } from 'node:fs';
import { addDays, dayOf, type Instant, instantOf, minuteOfClock } from '../../src/lib/time';
import { codeBlocks, projectFile } from './code-blocks';

interface Place {
  readonly who: string;
  /** Absent in private. */
  readonly group?: string;
}
/**
 * What a document says and does, in its order. Fences show lines to type:
 *   ```text 李梅            each line is one message, typed by 李梅 in G1
 *   ```text 白鸽 G3         in another group; `私聊` is in private
 *   ```text 李梅 附件=a.jpg  with an attachment
 *   ```message 李梅         the whole block is one message
 * Comments prepare what the lines need and are not shown:
 *   <!-- 说 白鸽 G1 截止 … -->  somebody types that
 *   <!-- 选 白鸽 G3 同意 -->    somebody taps this choice of the bot's last message there
 *   <!-- 时间 后天 08:00 -->    the clock moves on
 *   <!-- 重来 -->               everything begins anew
 *   <!-- 答 已发布 -->          the last answer contains that
 *   <!-- 听 G1 通报 -->         the bot has said that unasked in a group, or to a person
 */
export type Act =
  | ({ readonly kind: 'say'; readonly text: string; readonly attachment?: string; readonly line: number } & Place)
  | ({ readonly kind: 'tap'; readonly label: string; readonly line: number } & Place)
  | { readonly kind: 'wait'; readonly days: number; readonly clock: string; readonly line: number }
  | { readonly kind: 'anew'; readonly line: number }
  | { readonly kind: 'answered'; readonly text: string; readonly line: number }
  | { readonly kind: 'pushed'; readonly to: string; readonly text: string; readonly line: number };

const DAYS: Readonly<Record<string, number>> = { 今天: 0, 明天: 1, 后天: 2, 大后天: 3 };

function placeOf(who = '', where = 'G1'): Place {
  return where === '私聊' ? { who } : { who, group: where };
}

function shown(path: string): Act[] {
  return codeBlocks(path)
    .filter(({ language }) => language === 'text' || language === 'message')
    .flatMap(({ language, info, text, line }): Act[] => {
      const words = info.split(' ');
      const attachment = words.find((word) => word.startsWith('附件='))?.slice('附件='.length);
      const [who, where] = words.filter((word) => !word.startsWith('附件='));
      const more = { ...placeOf(who, where), ...(attachment === undefined ? {} : { attachment }) };
      if (language === 'message') return [{ kind: 'say', text: text.trimEnd(), line, ...more }];
      return text
        .trimEnd()
        .split('\n')
        .map((each, index): Act => ({ kind: 'say', text: each, line: line + index, ...more }));
    });
}

const ACTS: Readonly<Record<string, (words: readonly string[], line: number) => Act>> = {
  说: ([who, where, ...words], line) => ({ kind: 'say', text: words.join(' '), line, ...placeOf(who, where) }),
  选: ([who, where, label = ''], line) => ({ kind: 'tap', label, line, ...placeOf(who, where) }),
  时间: ([day = '', clock = ''], line) => ({ kind: 'wait', days: DAYS[day] ?? 0, clock, line }),
  重来: (_, line) => ({ kind: 'anew', line }),
  答: (words, line) => ({ kind: 'answered', text: words.join(' '), line }),
  听: ([to = '', ...words], line) => ({ kind: 'pushed', to, text: words.join(' '), line }),
};

/** A comment of one line is one act; an unknown word in it is a slip of the pen. */
function hidden(path: string): Act[] {
  const lines = readFileSync(projectFile(path), 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const [word, ...words] = /^<!-- (.*) -->$/.exec(text)?.[1]?.split(' ') ?? [];
    if (word === undefined) return [];
    const act = ACTS[word];
    if (!act) throw new Error(`${path}:${index + 1}: ${word} is no act`);
    return [act(words, index + 1)];
  });
}

export const actsOf = (path: string): readonly Act[] =>
  [...shown(path), ...hidden(path)].sort((a, b) => a.line - b.line);

export const waitUntil = (now: Instant, { days, clock }: { readonly days: number; readonly clock: string }): Instant =>
  instantOf(addDays(dayOf(now), days), minuteOfClock(clock));
