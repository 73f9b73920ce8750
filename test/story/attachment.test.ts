import readXlsxFile from 'read-excel-file/node';
import { attachmentOf } from '../../src/cli/story/attachment';

const startOf = async (name: string): Promise<string> =>
  Buffer.from((await attachmentOf(name)).bytes ?? []).toString('latin1', 0, 8);

test.each([
  ['值班表.jpg', 'image', '\u00ff\u00d8\u00ff'],
  ['值班表.JPEG', 'image', '\u00ff\u00d8\u00ff'],
  ['a.png', 'image', '\u0089PNG\r\n'],
  ['a.pdf', 'file', '%PDF-1.4'],
  ['a.xlsx', 'file', 'PK\u0003\u0004'],
  ['a.docx', 'file', 'PK\u0003\u0004'],
  ['a.txt', 'file', 'a.txt'],
])('%s is a real %s', async (name, kind, start) => {
  expect((await attachmentOf(name)).kind).toBe(kind);
  expect((await startOf(name)).startsWith(start)).toBe(true);
});

test('two names are never the same bytes', async () => {
  for (const ending of ['jpg', 'png', 'pdf', 'xlsx', 'docx', 'mp4', 'zip']) {
    const [one, two] = await Promise.all([attachmentOf(`一.${ending}`), attachmentOf(`二.${ending}`)]);
    expect(Buffer.from(one.bytes ?? []).equals(Buffer.from(two.bytes ?? []))).toBe(false);
  }
});

test('a workbook can be read', async () => {
  const { bytes = new Uint8Array() } = await attachmentOf('台账.xlsx');
  expect(JSON.stringify(await readXlsxFile(Buffer.from(bytes)))).toContain('台账.xlsx');
});
