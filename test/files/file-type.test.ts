import writeSheets from 'write-excel-file/node';
import { fileType } from '../../src/files/file-type';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each([
  ['image/jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
  ['image/png', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
  ['image/gif', latin('GIF89a')],
  ['image/webp', latin('RIFF\x10\0\0\0WEBPVP8 ')],
  ['image/heic', latin('\0\0\0\x18ftypheic\0\0\0\0')],
  ['application/pdf', latin('%PDF-1.7\n')],
  ['application/zip', latin('PK\x03\x04\x14\0\0\0\0\0notes.txt')],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', latin('PK\x03\x04....word/document.xml')],
  [
    'application/msword',
    Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('WordDocument', 'utf16le')]),
  ],
  [
    'application/vnd.ms-excel',
    Buffer.concat([latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), Buffer.from('Workbook', 'utf16le')]),
  ],
  ['application/x-ole-storage', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0')],
  ['text/plain', Buffer.from('值班表\n')],
  // GBK for the same words.
  ['text/plain', Buffer.from([0xd6, 0xb5, 0xb0, 0xe0, 0xb1, 0xed])],
  ['text/plain', Buffer.from('<svg onload="x()"/>')],
  ['application/octet-stream', latin('\x7fELF\x02\x01\x01\0')],
  ['application/octet-stream', latin('RIFF\x10\0\0\0WAVE')],
  ['application/octet-stream', Buffer.alloc(0)],
])('%s', (type, bytes) => {
  expect(fileType(bytes)).toBe(type);
});

test('a workbook that a program wrote', async () => {
  const bytes = await writeSheets([['a']]).toBuffer();
  expect(fileType(bytes)).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
});

test('text whose sample ends inside a character', () => {
  expect(fileType(Buffer.from(`a${'值'.repeat(30_000)}`))).toBe('text/plain');
});
