import type { HelpedPerson } from '../shapes';
import { GAP, type Source } from '../source';
import { nameAt } from './names';
import { knownNames } from './people';

/** Kinds of people who are visited; several of one person are joined. */
const TYPE =
  /(?:(?:城镇|农村)?(?:低保|特困|五保|脱贫|监测|困难|残疾|边缘|贫困|低收入|建档立卡|失独)(?:户|家庭|对象|供养对象|供养人员|供养|人员|人|老人|群众|党员)?|独居(?:老人)?|空巢(?:老人)?|留守(?:老人|儿童|妇女)|失能(?:老人)?|半失能(?:老人)?|孤寡老人|孤儿|孤残儿童|事实无人抚养儿童|困境(?:儿童|老党员|党员)?|老党员|老红军|老战士|抗战老兵|老兵|军烈属|退伍军人|复员军人|劳模|(?:重度|视力|肢体|听力|智力|精神)残疾(?:人)?|残疾人|高龄(?:老人)?|百岁老人|优抚对象|退役军人|烈属|军属|老人(?![们\d]))/g;
const AGE = /(\d{1,3})岁/;
const HOUSE = '(?:\\d{1,4}号?(?:楼|院|组)?)?(?:\\d{1,2}单元)?(?:\\d{1,4}(?:室|号))?';
const VILLAGE = `[\\u4e00-\\u9fff]{1,5}(?:社区|小区|村|嘎查|屯|组|庄|铺|沟|营子|巷|胡同|路|街(?!道)|苑|家园)${HOUSE}`;
const TOWN = '[\\u4e00-\\u9fff]{1,4}(?:镇|乡|街道)';
const ADDRESS = new RegExp(
  `(?<=^|[\\s,、;:()住在\\uE000])(?:(?:[\\u4e00-\\u9fff]{2,4}(?:县|区))?${TOWN}(?:\\s?${VILLAGE}){0,2}|(?:${VILLAGE}){1,2}|[\\u4e00-\\u9fff]{1,4}[梁湾岭坡坪塘桥店堡寨屯滩洼坝](?=$|[\\s,、。])|[东西南北](?:街|路|巷|关)(?![\\u4e00-\\u9fff]))`,
);

const SEPARATED = /[^\s,、;:|()和\n\uE000]+/g;
const NOT_PEOPLE = /^(?:老人|儿童|党员|全体|家属|村干部|奶奶|爷爷|大家|工作|物资|现金)$/;

interface FoundPerson {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Names that stand alone between separators, or behind 走访, 慰问, 看望. */
function namesAlone(source: Source): FoundPerson[] {
  const known = knownNames(source.context);
  const found: FoundPerson[] = [];
  for (const token of source.rest.matchAll(SEPARATED)) {
    const lead = /^(?:走访了?|慰问了?|看望了?|入户|上门|已|给|为|[到去]了?|对象|送)+/.exec(token[0])?.[0].length ?? 0;
    const piece = nameAt(source.rest, token.index + lead, known);
    if (!piece || NOT_PEOPLE.test(piece.name)) continue;
    const after = source.rest.slice(piece.end, piece.end + 1);
    const whole = piece.end === token.index + token[0].length;
    const behindCommand = token.index === 0 && source.frame.command !== '';
    const trailing = /^(?:时|家|家里|一家|同志|户|的|等|共|各|发|送|[两二三四五六]位|[两二三四]人)/.test(
      source.rest.slice(piece.end, piece.end + 3),
    );
    const counted = /^(?:[两二三四五六]位|[两二三四]人)/.test(source.rest.slice(piece.end));
    const household = source.rest[piece.start - 1] === GAP && trailing;
    if (
      !whole &&
      !counted &&
      !household &&
      !(trailing && (lead > 0 || behindCommand || piece.kind !== 'plain')) &&
      after !== GAP
    )
      continue;
    found.push({ name: piece.name, start: piece.start, end: piece.end });
  }
  return found;
}

/** 残疾人 格日勒: behind the word for who is visited a word is a name, however rare. */
function behindType(source: Source): FoundPerson[] {
  const match = /\uE000\s?([\u4e00-\u9fff·]{2,6}(?:、[\u4e00-\u9fff·]{2,4})*)(?=$|[\s,;。(\uE000])/.exec(source.rest);
  const typed = match?.[1];
  if (!match || typed === undefined || NO_PERSON.test(typed)) return [];
  let end = match.index + match[0].length - typed.length - 1;
  return typed.split('、').map((name) => {
    const start = end + 1;
    end = start + name.length;
    return { name, start, end };
  });
}
const NO_PERSON = /[镇乡村户家人送钱元块粮油米面品金等共各]|慰问|走访|入户|看望|家庭|一切|正常|情况|上午|下午/;

/** The visited people with type, address and age; all pieces are taken. */
export function takeHelped(
  source: Source,
  address: string | undefined,
): { readonly persons: readonly HelpedPerson[]; readonly addr?: string } {
  const types = [...source.rest.matchAll(TYPE)].map((match) => ({ text: match[0], at: match.index }));
  for (const type of types) source.cut(type.at, type.at + type.text.length);
  const age = source.take(AGE)?.groups[0];
  const addr = address ?? source.take(ADDRESS)?.text;
  const names = namesAlone(source);
  if (names.length === 0 && types.length > 0) names.push(...behindType(source));
  for (const name of names) source.cut(name.start, name.end);
  const street =
    address === undefined && addr !== undefined
      ? source.take(/(?:^|(?<=[\s\uE000]))[东西南北](?:街|路|巷|关)(?![\u4e00-\u9fff])/)?.text
      : undefined;
  const type = [...new Set(types.map((each) => each.text))].join('、');
  const where = street === undefined ? addr?.replace(/^(?:住在?|位于|在)/, '') : `${addr} ${street}`;
  const persons = names.map((each) => ({
    name: each.name,
    ...(type !== '' && { type }),
    ...(where !== undefined && { addr: where }),
    ...(age !== undefined && names.length === 1 && { age: Number(age) }),
  }));
  return { persons, ...(where !== undefined && { addr: where }) };
}
