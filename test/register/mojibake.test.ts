import { readFileSync } from 'node:fs';
import { garbled } from '../../src/register/mojibake';

test('right Chinese is left alone', () => {
  const county = readFileSync('data/sample/county.json', 'utf8');
  const words = county.match(/"[^"]+"/g)?.map((word) => word.slice(1, -1)) ?? [];
  expect(words.length).toBeGreaterThan(300);
  expect(words.filter((word) => garbled(word))).toEqual([]);
});

test.each(['阿依古丽·买买提', 'café', '——', '“好”', '3×4', '±5℃', '20°–25°', '', 'Zhōng', '陈婧婷', '吕洺瀚'])(
  '%j is fine',
  (text) => {
    expect(garbled(text)).toBeUndefined();
  },
);

test.each(['单位', '人员', '姓名', '青山县民政局'])('%s is known again', (text) => {
  const utf8 = Buffer.from(text);
  expect(garbled(utf8.toString('latin1'))?.meant).toBe(text);
  expect(garbled(new TextDecoder('gbk').decode(utf8))?.meant).toBe(text);
});

test.each([
  ['çŽ‹å¼º', '王强'],
  ['å\u008D•ä½\u008D', '单位'],
  ['µ¥Î»', '单位'],
])('%j, as Windows shows it, is %s', (shown, meant) => {
  expect(garbled(shown)).toEqual({ shown, meant });
});
