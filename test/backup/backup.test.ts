import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBackup } from '../../src/cli/backup/check';
import { placeOf } from '../../src/cli/backup/disk';
import { sayFailure } from '../../src/cli/backup/failure';
import { type BackupWish, makeBackup } from '../../src/cli/backup/make';
import { postgresBackup, postgresRestore } from '../../src/cli/backup/postgres';
import { runRestore } from '../../src/cli/restore';
import { createFileStore } from '../../src/files';
import { instantOf } from '../../src/lib/time';
import { openStorage } from '../../src/storage';
import { dataSource } from '../../src/storage/data-source';

// Each does a dozen fsyncs, of which a busy machine takes its time.
jest.setTimeout(60_000);

const NOW = instantOf('2026-11-23', 615);
let folder: string;
let database: string;
let filesDir: string;
let safe: string;
let hash: string;

const wish = (more: Partial<BackupWish> = {}): BackupWish => ({
  database,
  filesDir,
  target: safe,
  now: NOW,
  program: '0.1.0',
  ...more,
});
const restore = (from: string, apply = true) =>
  runRestore(
    { folder: from, apply },
    { config: { host: '127.0.0.1', port: 1 }, database, filesDir, clock: { now: () => NOW } },
  );
const failure = async (job: Promise<unknown>): Promise<string> => {
  const error: unknown = await job.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  return sayFailure(error, safe).join('\n');
};

async function setting(name: string, value: string): Promise<void> {
  const storage = await openStorage({ url: `sqlite:${database}` });
  await storage.work.run((tx) => tx.settings.set(name, value));
  await storage.close();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'));
  database = join(folder, 'bot.sqlite');
  filesDir = join(folder, 'files');
  safe = join(folder, 'safe');
  const stored = await createFileStore({ dir: filesDir }).save(Buffer.from('a scan'), 'scan.png');
  hash = stored.hash;
  const storage = await openStorage({ url: `sqlite:${database}` });
  const { type, bytes, name } = stored;
  await storage.work.run(async (tx) => {
    await tx.settings.set('colour', 'red');
    await tx.attachments.add({ id: 'a1', hash, type, bytes, name, ownerId: 'i02', messageKey: 'b:m1', at: NOW });
  });
  await storage.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a backup', () => {
  test('has the database, the attachments and what they must be; a crash left a part, which is none', async () => {
    writeFileSync(join(filesDir, hash.slice(0, 2), `${hash}.x.part`), 'half');
    const { folder: made, manifest } = await makeBackup(wish());
    expect(made).toBe(join(safe, '20261123-101500'));
    expect(manifest).toMatchObject({ program: '0.1.0', files: [{ hash, bytes: 6 }], missing: [] });
    expect(manifest.madeAt).toBe('2026-11-23T10:15:00+08:00');
    expect(manifest.counts).toMatchObject({ attachments: 1, settings: 1 });
    expect(readdirSync(made, { recursive: true })).toHaveLength(5);
    expect(statSync(join(made, 'database.sqlite')).mode & 0o077).toBe(0);
    await expect(checkBackup(made)).resolves.toEqual(manifest);
  });

  test('never takes the place of an older one', async () => {
    const first = await makeBackup(wish());
    const second = await makeBackup(wish());
    expect([first.folder, second.folder]).toEqual([join(safe, '20261123-101500'), join(safe, '20261123-101500-2')]);
    await checkBackup(first.folder);
  });

  test('clears away what a killed one left a day ago, and nothing younger', async () => {
    for (const [name, day] of [
      ['.unfinished-old', 1],
      ['.unfinished-young', 23],
    ] as const) {
      mkdirSync(join(safe, name), { recursive: true });
      const at = instantOf(`2026-11-${String(day).padStart(2, '0')}`) / 1000;
      utimesSync(join(safe, name), at, at);
    }
    await makeBackup(wish());
    expect(readdirSync(safe).sort()).toEqual(['.unfinished-young', '20261123-101500']);
  });

  test('names attachments that were lost before', async () => {
    rmSync(join(filesDir, placeOf(hash)));
    expect((await makeBackup(wish())).manifest.missing).toEqual([hash]);
    writeFileSync(join(filesDir, placeOf(hash)), 'something else');
    const { folder: made, manifest } = await makeBackup(wish());
    expect(manifest).toMatchObject({ files: [], missing: [hash] });
    await checkBackup(made);
  });

  test('is refused in one sentence, and nothing stays', async () => {
    const full = await failure(makeBackup(wish({ freeBytes: async () => 700_000 })));
    expect(full).toBe(`${safe} 放不下：要 2 MB，只剩 1 MB。没有备份。请腾出空间，或换一个文件夹。`);
    expect(readdirSync(safe)).toEqual([]);
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    expect(await failure(makeBackup(wish({ target: join(blocked, 'in') })))).toMatch(
      /写不进去（ENOTDIR），什么也没有留下/,
    );
    expect(await failure(makeBackup(wish({ database: `${database}x` })))).toMatch(/没有数据库 .*没有什么可备份/);
  });

  test('of a damaged database is refused: the older ones are better', async () => {
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 4096, 4096 * 9);
    writeFileSync(database, bytes);
    expect(await failure(makeBackup(wish()))).toMatch(/^数据库有损坏/);
    expect(readdirSync(safe)).toEqual([]);
  });

  test('a disk that is full in the middle is told as such', () => {
    expect(sayFailure(Object.assign(new Error('x'), { code: 'SQLITE_FULL' }), '/b')).toEqual([
      '/b 所在的磁盘满了，什么也没有留下。请腾出空间，或换一个文件夹。',
    ]);
  });
});

describe('a damaged backup is refused and nothing is touched', () => {
  const flip = (path: string): void => {
    const bytes = readFileSync(path);
    const at = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(path, bytes);
  };
  const manifestOf = (made: string): string => join(made, 'manifest.json');
  const edit = (made: string, from: RegExp, to: string): void =>
    writeFileSync(manifestOf(made), readFileSync(manifestOf(made), 'utf8').replace(from, to));
  const damages: Readonly<Record<string, (made: string) => void>> = {
    'a bit of the database': (made) => flip(join(made, 'database.sqlite')),
    'a bit of an attachment': (made) => flip(join(made, 'files', placeOf(hash))),
    'a database that is longer': (made) => appendFileSync(join(made, 'database.sqlite'), 'x'),
    'no database': (made) => rmSync(join(made, 'database.sqlite')),
    'no attachment': (made) => rmSync(join(made, 'files'), { recursive: true }),
    'an attachment that the manifest forgot': (made) => edit(made, /"files": \[[^\]]*\]/, '"files": []'),
    'other counts': (made) => edit(made, /"settings": 1/, '"settings": 2'),
    'half a manifest': (made) => writeFileSync(manifestOf(made), readFileSync(manifestOf(made), 'utf8').slice(0, 200)),
    'no manifest': (made) => rmSync(manifestOf(made)),
    'a newer format': (made) => edit(made, /"format": 1/, '"format": 2'),
  };

  test.each(Object.entries(damages))('%s', async (_, damage) => {
    const { folder: made } = await makeBackup(wish());
    damage(made);
    await setting('colour', 'blue');
    const before = readFileSync(database);
    expect(await failure(restore(made))).toContain('什么也没有改');
    expect(await failure(restore(made, false))).toContain('什么也没有改');
    expect(readFileSync(database)).toEqual(before);
    expect(readdirSync(folder).filter((name) => /replaced|part/.test(name))).toEqual([]);
  });

  test('one of a newer program', async () => {
    const { source } = dataSource(`sqlite:${database}`, () => undefined);
    await source.initialize();
    await source.query("INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Later1999999999999')");
    await source.destroy();
    const { folder: made } = await makeBackup(wish());
    expect(await failure(restore(made))).toMatch(/更新的版本做的备份（0\.1\.0）。请先升级程序/);
  });
});

describe('a restore', () => {
  test('shows first what would be replaced, and changes nothing', async () => {
    const { folder: made } = await makeBackup(wish());
    rmSync(filesDir, { recursive: true });
    const lines = await restore(made, false);
    expect(lines.join('\n')).toMatch(/备份做于 2026-11-23 10:15:00，附件 1 个，都完好。\n[\s\S]*附件记录 1 → 1\n/);
    expect(lines.at(-1)).toBe(`以上是预览，什么也没有改。恢复：npm run restore -- ${made} --apply`);
    expect(readdirSync(folder)).not.toContain('files');
  });

  test('puts database and attachments back and keeps what it replaced', async () => {
    const { folder: made } = await makeBackup(wish());
    await setting('colour', 'blue');
    writeFileSync(join(filesDir, placeOf(hash)), 'spoilt');
    await restore(made);
    expect(await createFileStore({ dir: filesDir }).read(hash)).toEqual(Buffer.from('a scan'));
    const colours = ['bot.sqlite', join('replaced-20261123-101500', 'bot.sqlite')].map(async (name) => {
      const storage = await openStorage({ url: `sqlite:${join(folder, name)}` });
      const colour = await storage.work.run((tx) => tx.settings.get('colour'));
      await storage.close();
      return colour;
    });
    expect(await Promise.all(colours)).toEqual(['red', 'blue']);
    const aside = join(folder, 'replaced-20261123-101500', 'files', placeOf(hash));
    expect(readFileSync(aside, 'utf8')).toBe('spoilt');
  });

  test('takes the place of a database that nothing can read, and of none', async () => {
    const { folder: made } = await makeBackup(wish());
    writeFileSync(database, 'no database at all, and long enough to be taken for one'.repeat(100));
    writeFileSync(`${database}-wal`, 'left over');
    const lines = await restore(made);
    expect(lines.join('\n')).toContain('读不出来，会被替换');
    expect(readdirSync(join(folder, 'replaced-20261123-101500'))).toContain('bot.sqlite');
    expect(readdirSync(folder)).not.toContain('bot.sqlite-wal');
    rmSync(join(folder, 'replaced-20261123-101500'), { recursive: true });
    rmSync(database);
    expect((await restore(made)).join('\n')).toContain('现在没有数据库');
    await setting('colour', 'green');
  });

  test('of a backup whose folder may not be written to', async () => {
    const { folder: made } = await makeBackup(wish());
    mkdirSync(join(folder, 'elsewhere'));
    database = join(folder, 'elsewhere', 'new.sqlite');
    await restore(made);
    expect(readdirSync(made).sort()).toEqual(['database.sqlite', 'files', 'manifest.json']);
  });
});

test('PostgreSQL has its own tools: the lines are said, without the password', () => {
  const url = 'postgres://bot:geheim@db.example.org:5432/baopingan';
  const lines = [
    ...postgresBackup(url, { target: '/b', filesDir: '/d/files' }),
    ...postgresRestore(url, { folder: '/b', filesDir: '/d/files' }),
  ].join('\n');
  expect(lines).toContain(
    "pg_dump --format=custom --no-owner --file='/b/database.dump' 'postgres://bot@db.example.org:5432/baopingan'",
  );
  expect(lines).toContain('pg_restore --clean --if-exists --no-owner --single-transaction --dbname=');
  expect(lines).not.toContain('geheim');
});
