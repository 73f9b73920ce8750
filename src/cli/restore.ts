import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config';
import { loadEnvironment } from '../environment';
import { type Clock, systemClock } from '../lib/clock';
import { checkBackup } from './backup/check';
import { BackupError, sayFailure } from './backup/failure';
import { ownFolders, sqlitePath } from './backup/own';
import { postgresRestore } from './backup/postgres';
import { previewRestore } from './restore/preview';
import { putBack } from './restore/put-back';
import { runningAt } from './restore/running';

const USAGE = `用法：
  npm run restore -- 备份文件夹           看看会换掉什么
  npm run restore -- 备份文件夹 --apply   先停下小安，再照备份恢复；换下来的留在旁边`;

interface Request {
  readonly folder: string;
  readonly apply: boolean;
}
interface Surroundings {
  readonly config: Pick<Config, 'host' | 'port'>;
  readonly database: string;
  readonly filesDir: string;
  readonly clock: Clock;
}

/** The restore as a function of its surroundings: what it says. */
export async function runRestore({ folder, apply }: Request, at: Surroundings): Promise<readonly string[]> {
  const manifest = await checkBackup(folder);
  const preview = await previewRestore(at.database, manifest);
  const running = await runningAt(at.config.host, at.config.port);
  const stop = running === undefined ? [] : [`小安还在运行（${running}），要先停下它。`];
  if (!apply) return [...preview, ...stop, `以上是预览，什么也没有改。恢复：npm run restore -- ${folder} --apply`];
  if (running !== undefined) throw new BackupError([...stop, '什么也没有改。']);
  const { database, filesDir, clock } = at;
  const replaced = await putBack({ folder, manifest, database, filesDir, now: clock.now() });
  return [...preview, `恢复好了。换下来的在 ${replaced}，确认没问题以后再删。现在可以启动小安。`];
}

function requestOf(args: readonly string[]): Request | undefined {
  try {
    const options = { apply: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    return folder === undefined || more.length > 0 ? undefined : { folder: resolve(folder), apply: values.apply };
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const request = requestOf(process.argv.slice(2));
  if (!request) {
    console.error(USAGE);
    return 2;
  }
  loadEnvironment();
  const config = loadConfig(process.env);
  const { filesDir } = ownFolders();
  const database = sqlitePath(config.databaseUrl);
  if (database === undefined) {
    for (const line of postgresRestore(config.databaseUrl, { folder: request.folder, filesDir })) console.error(line);
    return 1;
  }
  process.umask(0o077);
  try {
    for (const line of await runRestore(request, { config, database, filesDir, clock: systemClock })) console.log(line);
    return 0;
  } catch (error) {
    for (const line of sayFailure(error, database)) console.error(line);
    return 1;
  }
}

if (require.main === module) {
  main().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      for (const line of sayFailure(error, '')) console.error(line);
      process.exitCode = 1;
    },
  );
}
