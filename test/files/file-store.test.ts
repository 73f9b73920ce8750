import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileTooBigError, createFileStore } from '../../src/files/file-store';

describe('files on disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'files-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  const all = (): string[] =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);

  test('a file is found by its hash, under the first two digits', async () => {
    const store = createFileStore({ dir });
    const saved = await store.save(Buffer.from('abc'), 'a.txt');
    expect(saved.hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(saved.path).toBe(join(dir, 'ba', saved.hash));
    expect(saved).toMatchObject({ bytes: 3, type: 'text/plain', name: 'a.txt' });
    expect((await store.read(saved.hash))?.toString()).toBe('abc');
  });

  test('the same bytes are kept once, also when saved at the same time', async () => {
    const store = createFileStore({ dir });
    const saved = await Promise.all([1, 2, 3, 4].map((n) => store.save(Buffer.from('same'), `${n}.txt`)));
    expect(new Set(saved.map((each) => each.hash)).size).toBe(1);
    expect(all()).toEqual([saved[0]?.hash]);
  });

  test('a file that a crash of the disk cut short is written again', async () => {
    const store = createFileStore({ dir });
    const saved = await store.save(Buffer.from('whole'), 'a');
    writeFileSync(saved.path, 'wh');
    await store.save(Buffer.from('whole'), 'a');
    expect((await store.read(saved.hash))?.toString()).toBe('whole');
  });

  test('part of a bigger buffer is saved as that part', async () => {
    const store = createFileStore({ dir });
    const saved = await store.save(Buffer.from('xxabcxx').subarray(2, 5), 'a');
    expect((await store.read(saved.hash))?.toString()).toBe('abc');
  });

  test('too big a file leaves nothing behind', async () => {
    const store = createFileStore({ dir, maxBytes: 3 });
    await expect(store.save(Buffer.from('abcd'), 'a')).rejects.toThrow(FileTooBigError);
    await expect(store.save(Buffer.from('abc'), 'a')).resolves.toMatchObject({ bytes: 3 });
    expect(all()).toHaveLength(1);
  });

  test('a hash that is a path or unknown reads nothing', async () => {
    const store = createFileStore({ dir: join(dir, 'files') });
    writeFileSync(join(dir, 'secret'), 'x');
    expect(await store.read('../secret')).toBeUndefined();
    expect(await store.read('0'.repeat(64))).toBeUndefined();
  });

  test('a name never leads out of the folder', async () => {
    const store = createFileStore({ dir: join(dir, 'files') });
    const saved = await store.save(Buffer.from('abc'), '../../evil.sh');
    expect(saved.name).toBe('evil.sh');
    expect(existsSync(join(dir, 'evil.sh'))).toBe(false);
  });
});
