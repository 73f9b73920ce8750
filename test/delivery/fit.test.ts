import fc from 'fast-check';
import { byteLength } from '../../src/lib/bytes';
import { escape, plain } from '../../src/words/escape';
import { fit } from '../../src/words/fit';

const bodyOf = (part: string): string => part.slice(part.indexOf('\n') + 1);

test('a text that fits stays as it is; one that does not is cut at ends of lines, numbered', () => {
  expect(fit('一行\n两行', 64)).toEqual(['一行\n两行']);
  expect(fit(`${'甲'.repeat(20)}\n${'乙'.repeat(20)}\n丙`, 80)).toEqual([
    `（1/2）\n${'甲'.repeat(20)}`,
    `（2/2）\n${'乙'.repeat(20)}\n丙`,
  ]);
});

const line = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom('甲', '班', '😀', '*', '@all').chain((word) => fc.constant(word.repeat(30))),
);

test('whatever the text: every part is within the bytes, numbered, and together they are the text', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 3, maxLength: 20 }),
      fc.integer({ min: 40, max: 400 }),
      (lines, maxBytes) => {
        const text = lines.join('\n');
        const parts = fit(text, maxBytes);
        fc.pre(parts.length > 1);
        for (const [index, part] of parts.entries()) {
          expect(byteLength(part)).toBeLessThanOrEqual(maxBytes);
          expect(part.startsWith(`（${index + 1}/${parts.length}）\n`)).toBe(true);
          expect(part).not.toContain('\uFFFD');
        }
        expect(parts.map(bodyOf).join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
      },
    ),
  );
});

test('what people typed stays escaped in every part: no mark is parted from its backslash', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 40, max: 120 }), (shift, maxBytes) => {
      const typed = `${'x'.repeat(shift)}${'[点我](http://x.example)|@all<@i02>**粗**'.repeat(6)}`;
      const parts = fit(escape(typed), maxBytes).map(bodyOf);
      expect(parts.map(plain).join('')).toBe(typed);
      for (const part of parts) {
        expect(part).not.toMatch(/(?<!\\)[[\]()<>|*]/);
        expect(part).not.toMatch(/@(?!\u200B)/);
      }
    }),
  );
});
