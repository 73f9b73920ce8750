import type { Named } from '../../domain/values';
import type { Day } from '../../lib/time';
import { GAP, type Source } from '../source';
import { findDays } from './days';
import { isName, isTornOut, namesIn } from './names';
import { knownNames, resolveName } from './people';
import type { PhonePiece } from './phones';

export type DutyRole = 'leader' | 'staff';
/** What a roster is made of, in the order in which it was typed. */
export type RosterToken =
  | {
      readonly kind: 'days';
      readonly at: number;
      readonly end: number;
      readonly days: readonly Day[];
      readonly festival?: boolean;
    }
  | {
      readonly kind: 'role';
      readonly at: number;
      readonly end: number;
      readonly role: DutyRole;
      readonly always: boolean;
    }
  | { readonly kind: 'shift'; readonly at: number; readonly end: number; readonly shift: 'day' | 'night' }
  | { readonly kind: 'person'; readonly at: number; readonly end: number; readonly person: Named };

const ALWAYS = '(?:[\\s:]*(?:都是|全是|均为|都为|全部是|全部为|一律|都|全部|均))?';
const LEADER = new RegExp(
  `(?:带班(?:领导|人员|(?:副?(?:院长|主任|经理|站长|馆长|书记))(?=[:\\s]|[\\u4e00-\\u9fff]{2})|员|人)?|领导带班|总带班|主班)${ALWAYS}`,
  'g',
);
const STAFF = new RegExp(
  `(?:值班(?:人员|员|人)?|值守(?:人员)?|当班(?:人员)?|副班)(?!电话|表|安排|室|长)${ALWAYS}`,
  'g',
);
const SHIFT = /(白班|早班|日班|夜班|晚班|夜间班)(?:人员|值班(?:人员|员)?)?/g;
/** 白天李梅 晚上赵刚: said beside each other they are shifts. */
const DAY_AND_NIGHT = /白天[^\n]{0,30}(?:晚上|夜里|夜间)|(?:晚上|夜里|夜间)[^\n]{0,30}白天/;
const SHIFT_OR_PART = new RegExp(`${SHIFT.source}|(白天|晚上|夜里|夜间)(?=[:\\s是由]*[\\u4e00-\\u9fff]{2})`, 'g');
/** Said beside a roster: to whom it is sent, why somebody is away, a remark. Its names are nobody's duty. */
const ASIDE =
  /(?:备注|说明|注(?=[:\s]))[^\n]*|(?:转告|告知|联系(?!电话|方式|人)|通知|汇报给?|抄送|发给|备勤|备班|机动|司机)[:\s]?[\u4e00-\u9fff]{2,3}|\(?(?:替|顶|代)[\u4e00-\u9fff]{2,3}\)?(?=$|[\s,。)])|(?<!是)不是[\u4e00-\u9fff]{2,3}|(?:因为?|由于)[^,。;\n\uE000]{2,20}|\([^()\n]{2,12}(?:请假|有事|休息|休假|调休|出差|外出|生病|不在)[^()\n]{0,8}\)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:请假|有事|休息|休假|调休|出差|生病)了?|(?:谢谢|感谢|麻烦|有劳|报告?)[\u4e00-\u9fff]{0,2}(?:局长|主任|领导|科长|股长|书记|院长)|请[\u4e00-\u9fff]{0,2}(?:局长|主任|领导|科长|股长|书记|院长)(?=审|查|过目|阅|批|知悉|核)|如有[^\n]*|好的(?=[,。!\s谢]|$)/g;
/** 许亮(值班员)13900001091值班: the post of who is named, and their label behind it. */
const POST_BESIDE = /\((?:值班员|值班人员|带班领导)\)(?=[\s\d\uE000-]{0,24}(?:值班|带班))/g;
/** Words of rosters that are neither people nor days. */
const NOISE =
  /固定电话|值班电话|办公电话|联系电话|联系方式|电话号码|手机号码|手机号?|电话|固话|座机|值班表|值班安排|值班室|\((?:[^()\n]{0,8}(?:长|主任|员|经理|书记|师|工|人|岗))\)|以及|还有|然后|特此(?:报告|上报|说明|汇报)?|(?:安排)?如下|以上|妥否|谢谢(?:领导|大家|各位|小安|您|了)*|感谢(?:支持|配合|关心|理解)*|辛苦(?:了|大家|各位)*|麻烦(?:了|您|你)*|请?(?:各位)?(?:领导)?(?:查收|审阅|知悉|收悉|过目|核对|核实|批示|审核)(?:一下)?|照常营业|正常营业|节日期间|节假日|期间|轮流(?:值班)?|轮班|已?签字|已?盖章|见图|见附件|扫描件|姓名|日期|时间|星期|全天|昼夜|24小时|驻院|不轮班|闭环(?:管理|值班)?|封闭|全部|都|单位|农历|(?<![\u4e00-\u9fff])[一二三四五六日天](?=\s|$)|[上下]午/g;

const LISTED = /[、/]\s?([\u4e00-\u9fff]{2,3})(?![\u4e00-\u9fff])/g;
/** A cell of a table that begins with a surname, whatever else it may mean: 许亮 夏天. */
const CELL = /[ |]([夏江金高白方马石路梁田林史丁毛牛米花段武][\u4e00-\u9fff]{1,2})(?=$|[\n|。]| (?![\u4e00-\u9fff]))/gm;
const NOBODY = /护工|护士|保安|门卫|人员|全体|职工|员工|若干|其他|其余|值班|带班|各|等|名|电话|手机|在岗|待定|轮/;
/** A phone with its separators may stand between two people of a list. */
const PHONE_LENGTH = 16;

const isHan = (text: string): boolean => /^[\u4e00-\u9fff·]{2,4}$/.test(text);

function cutAll(source: Source, pattern: RegExp): RegExpMatchArray[] {
  const matches = [...source.rest.matchAll(pattern)];
  for (const match of matches) source.cut(match.index, match.index + match[0].length);
  return matches;
}

/** Everything in the source that a roster knows, taken. Unreadable days become mistakes. */
export function takeRosterTokens(source: Source, phones: readonly PhonePiece[]): RosterToken[] {
  const known = knownNames(source.context);
  const tokens: RosterToken[] = [];
  const spans = findDays(source.rest, source.context, { tense: 'future' });
  const dated = spans.some((span) => !span.mistake);
  for (const span of spans) {
    source.cut(span.start, span.end);
    // 春节 初一至初三: beside its days a festival's name need not be in the table.
    if (dated && span.mistake?.details?.['table'] === false) continue;
    if (span.mistake) source.mistake(span.mistake);
    tokens.push({
      kind: 'days',
      at: span.start,
      end: span.end,
      days: span.days,
      festival: !/[\d日号初]/.test(span.text),
    });
  }
  cutAll(source, POST_BESIDE);
  for (const match of cutAll(source, DAY_AND_NIGHT.test(source.rest) ? SHIFT_OR_PART : SHIFT)) {
    tokens.push({
      kind: 'shift',
      at: match.index ?? 0,
      end: (match.index ?? 0) + match[0].length,
      shift: /^[夜晚]/.test(match[0]) ? 'night' : 'day',
    });
  }
  for (const [role, pattern] of [
    ['leader', LEADER],
    ['staff', STAFF],
  ] as const) {
    for (const match of cutAll(source, pattern)) {
      tokens.push({
        kind: 'role',
        at: match.index ?? 0,
        end: (match.index ?? 0) + match[0].length,
        role,
        always: /[都全均一]/.test(match[0].slice(2)),
      });
    }
  }
  cutAll(source, ASIDE);
  cutAll(source, NOISE);
  tokens.push(...peopleTokens(source, tokens, phones, known));
  return tokens.sort((a, b) => a.at - b.at);
}

/** A word behind 带班 or 值班, without what joins it to its label. */
const BEHIND_LABEL =
  /^(?:[\s:的是为由有叫]|就是|仍是|还是|然后|还有|以及|分别|安排|护士(?!长)|护理员|护工|保安|门卫|厨师|司机|会计|医生|电工|和|与|跟)*([\u4e00-\u9fff·]{2,8})(?![\u4e00-\u9fff])/;
/** A word with one of these in it is said about the roster, it is nobody's name. */
const GLUED =
  /[的是了吗呢啊吧请谢您我们这那就还也都把被从给对没不会要能可已暂无空同另]|特此|待定|未定|报告|轮流|然后|以及|情况|如下|收到|查收/;

function peopleTokens(
  source: Source,
  tokens: readonly RosterToken[],
  phones: readonly PhonePiece[],
  known: readonly string[],
): RosterToken[] {
  const text = source.rest;
  const found: { start: number; end: number; name: string }[] = namesIn(text, known).filter(
    (piece, index, all) => piece.start === all[index - 1]?.end || !isTornOut(text, piece, all[index + 1]),
  );
  const covered = (at: number): boolean => found.some((piece) => at >= piece.start && at < piece.end);
  for (const self of text.matchAll(
    /(?:我本人|(?<!通知|告知|联系|提醒|征得|经)本人|(?:(?<![\u4e00-\u9fff])|(?<=[和与跟及由是、]))我(?![\u4e00-\u9fff])|我(?=[和与跟及][\u4e00-\u9fff]{2}))/g,
  )) {
    if (!covered(self.index)) found.push({ start: self.index, end: self.index + self[0].length, name: self[0] });
  }
  for (const role of tokens) {
    if (role.kind !== 'role' && role.kind !== 'shift') continue;
    const after = BEHIND_LABEL.exec(text.slice(role.end, role.end + 16));
    const start = role.end + (after?.[0].length ?? 0) - (after?.[1]?.length ?? 0);
    if (after?.[1] !== undefined && GLUED.test(after[1]) && !covered(start)) {
      const end = start + after[1].length;
      if (!found.some((piece) => piece.start >= start && piece.start < end))
        source.mistake({ code: 'unclear', typed: after[1] });
      continue;
    }
    // Behind its label a word of two to four characters is a name, however rare its surname.
    if (after?.[1] !== undefined && isHan(after[1]) && !covered(start) && !isName(after[1], known)) {
      const end = start + after[1].length;
      // 阿依古丽 is one name, although 古丽 would be another.
      const inside = found.filter((piece) => piece.start >= start && piece.end <= end);
      for (const piece of inside) found.splice(found.indexOf(piece), 1);
      found.push({ start, end, name: after[1] });
    }
  }
  for (const match of [
    ...text.matchAll(LISTED),
    ...(tokens.filter((token) => token.kind === 'days').length > 1 ? text.matchAll(CELL) : []),
  ]) {
    // 李梅、夏天刚: a word in a list of people is one of them, whatever else it may mean.
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    const behind = found.some(
      (piece) =>
        match.index - piece.end >= 0 &&
        match.index - piece.end < PHONE_LENGTH &&
        !/[\u4e00-\u9fff]/.test(text.slice(piece.end, match.index)),
    );
    if (behind && !covered(start) && match[1] !== undefined && !NOBODY.test(match[1]))
      found.push({ start, end: start + match[1].length, name: match[1] });
  }
  found.sort((a, b) => a.start - b.start);
  return found.map((piece, index) => {
    const next = found[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const nextDay =
      tokens.find((token) => token.kind === 'days' && token.at >= piece.end)?.at ?? Number.POSITIVE_INFINITY;
    const phone = phones.find(
      (each) => each.kind === 'mobile' && each.start >= piece.end && each.start < Math.min(next, nextDay),
    )?.phone;
    const name = resolveName(piece.name, source.context);
    source.cut(piece.start, piece.end);
    return {
      kind: 'person',
      at: piece.start,
      end: piece.end,
      person: phone === undefined ? { name } : { name, phone },
    };
  });
}

/** Does a label stand directly behind the name before it (赵院长带班)? Only phones may lie between. */
export const directlyAfter = (text: string, end: number, start: number): boolean => {
  const between = text.slice(end, start);
  return between.length <= 28 && Array.from(between).every((char) => char === GAP || /[\d():-]/.test(char));
};
