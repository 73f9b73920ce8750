import type { ReadingContext } from './reading';
import { findUnits } from './values/units';

/** A list of records as people pass it on: the heading says what it is, each line is one. */
export interface RecordList {
  readonly heading: string;
  readonly lines: readonly string[];
}

const RELAY = /^\s*#?\s*(?:接龙|Group Note|group note)\s*/i;
/** 微信群的接龙: what people write above the list that they pass on. */
const ABOVE_RELAY =
  /^(?:[^\n#/]{0,30}(?:微信|转发|接龙|以下|如下|代录|[Ww]e[Cc]hat)[^\n#]{0,20}\n\s*)(?=#\s*(?:接龙|Group Note))/i;
const NUMBERED = /^\s*\(?\d{1,3}(?:[.、):]\s*(?!\d)|[.、)]\s+)(.*)$/;
/** Longer lists are cut: a county has fewer institutions. */
export const MAX_RECORDS = 200;

/** 接龙 (also the English client's), with its heading. */
export function relayOf(text: string): RecordList | undefined {
  const list = text.replace(ABOVE_RELAY, '');
  const mark = RELAY.exec(list);
  if (!mark) return undefined;
  const lines = list
    .slice(mark[0].length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines.findIndex((line) => NUMBERED.test(line));
  if (first < 0) return undefined;
  const items: string[] = [];
  for (const line of lines.slice(first)) {
    const match = NUMBERED.exec(line);
    if (match) items.push(...splitCollapsed(match[1] ?? ''));
    else if (items.length > 0) items[items.length - 1] = `${items[items.length - 1]}\n${line}`;
  }
  return {
    heading: lines.slice(0, first).join('\n'),
    lines: items.filter((line) => line.trim() !== '').slice(0, MAX_RECORDS),
  };
}

/** 平安2.柳河平安: the line breaks were lost. */
function splitCollapsed(line: string): string[] {
  return line.split(/(?<=[\u4e00-\u9fff√×!。;,\s])\d{1,3}[.、](?=\s?[\u4e00-\u9fff]{2})/);
}

/** A list without the mark, each line with its own institution: `1.康宁平安2.柳河平安`, or one line each. */
export function unitListOf(text: string, context: ReadingContext): RecordList | undefined {
  const lines = text
    .split(text.includes('\n') ? '\n' : /[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const numbered = lines.findIndex((line) => NUMBERED.test(line));
  if (numbered < 0) return plainUnitList(lines, context);
  const relay = relayOf(`#接龙\n${text}`);
  if (!relay || relay.lines.length < 2) return undefined;
  const named = relay.lines.filter((line) => findUnits(line, context)[0]?.start === 0).length;
  return named >= 2 && named === relay.lines.length ? relay : undefined;
}

function plainUnitList(lines: readonly string[], context: ReadingContext): RecordList | undefined {
  const startsWithUnit = (line: string): boolean => findUnits(line, context)[0]?.start === 0;
  const first = lines.findIndex(startsWithUnit);
  const items = lines.slice(Math.max(0, first));
  if (first < 0 || first > 2 || items.length < 2 || !items.every(startsWithUnit)) return undefined;
  // Names alone, one a line, are the targets of one message.
  if (items.every((line) => findUnits(line, context)[0]?.end === line.length)) return undefined;
  return { heading: lines.slice(0, first).join('\n'), lines: items.slice(0, MAX_RECORDS) };
}
