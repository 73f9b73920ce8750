import type { FoundCommand } from './find-command';
import { normalise } from './normalise';
import type { ReadingContext } from './reading';
import { findTopic } from './values/topics';

/** 年度总结 已报: the title of a task that is open now. */
export function titled(text: string, context: ReadingContext): FoundCommand | undefined {
  const title = [...context.openTitles]
    .sort((a, b) => b.length - a.length)
    .find((each) => text.startsWith(normalise(each)));
  if (title === undefined || !/已?[报交发传]|见附件|附件|盖章|完成/.test(text.slice(title.length))) return undefined;
  return { intent: 'report_submit', command: '', slash: false, body: text };
}

/** Items with commands of their own: their words say more than that something was handed in. */
const TOLD_BY_COMMANDS: ReadonlySet<string> = new Set('duty zero hazard selfcheck fix visit'.split(' '));

/** /疫苗台账 已报: a title that begins like a command, when nothing but the report of it follows. */
export function handedIn(text: string, context: ReadingContext): FoundCommand | undefined {
  const body = text.replace(/^[/、\\\s]+/, '');
  const title = [...context.openTitles]
    .sort((a, b) => b.length - a.length)
    .find((each) => body.startsWith(normalise(each)));
  if (title === undefined || TOLD_BY_COMMANDS.has(findTopic(title)?.code ?? '')) return undefined;
  const rest = body.slice(normalise(title).length);
  if (/\d/.test(rest) || !/^[\s:,]*(?:已|见附件|附件|扫描件|盖章|签字)/.test(rest)) return undefined;
  return { intent: 'report_submit', command: '', slash: body !== text, body };
}
