import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Finding, finding } from '../../domain/checkup/finding';
import { diskFindings } from '../../domain/checkup/machine';
import { failureCode } from '../../start-failure';
import { examineDatabase } from '../../storage';
import { freeBytes } from '../../vital-signs';

export interface DatabaseCheck {
  readonly findings: readonly Finding[];
  /** Its tables are those of this program: what is in it can be looked at. */
  readonly current: boolean;
  /** No program has used it yet. */
  readonly isNew: boolean;
}

type Cause = Parameters<typeof finding<'database'>>[1];

const CAUSE_OF: Readonly<Record<string, Cause>> = {
  ENOENT: 'noFolder',
  ENOTDIR: 'noFolder',
  EEXIST: 'noFolder',
  SQLITE_CANTOPEN: 'forbidden',
  SQLITE_READONLY: 'forbidden',
  SQLITE_PERM: 'forbidden',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  SQLITE_NOTADB: 'notDatabase',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_FULL: 'full',
  ENOSPC: 'full',
  SQLITE_BUSY: 'busy',
  '55P03': 'busy',
  ENOTFOUND: 'unknownHost',
  EAI_AGAIN: 'unknownHost',
  ECONNREFUSED: 'noServer',
  '57P03': 'noServer',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'timeout',
  '28P01': 'password',
  '28000': 'password',
  '3D000': 'noDatabase',
};

/** Where it is, without user and password. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

function failed(error: unknown, about: { path: string; host: string }): Finding {
  const message = error instanceof Error ? error.message : '';
  const code = failureCode(error) ?? (/timeout/i.test(message) ? 'ETIMEDOUT' : 'error');
  return finding('database', CAUSE_OF[code] ?? 'failed', { ...about, code, problem: code });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The nearest folder that is there: it must be writable for the rest to be made. */
async function nearest(folder: string): Promise<string> {
  return (await exists(folder)) || folder === dirname(folder) ? folder : nearest(dirname(folder));
}

async function missing(path: string): Promise<Finding> {
  try {
    const folder = await nearest(dirname(path));
    // `/.` makes a file in the place of the folder an error, which superusers would otherwise not see.
    await access(`${folder}/.`, constants.W_OK | constants.X_OK);
    return finding('database', 'missing', { path });
  } catch (error) {
    return failed(error, { path, host: '' });
  }
}

/** Reachable, whole, writable, made by this program; and room on its disk. Changes nothing. */
export async function checkDatabase(url: string): Promise<DatabaseCheck> {
  const path = url.startsWith('sqlite:') ? resolve(url.slice('sqlite:'.length)) : '';
  const host = path === '' ? hostOf(url) : '';
  if (path !== '' && !(await exists(path))) return { findings: [await missing(path)], current: false, isNew: true };
  const free = path === '' ? undefined : await freeBytes(dirname(path));
  const disk = diskFindings(free);
  try {
    const { kind, isEmpty, pending, unknown, problem } = await examineDatabase(url);
    const facts = { kind, megabytes: free === undefined ? '' : Math.floor(free / 1024 / 1024) };
    if (problem !== '')
      return { findings: [finding('database', 'damaged', { problem }), ...disk], current: false, isNew: false };
    if (unknown.length > 0) return { findings: [finding('database', 'newer'), ...disk], current: false, isNew: false };
    if (isEmpty) return { findings: [finding('database', 'empty', facts), ...disk], current: false, isNew: true };
    if (pending > 0)
      return { findings: [finding('database', 'behind', { count: pending }), ...disk], current: false, isNew: false };
    return { findings: [finding('database', 'fine', facts), ...disk], current: true, isNew: false };
  } catch (error) {
    return { findings: [failed(error, { path, host }), ...disk], current: false, isNew: false };
  }
}
