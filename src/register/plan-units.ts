import type { Unit } from '../domain/register';
import { compact, given } from './compact';
import { type Draft, unitOrProblem } from './draft';
import type { Placed, RegisterFile } from './register-file';
import type { UnitRow } from './row-schemas';

function mergeUnit(row: UnitRow, current: Unit | undefined): Unit | undefined {
  const name = row.name ?? current?.name;
  if (name === undefined) return undefined;
  return compact({
    id: row.id,
    kind: row.kind ?? current?.kind ?? 'institution',
    name,
    aliases: given(row.aliases, current?.aliases) ?? [],
    type: given(row.type, current?.type),
    town: given(row.town, current?.town),
    parentId: given(row.parent, current?.parentId),
    landline: given(row.landline, current?.landline),
    elders: given(row.elders, current?.elders),
    beds: given(row.beds, current?.beds),
    order: current?.order ?? 0,
    active: !row.removed,
  });
}

/**
 * The units of the file take the file's order among themselves; those that it does not name keep their places.
 * A new unit stands behind the one that is before it in the file, else before the one that is behind it.
 */
function inOrder(ids: readonly string[], file: readonly string[]): string[] {
  const named = new Set(file);
  const known = file.filter((id) => ids.includes(id));
  const result = ids.map((id) => (named.has(id) ? (known.shift() ?? id) : id));
  file.forEach((id, index) => {
    if (result.includes(id)) return;
    const before = result.indexOf(file[index - 1] ?? '');
    const behind = result.findIndex((each) => file.indexOf(each) > index);
    result.splice(before >= 0 ? before + 1 : behind >= 0 ? behind : result.length, 0, id);
  });
  return result;
}

function setOrder(draft: Draft, earlier: readonly string[], rows: readonly UnitRow[]): void {
  const filed = rows.map((row) => row.id).filter((id) => draft.units.has(id));
  const units = inOrder(earlier, filed).flatMap((id) => draft.units.get(id) ?? []);
  const sorted = [...units.filter((unit) => unit.kind === 'bureau'), ...units.filter((unit) => unit.kind !== 'bureau')];
  draft.units = new Map(sorted.map((unit, order) => [unit.id, { ...unit, order }]));
}

function setParents(draft: Draft, rows: readonly Placed<UnitRow>[]): void {
  for (const row of rows) {
    const unit = draft.units.get(row.id);
    if (!unit || !row.parent) continue;
    const parent = unitOrProblem(draft, row.parent, row.at);
    if (parent?.id === unit.id) draft.problems.push({ at: row.at, text: '上级不能是它自己' });
    else if (parent) draft.units.set(unit.id, { ...unit, parentId: parent.id });
  }
}

function refuseSharedWords(draft: Draft, rows: readonly Placed<UnitRow>[]): void {
  const owners = new Map<string, Unit[]>();
  for (const unit of draft.units.values()) {
    if (!unit.active) continue;
    for (const word of new Set([unit.name, ...unit.aliases])) owners.set(word, [...(owners.get(word) ?? []), unit]);
  }
  for (const [word, units] of owners) {
    if (units.length < 2 || (draft.ambiguous.get(word)?.length ?? 0) > 0) continue;
    const row = rows.findLast((each) => units.some((unit) => unit.id === each.id));
    const who = units.map((unit) => `${unit.id} ${unit.name}`).join('、');
    const how = '请只留给一家；确实都这么叫的，写进「共用简称」（json、yaml 里是 ambiguous_aliases）';
    draft.problems.push({ at: row?.at ?? '', text: `「${word}」有 ${units.length} 家在用（${who}）：${how}` });
  }
}

/** Units and the words that several of them share. */
export function planUnits(draft: Draft, file: Pick<RegisterFile, 'units' | 'ambiguous'>): void {
  const earlier = [...draft.units.keys()];
  for (const row of file.units) {
    const current = draft.units.get(row.id);
    if (row.removed && !current) continue;
    const unit = mergeUnit(row, current);
    if (unit) draft.units.set(unit.id, unit);
    else draft.problems.push({ at: row.at, text: `${row.id} 是新的单位，要写名称` });
  }
  setOrder(draft, earlier, file.units);
  setParents(draft, file.units);
  for (const row of file.ambiguous) {
    draft.ambiguous.set(
      row.word,
      row.units.flatMap((word) => unitOrProblem(draft, word, row.at)?.id ?? []),
    );
  }
  refuseSharedWords(draft, file.units);
  const bureaus = [...draft.units.values()].filter((unit) => unit.kind === 'bureau' && unit.active);
  if (bureaus.length > 1) {
    const who = bureaus.map((unit) => `${unit.id} ${unit.name}`).join('、');
    draft.problems.push({
      at: file.units.find((row) => row.kind === 'bureau')?.at ?? '',
      text: `只能有一个局，现在有：${who}`,
    });
  }
}
