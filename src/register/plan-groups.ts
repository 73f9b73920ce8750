import type { Group, Team } from '../domain/register';
import { compact, given } from './compact';
import { type Draft, personMeant, unitOrProblem } from './draft';
import type { Placed } from './register-file';
import type { GroupRow, TeamRow } from './row-schemas';

type GroupPlace = Placed<GroupRow>;
type TeamPlace = Placed<TeamRow>;

/** What was bound in the chat stays; two groups never share a chat. */
function chatOf(draft: Draft, row: GroupRow, current: Group | undefined): string | undefined {
  if (current?.chatId !== undefined) return current.chatId;
  const wanted = row.chat_id ?? row.id;
  const taken = [...draft.groups.values()].some((group) => group.id !== row.id && group.chatId === wanted);
  return taken ? undefined : wanted;
}

/** A group that was removed keeps its row, without members and without a chat: nothing reaches it any more. */
function groupOf(draft: Draft, row: GroupPlace, current: Group | undefined): Group | undefined {
  const name = row.name ?? current?.name;
  if (name === undefined) {
    draft.problems.push({ at: row.at, text: `${row.id} 是新的群，要写群名` });
    return undefined;
  }
  if (row.removed) return { id: row.id, name, unitIds: [], bureau: false };
  return compact({
    id: row.id,
    name,
    chatId: chatOf(draft, row, current),
    unitIds: row.members?.flatMap((word) => unitOrProblem(draft, word, row.at)?.id ?? []) ?? current?.unitIds ?? [],
    bureau: row.bureau ?? current?.bureau ?? false,
  });
}

export function planGroups(draft: Draft, rows: readonly GroupPlace[]): void {
  for (const row of rows) {
    const current = draft.groups.get(row.id);
    if (row.removed && !current) continue;
    const group = groupOf(draft, row, current);
    if (group) draft.groups.set(group.id, group);
  }
  const bureaus = [...draft.groups.values()].filter((group) => group.bureau);
  if (bureaus.length < 2) return;
  const who = bureaus.map((group) => `${group.id} ${group.name}`).join('、');
  draft.problems.push({ at: rows.find((row) => row.bureau)?.at ?? '', text: `局内群只能有一个，现在有：${who}` });
}

function personIdOf(draft: Draft, word: string | null | undefined, at: string): string | null | undefined {
  if (!word) return word === undefined ? undefined : null;
  const person = personMeant(draft, word);
  if (person) return person.id;
  draft.problems.push({ at, text: `没有人员「${word}」（或不止一位叫这个）：请写账号，或先把此人加到人员里` });
  return undefined;
}

function teamOf(draft: Draft, row: TeamPlace, current: Team | undefined): Team | undefined {
  const name = row.name ?? current?.name;
  if (name === undefined) {
    draft.problems.push({ at: row.at, text: `${row.id} 是新的督导组，要写名称` });
    return undefined;
  }
  if (row.removed) return { id: row.id, name, areas: [] };
  return compact({
    id: row.id,
    name,
    leadId: given(personIdOf(draft, row.lead, row.at), current?.leadId),
    leaderId: given(personIdOf(draft, row.leader, row.at), current?.leaderId),
    areas: row.areas ?? current?.areas ?? [],
  });
}

/** A team that was removed keeps its row, without people and areas. */
export function planTeams(draft: Draft, rows: readonly TeamPlace[]): void {
  for (const row of rows) {
    const current = draft.teams.get(row.id);
    if (row.removed && !current) continue;
    const team = teamOf(draft, row, current);
    if (team) draft.teams.set(team.id, team);
  }
}
