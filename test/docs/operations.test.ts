import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeBlocks, projectFile } from './code-blocks';

const units = codeBlocks('docs/operations.md').filter(
  ({ language, text }) => language === 'ini' && text.startsWith('[Unit]'),
);
const lineOf = (text: string, name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';

test('the service, the backup and its timer are there', () => {
  expect(units.map(({ text }) => lineOf(text, 'Description'))).toEqual([
    'baopingan, the bot of the work group',
    'backup of baopingan',
    'backup of baopingan every night',
  ]);
});

test('the units start programs that the build makes, where they may write', () => {
  const started = units.flatMap(({ text }) => {
    const [, program = '', target = ''] = /^ExecStart=\/usr\/bin\/node dist\/(\S+)\.js ?(.*)$/m.exec(text) ?? [];
    return program === '' ? [] : [{ program, target, writable: lineOf(text, 'ReadWritePaths').split(' ') }];
  });
  expect(started.map(({ program }) => program)).toEqual(['src/main', 'src/cli/backup']);
  for (const { program, target, writable } of started) {
    expect(existsSync(projectFile(`${program}.ts`))).toBe(true);
    expect(writable).toContain('/opt/baopingan/data');
    expect(target === '' || writable.includes(target)).toBe(true);
  }
});

test('every sign in the log that is to be watched is one that we write', () => {
  const text = readFileSync(projectFile('docs/operations.md'), 'utf8');
  const signs = [...text.matchAll(/^\| `([^`]+)` \((?:level )?\d\d\) \|/gm)].map(([, sign = '']) => sign);
  expect(signs.length).toBeGreaterThan(4);
  const sources = readdirSync(projectFile('src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(projectFile('src'), name), 'utf8'));
  expect(signs.filter((sign) => !sources.some((source) => source.includes(`'${sign}'`)))).toEqual([]);
});

/** What systemd finds wrong; nothing where there is no systemd. */
function complaints(folder: string): readonly string[] {
  const names = ['baopingan.service', 'baopingan-backup.service', 'baopingan-backup.timer'];
  for (const [index, name] of names.entries()) {
    // The user and the folder are made by whoever installs it.
    const text = (units[index]?.text ?? '').replace(/^User=.*\n/m, '').replaceAll('/usr/bin/node', process.execPath);
    writeFileSync(join(folder, name), text);
  }
  const files = names.map((name) => join(folder, name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
  // What it says of other units of the machine is not about ours.
  return (stderr ?? '').split('\n').filter((line) => line.includes('baopingan'));
}

test('systemd, where there is one, takes the units as they stand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'units-'));
  expect(complaints(folder)).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});
