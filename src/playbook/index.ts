import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { CampaignPlan, Playbook } from '../domain/playbook';
import { listOf } from '../domain/wanted';
import { PlaybookError, readYaml } from './read-file';
import { campaignSchema, checklistSchema, ruleSchema } from './schemas';

export { PlaybookError } from './read-file';

/**
 * Reads `campaigns/`, `checklists/` and `rules/` of a data folder. Throws a PlaybookError that names the file and line
 * of every mistake. Times are Beijing times.
 */
export function loadPlaybook(dataDir: string): Playbook {
  const problems: string[] = [];
  const all = <T extends object>(folder: string, schema: z.ZodType<T>): (T & { readonly id: string })[] =>
    filesIn(join(dataDir, folder)).flatMap((name) => {
      const read = readYaml(join(dataDir, folder, name), `data/${folder}/${name}`, schema);
      problems.push(...read.problems);
      return read.value ? [{ ...read.value, id: name.replace(/\.yaml$/, '') }] : [];
    });
  const playbook: Playbook = {
    campaigns: all('campaigns', campaignSchema),
    checklists: all('checklists', checklistSchema),
    rules: all('rules', ruleSchema),
  };
  problems.push(...looseEnds(playbook));
  if (problems.length > 0) throw new PlaybookError(problems);
  return playbook;
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];

/** Names that point to nothing, and names that mean two things. */
function looseEnds({ campaigns, checklists }: Playbook): string[] {
  const lists = new Set(checklists.map((list) => list.id));
  return [
    ...campaigns.flatMap((plan) => [
      ...plan.checklists
        .filter((id) => !lists.has(id))
        .map((id) => `data/campaigns/${plan.id}.yaml checklists: there is no data/checklists/${id}.yaml`),
      ...unknownSubsets(plan),
      ...unknownLists(plan, new Set(checklists.flatMap(({ names }) => names.slice(0, 1)))),
    ]),
    ...twice('campaigns', campaigns),
    ...twice('checklists', checklists),
  ];
}

const unknownSubsets = (plan: CampaignPlan): string[] =>
  plan.tasks
    .filter((task) => task.subset !== undefined && !plan.subsets.includes(task.subset))
    .map(
      (task) => `data/campaigns/${plan.id}.yaml tasks: ${task.title} is for ${task.subset}, which is not in subsets`,
    );

/** `checklist:` with the title of a list, in what phases owe and in tasks. */
const unknownLists = (plan: CampaignPlan, titles: ReadonlySet<string>): string[] =>
  [...plan.phases.flatMap(({ owes }) => owes), ...plan.tasks.map(({ item }) => item)].flatMap((wanted) => {
    const list = listOf(wanted);
    return list === undefined || titles.has(list)
      ? []
      : [`data/campaigns/${plan.id}.yaml: there is no checklist whose first name is ${list}`];
  });

function twice(folder: string, all: readonly { readonly id: string; readonly names: readonly string[] }[]): string[] {
  const owner = new Map<string, string>();
  return all.flatMap(({ id, names }) =>
    names.flatMap((name) => {
      const other = owner.get(name);
      owner.set(name, id);
      return other === undefined ? [] : [`data/${folder}/${id}.yaml names: ${name} is also the name of ${other}.yaml`];
    }),
  );
}
