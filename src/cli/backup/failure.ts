import { startFailure } from '../../start-failure';

/** A backup or restore that was refused: every line is for the operator. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

const FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']);
const BROKEN = new Set<unknown>(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
const CLOSED = new Set<unknown>([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
]);

/** One clear sentence about what stopped it, whichever of the file system and SQLite noticed it. */
export function sayFailure(error: unknown, folder: string): readonly string[] {
  if (error instanceof BackupError) return error.lines;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (FULL.has(code)) return [`${folder} 所在的磁盘满了，什么也没有留下。请腾出空间，或换一个文件夹。`];
  if (BROKEN.has(code)) return ['数据库有损坏，什么也没有留下。请留好以前的备份，用最近的一份恢复。'];
  if (CLOSED.has(code)) return [`${folder} 写不进去（${String(code)}），什么也没有留下。请检查文件夹和权限。`];
  return [startFailure(error)];
}
