import type { z } from 'zod';
import { sameUserid } from '../domain/register-index';
import { garbled } from './mojibake';
import type { Placed, Problem, RawRegister, RawRow, RegisterFile } from './register-file';
import { ambiguousRow, groupRow, hazardRow, personRow, teamRow, unitRow } from './row-schemas';

type Rows = Omit<RegisterFile, 'hash'>;

/** One text for one fault of one row; the field is named unless the text is about the row itself. */
function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `不认识「${issue.keys.join('」「')}」这一项，请改名或删去`;
  if (issue.path.length === 0) return issue.code === 'invalid_type' ? '这一条要写成「名称: 值」的样子' : issue.message;
  return `${issue.path.join('.')}：${issue.message}`;
}

function checked<Row extends object>(
  schema: z.ZodType<Row>,
  rows: readonly RawRow[],
  problems: Problem[],
): Placed<Row>[] {
  return rows.flatMap(({ at, value }) => {
    const result = schema.safeParse(value);
    if (result.success) return [{ ...result.data, at }];
    problems.push(...result.error.issues.map((issue) => ({ at, text: sayIssue(issue) })));
    return [];
  });
}

/** Names the second row of each pair that has the same key. */
function refuseTwice<Row extends { readonly at: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | undefined,
  say: (key: string, first: string) => string,
): Problem[] {
  const first = new Map<string, string>();
  return rows.flatMap((row) => {
    const key = keyOf(row);
    if (key === undefined) return [];
    const before = first.get(key);
    if (before === undefined) first.set(key, row.at);
    return before === undefined ? [] : [{ at: row.at, text: say(key, before) }];
  });
}

function doubles(rows: Rows): Problem[] {
  const sameId = (key: string, first: string): string => `编号「${key}」和 ${first} 重复，请改成不同的编号`;
  return [
    ...refuseTwice(rows.units, (row) => row.id, sameId),
    ...refuseTwice(rows.groups, (row) => row.id, sameId),
    ...refuseTwice(rows.teams, (row) => row.id, sameId),
    ...refuseTwice(rows.hazards, (row) => row.id, sameId),
    ...refuseTwice(
      rows.ambiguous,
      (row) => row.word,
      (key, first) => `简称「${key}」和 ${first} 重复，请合成一条`,
    ),
    ...refuseTwice(
      rows.people,
      (row) => (row.userid ? sameUserid(row.userid) : undefined),
      (key, first) => `账号「${key}」和 ${first} 重复：一个账号只能是一个人`,
    ),
    ...refuseTwice(
      rows.people.filter((row) => !row.userid),
      (row) => `${row.unit ?? ''} ${row.name ?? ''}`.trim(),
      (key, first) => `「${key}」和 ${first} 是同一个人：请合成一条；同名的两个人请写各自的账号`,
    ),
  ];
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) yield* textsOfEntry(key, each);
}
function* textsOfEntry(key: string, value: unknown): Generator<string> {
  yield key;
  yield* textsOf(value);
}

/** One clear sentence instead of one complaint per row. */
export function sayGarbled(texts: Iterable<string>): Problem | undefined {
  for (const text of texts) {
    const found = garbled(text);
    if (!found) continue;
    const meant = found.meant === undefined ? '' : `，应是「${found.meant.slice(0, 20)}」`;
    const how = '请在 WPS 或 Excel 里打开原来的文件，看到中文正常后另存为 .xlsx（文本文件另存为 UTF-8）再导入';
    return { at: '', text: `文件里的中文是乱码（「${found.shown.slice(0, 20)}」${meant}）：${how}` };
  }
  return undefined;
}

/** Rows of the right shape, and what is wrong with the others. */
export function checkRows(raw: RawRegister): { readonly rows: Rows; readonly problems: readonly Problem[] } {
  const broken = sayGarbled(textsOf(Object.values(raw).map((list) => list.map((row) => row.value))));
  const problems: Problem[] = [];
  const rows: Rows = {
    units: checked(unitRow, raw.units, problems),
    people: checked(personRow, raw.people, problems),
    groups: checked(groupRow, raw.groups, problems),
    teams: checked(teamRow, raw.teams, problems),
    ambiguous: checked(ambiguousRow, raw.ambiguous, problems),
    hazards: checked(hazardRow, raw.hazards, problems),
  };
  return { rows, problems: broken ? [broken] : [...problems, ...doubles(rows)] };
}
