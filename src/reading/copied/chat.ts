import type { Day, Instant } from '../../lib/time';
import { peopleCalled, speakerOf } from './speaker';
import type { ReadingContext, Speaker } from '../reading';
import { DAY_LINE, headerDay, saidAt, WHEN } from './said-at';

/** One message of a chat as it was copied. */
export interface CopiedMessage {
  readonly speaker: Speaker;
  readonly saidAt?: Instant;
  readonly text: string;
}

export interface CopiedChat {
  readonly messages: readonly CopiedMessage[];
  readonly files: number;
}

const NAME = '(?<name>[^\\d\\s:,。;!?「」][^:,。;!?「」\\n]{0,29}?)';
/** 李梅 10:32 · 李梅 2022/9/28 10:32 · 李梅(昨天 10:32): */
const TIMED = new RegExp(`^${NAME}\\s*[(\\[]?\\s*${WHEN}\\s*[)\\]]?(?:\\s*:\\s*(?<body>.*))?$`, 'i');
/** 2022-09-28 10:32:11 李梅 */
const TIME_FIRST = new RegExp(`^[(\\[]?${WHEN}[)\\]]?\\s+${NAME}(?:\\s*:\\s*(?<body>.*))?$`, 'i');
/** 李梅: · 李梅: 康宁平安 */
const NAMED = new RegExp(`^${NAME}\\s*:\\s*(?<body>.*)$`);
/** The time that stands alone between the messages. */
const TIME_LINE = new RegExp(`^${WHEN}$`, 'i');
/** What people and programs write above a copied chat. */
const ABOVE =
  /^(?:[-=*_\s]*|.{0,30}聊天记录.{0,10}|以下.{0,20}|.{0,20}微信群?.{0,16}|(?:发件人|收件人|主题|日期|From|To|Subject|Date):.*|转发.{0,12})$/i;
const MAX_ABOVE = 5;
const MEDIA =
  /^\[(?:图片|文件|视频|照片|语音|表情|动画表情|链接|位置|名片|聊天记录|小程序|红包|转账|接龙|Photo|Image|File|Video|Voice|Sticker|Link)[^\]]*\].*$/gim;
const FILES = /^\[(?:图片|文件|视频|照片|Photo|Image|File|Video)/i;
const SYSTEM = /^.{0,40}(?:撤回了一条消息|拍了拍|加入了?群聊|移出了?群聊|修改群名|成为新群主).{0,30}$/gm;
/** 「李梅:康宁平安」 above a row of dashes, and lines behind a `>`: what was answered to. */
const QUOTED = /「[^」]{0,600}」\s*\n(?:\s*-)+\s*(?:\n|$)|^\s*>.*$|^引用.{0,30}的消息.*$/gm;

/** 会议时间 15:00 is a line of a message, nobody's name. */
const NO_NAME = /时间|截止|会议|通知|电话|班|日期|开始|结束|[今明后]天|[上下]午|巡查|报送|[前后]$/;

interface Header {
  readonly name: string;
  readonly body: string;
  readonly at?: Instant;
  readonly timed: boolean;
  /** With its year: nobody types that. */
  readonly dated: boolean;
}

function headerOf(line: string, now: Instant, day: Day | undefined): Header | undefined {
  const timed = TIMED.exec(line) ?? TIME_FIRST.exec(line);
  if (timed?.groups) {
    const { groups } = timed;
    if (NO_NAME.test(groups['name'] ?? '')) return undefined;
    const at = saidAt(groups, now, day);
    if (at === undefined || at > now) return undefined;
    const dated = groups['year'] !== undefined;
    return { name: groups['name']?.trim() ?? '', body: groups['body'] ?? '', at, timed: true, dated };
  }
  const named = NAMED.exec(line)?.groups;
  return named && { name: named['name']?.trim() ?? '', body: named['body'] ?? '', timed: false, dated: false };
}

/** A name with a colon heads a message only if it is somebody's; 带班: and 老人: are labels. */
function isSomebody({ name, body, timed }: Header, context: ReadingContext): boolean {
  if (peopleCalled(name, context).length > 0) return true;
  const { unitIds, personId } = speakerOf(name, context);
  return timed ? unitIds.length > 0 : personId !== undefined || (unitIds.length > 0 && body === '');
}

/** Messages of a chat as they are copied or forwarded; undefined for any other text. */
export function copiedChat(text: string, context: ReadingContext): CopiedChat | undefined {
  if (!text.includes(':')) return undefined;
  const shown = text.replace(QUOTED, '');
  const lines = shown.split('\n').map((line) => line.trim());
  const heads = lines.map((line) => headerOf(line, context.now, undefined));
  const first = heads.findIndex((head, index) => head && (head.timed || !ABOVE.test(lines[index] ?? '')));
  const head = heads[first];
  const above = lines.slice(0, Math.max(0, first)).filter((line) => line !== '');
  if (!head || above.length > MAX_ABOVE) return undefined;
  if (!above.every((line) => ABOVE.test(line) || DAY_LINE.test(line) || TIME_LINE.test(line))) return undefined;
  const timed = heads.filter((each) => each?.timed === true).length;
  if (!isSomebody(head, context) && !(head.timed && (head.dated || timed > 1))) return undefined;
  const messages = cut(lines, context, timed > 0);
  return { messages, files: lines.filter((line) => FILES.test(line)).length };
}

interface Open {
  readonly head: Header;
  readonly lines: string[];
}

/** Cuts the lines at their headers. In a chat with clocks a name with a colon alone is part of a message. */
function cut(lines: readonly string[], context: ReadingContext, clocks: boolean): CopiedMessage[] {
  const open: Open[] = [];
  let day: Day | undefined;
  let at: Instant | undefined;
  for (const line of lines) {
    const dayLine = DAY_LINE.exec(line)?.groups;
    const timeLine = TIME_LINE.exec(line)?.groups;
    if (dayLine) {
      day = headerDay(dayLine, context.now) ?? day;
      continue;
    }
    if (timeLine) {
      at = saidAt(timeLine, context.now, day);
      continue;
    }
    const head = headerOf(line, context.now, day);
    if (head && (clocks && at === undefined ? head.timed : isSomebody(head, context))) {
      open.push({ head: { ...(at === undefined ? {} : { at }), ...head }, lines: head.body === '' ? [] : [head.body] });
    } else open.at(-1)?.lines.push(line);
  }
  return open.flatMap(({ head, lines: said }) => {
    const text = said.join('\n').replace(MEDIA, '').replace(SYSTEM, '').trim();
    const speaker = speakerOf(head.name, context);
    return text === '' ? [] : [{ speaker, text, ...(head.at === undefined ? {} : { saidAt: head.at }) }];
  });
}
