import { byteLength, cutBytes } from '../../src/lib/bytes';

test.each([
  ['abc', 3, 'abc'],
  ['abc', 2, 'ab'],
  ['abc', 0, ''],
  ['值班表', 9, '值班表'],
  ['值班表', 8, '值班'],
  ['值班表', 7, '值班'],
  ['值班表', 6, '值班'],
  ['a𠮷b', 4, 'a'],
  ['a𠮷b', 5, 'a𠮷'],
  ['𠮷', -1, ''],
])('%s within %d bytes: %s', (text, maxBytes, expected) => {
  expect(cutBytes(text, maxBytes)).toBe(expected);
});

test('length is counted in UTF-8 bytes', () => {
  expect(byteLength('a值𠮷')).toBe(8);
});
