import type { ReadingContext } from './reading';
import { MAX_RECORDS } from './records';
import { findUnits } from './values/units';
import { findDays } from './values/days';
import { namesIn } from './values/names';
import { knownNames } from './values/people';

/** How a body is cut into records, where an intent allows several. Nothing returned: it is one. */
type Splitter = (body: string, context: ReadingContext) => readonly string[] | undefined;

/** 配电室 1.门没锁 2.没有绝缘垫 12月3日前: what stands before and behind the points holds for each. */
function numberedPoints(body: string): readonly string[] | undefined {
  const marks = [
    ...body.matchAll(/(?<![\d.])(\d{1,2})[.、)](?=\s?[\u4e00-\u9fff])|(?<=[\s;。])([一二三四五六七八九])[、.]/g),
  ];
  if (marks.length < 2 || (marks[0]?.[1] !== undefined && marks[0][1] !== '1')) return undefined;
  const before = body
    .slice(0, marks[0]?.index ?? 0)
    .trim()
    .replace(/[:,]$/, '');
  const points = marks.map((mark, index) =>
    body.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? body.length).trim(),
  );
  const last = points[points.length - 1] ?? '';
  const tail = points.slice(0, -1).some((point) => /\d{1,2}月\d|[前底]$/.test(point))
    ? ''
    : (/[\s,]((?:[^\s,]{0,6})(?:\d{1,2}[月.]\d{1,2}|明天|后天|今天|月底|周[一二三四五六日])[^\s]*)$/.exec(last)?.[1] ??
      '');
  return points.map((point, index) =>
    `${before} ${point}${index < points.length - 1 && tail !== '' ? ` ${tail}` : ''}`.trim(),
  );
}

/** 张桂兰 500元 大米1袋,李福 300元: clauses that each begin with a person and have something of their own. */
function byClause(body: string, context: ReadingContext): readonly string[] | undefined {
  const known = knownNames(context);
  const clauses = body.split(/[,;]/).map((clause) => clause.trim());
  const whole = clauses.every(
    (clause) =>
      (namesIn(clause, known)[0]?.start ?? MAX_LEAD) < MAX_LEAD &&
      /\d|[一二两三四五六七八九十][袋桶箱床件]/.test(clause),
  );
  return clauses.length > 1 && whole && !/各|每/.test(body) ? clauses : undefined;
}
/** 昨天 低保户: what may stand before the name. */
const MAX_LEAD = 8;

/** 1. 张桂兰 独居老人 2. 王大爷 低保户: points with a person of their own each. */
function byPerson(body: string, context: ReadingContext): readonly string[] | undefined {
  const points = numberedPoints(body);
  const known = knownNames(context);
  const visits = points ?? bySentence(body, context) ?? byClause(body, context);
  return visits?.every((visit) => namesIn(visit, known).length > 0) ? visits : undefined;
}

/** 颐和合格,罗台停业整顿: one record for each institution; what stands before the first holds for all. */
function byUnit(body: string, context: ReadingContext): readonly string[] | undefined {
  const units = findUnits(body, context).filter(
    (unit, index, all) => all.findIndex((other) => other.ids[0] === unit.ids[0]) === index,
  );
  if (units.length < 2) return undefined;
  const before = body.slice(0, units[0]?.start ?? 0);
  const raw = units.map((unit, index) =>
    body.slice(unit.start, units[index + 1]?.start ?? body.length).replace(/[,;、\s和及]+$/, ''),
  );
  // 0301站 0317站 都合格: units that stand together share what follows.
  const tail = (raw.at(-1) ?? '')
    .slice((units.at(-1)?.end ?? 0) - (units.at(-1)?.start ?? 0))
    .replace(/^[\s,]*(?:都|均)/, ' ');
  const alone = raw.slice(0, -1).every((part, index) => part.length === units[index]?.text.length);
  const parts = alone ? units.map((unit) => `${unit.text}${tail}`) : raw;
  if (parts.some((part, index) => part.length - ((units[index]?.end ?? 0) - (units[index]?.start ?? 0)) < 2))
    return undefined;
  return parts.map((part) => `${before}${part}`);
}

/** 康宁、颐和合格,罗台关停: units that stand together share what follows. */
function byClass(body: string, context: ReadingContext): readonly string[] | undefined {
  const units = findUnits(body, context);
  if (units.length < 2) return undefined;
  const tails: string[] = [];
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const between = body.slice(units[index]?.end ?? 0, units[index + 1]?.start ?? body.length);
    const shared = index + 1 < units.length && /^[\s、,和及]{0,2}$/.test(between);
    tails[index] = shared
      ? (tails[index + 1] ?? '')
      : between.replace(/[,;、\s]+$/, '').replace(/^(?:均|都)(?:为|是)?/, '');
  }
  return units.slice(0, MAX_RECORDS).map((unit, index) => `${unit.text} ${tails[index] ?? ''}`);
}

/** 12月8日 第一次 56阴;12月11日 第二次 56阴: sentences with days of their own. */
function bySentence(body: string, context: ReadingContext): readonly string[] | undefined {
  const parts = body
    .split(/[;\n。]|,(?=\s?(?:\d{1,2}[.月]\d|第[一二三四五\d][次轮]))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (
    parts.length < 2 ||
    !parts.every((part) => findDays(part, context, { tense: 'past' }).length > 0 && /\d/.test(part))
  )
    return undefined;
  return parts;
}

const OWN_WORD = /^[\s:,]*(?:均|都|一切)?(?:平安|正常|无异常|没事)/;
/** Several days of a zero report: each is a record. */
function byDay(body: string, context: ReadingContext): readonly string[] | undefined {
  const lines = bySentence(body, context);
  if (lines) return lines;
  const spans = findDays(body, context, { tense: 'past' });
  const [span, more] = spans;
  if (more && spans.length < 32 && body.slice(0, span?.start).replace(/[\s:,]/g, '') === '') {
    // 10月3日平安 10月4日平安: each day with its own word.
    const parts = spans.map((each, index) => body.slice(each.start, spans[index + 1]?.start ?? body.length).trim());
    if (
      parts.every(
        (part, index) => OWN_WORD.test(part.slice(spans[index]?.text.length)) && spans[index]?.days.length === 1,
      )
    )
      return parts;
  }
  if (!span || span.mistake || more || span.days.length < 2 || span.days.length > 31) return undefined;
  return span.days.map((day) => `${body.slice(0, span.start)}${day} ${body.slice(span.end)}`);
}

export const SPLITTERS: Readonly<Record<string, Splitter>> = {
  hazard: numberedPoints,
  classify: byClass,
  lottery_check: byUnit,
  test: bySentence,
  zero: byDay,
  visit: byPerson,
};
