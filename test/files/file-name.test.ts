import { fileName } from '../../src/files/file-name';

test.each([
  ['值班表.jpg', '值班表.jpg'],
  ['C:\\用户\\值班表.jpg', '值班表.jpg'],
  ['/etc/passwd', 'passwd'],
  ['..', 'file'],
  ['', 'file'],
  ['.bashrc', 'bashrc'],
  ['a\u0000b\r\nc.txt', 'abc.txt'],
  // U+202E shows the rest from right to left: this one would look like "photoexe.jpg".
  ['photo\u202Egpj.exe', 'photogpj.exe'],
  ['a"b<c>.pdf', 'a_b_c_.pdf'],
])('%j is kept as %j', (typed, kept) => {
  expect(fileName(typed)).toBe(kept);
});

test('a long name keeps its extension and breaks no character', () => {
  const name = fileName(`${'值'.repeat(200)}.xlsx`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name).toMatch(/^值+\.xlsx$/);
});
