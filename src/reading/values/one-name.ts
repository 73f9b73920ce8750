import type { Source } from '../source';
import { nameAt, namesIn, type NamePiece } from './names';
import { knownNames } from './people';

const TOKEN = /[^\s,、;:|()。\n\uE000]+/g;
const BEFORE =
  /^(?:(?:院民|老人|住养|受助|老年人|由|我院|本院|院内|在院|特困|\d{1,2}[楼床号室]|\d{3}(?:室|房间?)?|今天|接|送|职工|护工|员工|护理员)+)/;
/** What may follow a name without a space: relatives, titles, verbs. */
const AFTER =
  /^(?:$|[\d→/(]|的|和|与|于|在|因|由|被|去|到|回|返|来|外|请|已|未|要|想|今|明|昨|后|儿子|儿媳|外孙|女婿|女儿|孙|侄|家属|家人|老伴|亲|外甥|姐|妹|弟|哥|媳|女婿|同志|老人|请假|外出|值班|带班|在岗|[上下周]|住|看|参|出|同意|拒|接|打|开|生|交|给|签)/;

/** The person whom a record is about: a name at the start of a word, else the first name anywhere; taken. */
export function takeName(source: Source): NamePiece | undefined {
  const piece = leadingName(source) ?? namesIn(source.rest, knownNames(source.context)).find(isCertain);
  if (piece) source.cut(piece.start, piece.end);
  return piece;
}

const isCertain = (piece: NamePiece): boolean => piece.kind !== 'plain' && piece.kind !== 'padded';

function leadingName(source: Source): NamePiece | undefined {
  const names = knownNames(source.context);
  const text = source.rest;
  for (const token of text.matchAll(TOKEN)) {
    const start = token.index + (BEFORE.exec(token[0])?.[0].length ?? 0);
    if (start >= token.index + token[0].length) continue;
    const piece = nameAt(text, start, names);
    if (!piece) continue;
    const rest = text.slice(piece.end, token.index + token[0].length);
    if (piece.end >= token.index + token[0].length || AFTER.test(rest) || isCertain(piece)) return piece;
  }
  return undefined;
}
