import { plain } from '../../src/words/escape';
import { plainText } from '../../src/words/plain-text';

test('marks are gone, typed ones stay as they were typed', () => {
  const text = plainText('**零报告**\n请发 `/撤销 LB-0001`\n别*写*星号\\*号');
  expect(text).not.toContain('**');
  expect(text).not.toContain('`/');
  expect(plain(text)).toBe('零报告\n请发 /撤销 LB-0001\n别*写*星号*号');
});

test('a long text comes in numbered parts of at most 2048 bytes', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `${index + 1}号单位：还没有报，请尽快报送零报告`);
  const parts = plain(plainText(lines.join('\n'))).split('\n\n');
  expect(parts.length).toBeGreaterThan(1);
  expect(parts[0]).toMatch(/^（1\/\d）\n/);
  for (const part of parts) expect(Buffer.byteLength(part, 'utf8')).toBeLessThanOrEqual(2048);
  const told = parts.flatMap((part) => part.split('\n').slice(1));
  expect(told).toEqual(lines);
});
