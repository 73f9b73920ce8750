import { fits, misfit } from '../../src/cli/story/pattern';

test.each([
  ['已报', '已报'],
  ['…', ''],
  ['…', '任何话\n两行'],
  ['…已报…', '值班表已报，谢谢'],
  ['…已报…', '已报'],
  ['已报 值班表', '已报\n\n  值班表\t'],
  ['  已报  ', '已报'],
  ['已报\n    值班表', '已报 值班表'],
  ['A … B', 'A x B'],
  ['A … B', 'A B'],
  ['A … … B', 'A B'],
  ['… A …', 'A'],
  ['… A …', 'x A y'],
  ['A……B', 'AxB'],
  ['a…a', 'aa'],
  ['…10月1日（周六）…王强…待补正…', '已记 10月1日（周六）带班王强，待补正：签字'],
  ['应报1家…按时1家', '应报1家 迟报0家 按时1家'],
  ['a.c(1)', 'a.c(1)'],
  ['…ab', 'abab'],
  ['ab…ab…ab', 'ababab'],
  ['全角　空格', '全角 空格'],
])('%j fits %j', (pattern, text) => {
  expect(fits(pattern, text)).toBe(true);
  expect(misfit(pattern, text)).toBe('');
});

test.each([
  ['已报', '已报。', '已报'],
  ['已报…', '值班表已报', '已报'],
  ['…已报', '已报了', '已报'],
  ['已报 值班表', '已报值班表', '已报 值班表'],
  ['a…a', 'a', 'a'],
  ['A … B', 'AB', 'A'],
  ['A … B', 'A xB', 'B'],
  ['a.c', 'abc', 'a.c'],
  ['…甲…乙…', '乙甲', '乙'],
  ['ab…ab…ab', 'abab', 'ab'],
])('%j does not fit %j: no place for %j', (pattern, text, missing) => {
  expect(fits(pattern, text)).toBe(false);
  expect(misfit(pattern, text)).toBe(missing);
});

test('a long message and many dots are no burden', () => {
  const started = performance.now();
  expect(fits(`${'a…'.repeat(40)}z`, 'a'.repeat(20_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
