import { inspectDatabase } from '../../storage/backup';
import { sizeOf } from '../backup/disk';
import type { Manifest } from '../backup/manifest';

type Counts = Readonly<Record<string, number>>;

/** What somebody knows by its number; the rest of the tables follows. */
const SHOWN: Readonly<Record<string, string>> = {
  records: '台账',
  tasks: '任务',
  bulletins: '通报',
  attachments: '附件记录',
  units: '单位',
  people: '人员',
  chat_groups: '群',
};

/** Counts of the database that is there; `undefined`: none there, or none that can be read. */
async function countsNow(database: string): Promise<Counts | 'none' | 'broken'> {
  if ((await sizeOf(database)) === undefined) return 'none';
  try {
    const { problems, counts } = await inspectDatabase(database);
    return problems.length === 0 ? counts : 'broken';
  } catch {
    return 'broken';
  }
}

const line = (table: string, word: string, before: Counts, after: Counts): string => {
  const [was, is] = [before[table] ?? 0, after[table] ?? 0];
  return `  ${word} ${was} → ${is}${is < was ? `（少 ${was - is}）` : ''}`;
};

/** What would be replaced by what. */
export async function previewRestore(
  database: string,
  { madeAt, counts, files, missing }: Manifest,
): Promise<string[]> {
  const now = await countsNow(database);
  const said = {
    none: `现在没有数据库 ${database}，会新放一个。`,
    broken: `现在的数据库 ${database} 读不出来，会被替换。`,
  };
  return [
    `备份做于 ${madeAt.slice(0, 19).replace('T', ' ')}，附件 ${files.length} 个，都完好。`,
    ...(missing.length > 0 ? [`备份的时候就已经丢了 ${missing.length} 个附件。`] : []),
    typeof now === 'string' ? said[now] : `数据库 ${database} 会被替换，现在 → 备份：`,
    ...Object.entries(SHOWN).map(([table, word]) => line(table, word, typeof now === 'string' ? {} : now, counts)),
  ];
}
