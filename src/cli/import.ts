import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadConfig } from '../config';
import type { Tx, Work } from '../domain/ports';
import { loadEnvironment } from '../environment';
import { type Clock, systemClock } from '../lib/clock';
import { dayOf } from '../lib/time';
import { applyImport } from '../register/apply-import';
import type { Change, FieldChange, Noun } from '../register/changes';
import { importHazards, newHazards } from '../register/import-hazards';
import { planImport, previewCode } from '../register/plan-import';
import { readRegister } from '../register/read-register';
import { type Problem, RegisterChangedError, type RegisterFile, RegisterFileError } from '../register/register-file';
import { KIND_WORDS, ROLE_WORDS } from '../register/row-schemas';
import { writeTemplate } from '../register/template';
import { startFailure } from '../start-failure';
import { openStorage } from '../storage';

const USAGE = `用法：
  npm run import -- 文件                      看看会改什么（.xlsx、.json、.yaml）
  npm run import -- 文件 --apply              照文件改
  npm run import -- 文件 --apply --seen 预览码  名册在预览之后变过就不改
  npm run import -- --template 文件.xlsx       写一份填好的样表`;

const NOUNS: Readonly<Record<Noun, string>> = {
  unit: '单位',
  person: '人员',
  post: '岗位',
  group: '群',
  team: '督导组',
  word: '共用简称',
};
const HOW = { added: '新增', changed: '修改', removed: '停用' } as const;
const SIGN = { added: '+', changed: '~', removed: '-' } as const;
const FIELDS: Readonly<Record<string, string>> = {
  name: '名称',
  kind: '类别',
  type: '类型',
  town: '乡镇',
  landline: '座机',
  aliases: '简称',
  parent: '上级',
  elders: '老人数',
  beds: '床位',
  userid: '账号',
  mobile: '手机号',
  role: '角色',
  unit: '单位',
  units: '单位',
  holder: '任职',
  chat: '会话',
  members: '成员',
  bureau: '局内群',
  lead: '组长',
  leader: '局领导',
  areas: '片区',
};
const turned = (words: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([word, code]) => [code, word]));
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  role: turned(ROLE_WORDS),
  kind: turned(KIND_WORDS),
  bureau: { true: '是', false: '否' },
};

function sayValue(field: string, value: string | undefined): string {
  if (value === undefined) return '无';
  if (field === 'mobile') return value.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
  return VALUES[field]?.[value] ?? value;
}

const sayField = ({ field, before, after }: FieldChange, added: boolean): string =>
  `${FIELDS[field] ?? field} ${added ? '' : `${sayValue(field, before)} → `}${sayValue(field, after)}`;

/** What a new row has anyway, or what its name already says. */
function isPlain(noun: Noun, { field, after }: FieldChange): boolean {
  if (noun === 'person') return field === 'name' || field === 'unit' || after === 'staff';
  return field === 'name' || after === 'false' || (noun === 'post' && after === 'staff');
}

function sayChange({ noun, how, id, name, fields }: Change): string {
  const added = how === 'added';
  const said = fields.filter((each) => !added || !isPlain(noun, each));
  const title = noun === 'unit' || noun === 'group' || noun === 'team' ? `${id} ${name}` : name;
  return [`  ${SIGN[how]} ${NOUNS[noun]} ${title}`, said.map((each) => sayField(each, added)).join('，')]
    .filter(Boolean)
    .join('：');
}

function sayCounts(changes: readonly Change[], hazards: number): string {
  const counts = Object.entries(NOUNS).flatMap(([noun, word]) => {
    const parts = Object.entries(HOW).flatMap(([how, said]) => {
      const count = changes.filter((each) => each.noun === noun && each.how === how).length;
      return count > 0 ? [`${said} ${count}`] : [];
    });
    return parts.length > 0 ? [`${word} ${parts.join('、')}`] : [];
  });
  return [...counts, ...(hazards > 0 ? [`隐患 新增 ${hazards}`] : [])].join('；');
}

const sayProblems = (problems: readonly Problem[]): string[] => [
  `有 ${problems.length} 处要改，什么也没有存：`,
  ...problems.map(({ at, text }) => `  ✗ ${at ? `${at}：` : ''}${text}`),
];

interface Request {
  readonly path: string;
  readonly apply: boolean;
  readonly seen?: string;
}
interface Result {
  readonly lines: readonly string[];
  readonly ok: boolean;
}
const isEmptyPlan = (plan: ReturnType<typeof planImport>): boolean =>
  [plan.units, plan.people, plan.posts, plan.teams, plan.groups, plan.ambiguous].every((list) => list.length === 0);

/** Plans, shows, and applies when asked to, all in one transaction. */
async function settle(tx: Tx, file: RegisterFile, request: Request, now: number): Promise<Result> {
  const current = await tx.register.load();
  const code = previewCode(current.version, file);
  if (request.seen !== undefined && request.seen !== code) throw new RegisterChangedError();
  const plan = planImport(current, file);
  if (plan.problems.length > 0) throw new RegisterFileError(plan.problems);
  const hazards = await newHazards(tx, file);
  if (isEmptyPlan(plan) && hazards.length === 0) return { lines: ['名册和文件一致，没有要改的。'], ok: true };
  const order = plan.changes.length === 0 && hazards.length === 0 ? ['  ~ 单位的先后次序'] : [];
  const fresh = hazards.map(({ id, inst, desc }) => `  + 隐患 ${id}：${inst} ${desc}`);
  const what = [...plan.changes.map(sayChange), ...order, ...fresh];
  const total = sayCounts(plan.changes, hazards.length);
  if (request.apply) {
    await applyImport(tx, plan, { now, day: dayOf(now) });
    await importHazards(tx, file, now);
    return { lines: [...what, `已改好。${total}`], ok: true };
  }
  const next = `npm run import -- ${request.path} --apply --seen ${code}`;
  return { lines: [...what, total, `以上是预览，还没有改。预览码 ${code}；照此改：${next}`], ok: true };
}

/** The import as a function of its surroundings: what it says, and whether it went well. */
export async function runImport(request: Request, { work, clock }: { work: Work; clock: Clock }): Promise<Result> {
  try {
    const file = await readRegister(request.path);
    return await work.run((tx) => settle(tx, file, request, clock.now()));
  } catch (error) {
    if (error instanceof RegisterFileError) return { lines: sayProblems(error.problems), ok: false };
    if (!(error instanceof RegisterChangedError)) throw error;
    return { lines: ['名册或文件在预览之后变过，什么也没有存：请重新预览，再照新的预览码执行。'], ok: false };
  }
}

function requestOf(args: readonly string[]): Request | { readonly template: string } | undefined {
  const options = { apply: { type: 'boolean' }, seen: { type: 'string' }, template: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...more] = positionals;
    if (values.template !== undefined && path === undefined) return { template: values.template };
    if (path === undefined || more.length > 0 || values.template !== undefined) return undefined;
    if (values.seen !== undefined && !values.apply) return undefined;
    return { path, apply: values.apply ?? false, ...(values.seen === undefined ? {} : { seen: values.seen }) };
  } catch {
    return undefined;
  }
}

/** Which database it is, without its password. */
function sayDatabase(url: string): string {
  if (url.startsWith('sqlite:')) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

async function main(): Promise<number> {
  const request = requestOf(process.argv.slice(2));
  if (!request) {
    console.error(USAGE);
    return 2;
  }
  if ('template' in request) {
    if (existsSync(request.template)) {
      console.error(`${request.template} 已经有了，没有改动。请换一个文件名。`);
      return 1;
    }
    await writeTemplate(request.template);
    console.log(`样表写好了：${request.template}`);
    return 0;
  }
  loadEnvironment();
  const { databaseUrl } = loadConfig(process.env);
  console.log(`数据库 ${sayDatabase(databaseUrl)}`);
  const storage = await openStorage({ url: databaseUrl });
  try {
    const { lines, ok } = await runImport(request, { work: storage.work, clock: systemClock });
    for (const line of lines) (ok ? console.log : console.error)(line);
    return ok ? 0 : 1;
  } finally {
    await storage.close();
  }
}

if (require.main === module) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(startFailure(error));
      process.exitCode = 1;
    },
  );
}
