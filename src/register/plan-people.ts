import type { Person } from '../domain/register';
import { sameUserid } from '../domain/register-index';
import { compact, given } from './compact';
import { type Draft, unitOrProblem } from './draft';
import type { PersonRow } from './row-schemas';
import type { Placed } from './register-file';

/** A row with the person that it is about, once they are in the draft. */
export interface Placement {
  readonly row: Placed<PersonRow>;
  readonly personId: string;
}
type Row = Placed<PersonRow>;
type Found = { readonly person: Person | undefined; readonly unitId: string | undefined } | 'problem';

function byUserid(people: readonly Person[], userid: string): Person | undefined {
  return people.find((each) => each.userid !== undefined && sameUserid(each.userid) === sameUserid(userid));
}

/** A row without a unit means the one person of this name, wherever they work. */
function namesakes(people: readonly Person[], row: Row, unitId: string | undefined): readonly Person[] {
  const anywhere = row.unit === undefined;
  const same = people.filter((each) => each.name === row.name && (anywhere || each.unitId === unitId));
  const active = same.filter((each) => each.active);
  return active.length > 0 ? active : same;
}

const isNamed = (person: Person, rows: readonly Row[]): boolean =>
  rows.some((row) => row.userid && person.userid && sameUserid(row.userid) === sameUserid(person.userid));

/** Whom a row means: by userid, else by unit and name. A namesake with another userid is a question, not a guess. */
function find(draft: Draft, row: Row, rows: readonly Row[]): Found {
  const people = [...draft.people.values()];
  const bound = row.userid ? byUserid(people, row.userid) : undefined;
  const unit = row.unit ? unitOrProblem(draft, row.unit, row.at) : undefined;
  if (row.unit && !unit) return 'problem';
  const unitId = row.unit === undefined ? bound?.unitId : unit?.id;
  if (bound || row.name === undefined) return { person: bound, unitId };
  if (!row.userid) {
    const same = namesakes(people, row, unitId);
    if (same.length <= 1) return { person: same[0], unitId: row.unit === undefined ? same[0]?.unitId : unitId };
    draft.problems.push({ at: row.at, text: `有 ${same.length} 位「${row.name}」：请写账号（或单位），说明是哪一位` });
    return 'problem';
  }
  const same = people.filter((each) => each.name === row.name && each.unitId === unitId);
  const free = same.filter((each) => each.userid === undefined);
  if (free.length === 1) return { person: free[0], unitId };
  const unnamed = same.find((each) => each.active && !isNamed(each, rows));
  if (!unnamed) return { person: undefined, unitId };
  const how = `换了账号的，把旧账号 ${unnamed.userid ?? ''} 也写一行并写明删除；确实是两个人的，两个人各写一行`;
  draft.problems.push({ at: row.at, text: `这家单位已有「${row.name}」，账号是 ${unnamed.userid ?? ''}：${how}` });
  return 'problem';
}

function newId(draft: Draft, row: Row, unitId: string | undefined): string {
  const wanted = row.userid ?? [unitId, row.name].filter(Boolean).join('/');
  let id = wanted;
  for (let n = 2; draft.people.has(id); n += 1) id = `${wanted}-${n}`;
  return id;
}

function merge(
  row: Row,
  current: Person | undefined,
  place: { id: string; name: string; unitId: string | undefined },
): Person {
  const rest = place.unitId === undefined ? 'guest' : 'staff';
  const moved = current && (current.unitId === undefined) !== (place.unitId === undefined);
  return compact({
    ...place,
    userid: given(row.userid, current?.userid),
    mobile: given(row.mobile, current?.mobile),
    role: row.post ? rest : (row.role ?? (moved ? rest : (current?.role ?? rest))),
    active: !row.removed,
  });
}

/** People of the file. Their posts are placed afterwards, when everybody is there. */
export function planPeople(draft: Draft, rows: readonly Row[]): readonly Placement[] {
  const taken = new Map<string, string>();
  return rows.flatMap((row) => {
    const found = find(draft, row, rows);
    if (found === 'problem') return [];
    const { person: current, unitId } = found;
    if (!current && row.removed) return [];
    const name = row.name ?? current?.name;
    if (name === undefined) {
      draft.problems.push({ at: row.at, text: `账号「${row.userid ?? ''}」是新的人，要写姓名` });
      return [];
    }
    const person = merge(row, current, { id: current?.id ?? newId(draft, row, unitId), name, unitId });
    const first = taken.get(person.id);
    if (first !== undefined) {
      draft.problems.push({ at: row.at, text: `和 ${first} 是同一个人，请合成一条` });
      return [];
    }
    taken.set(person.id, row.at);
    draft.people.set(person.id, person);
    return [{ row, personId: person.id }];
  });
}
