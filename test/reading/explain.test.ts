import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { understandLine, type Understanding } from '../../src/cli/understand-line';
import { dropMentions } from '../../src/reading/find-command';
import { normalise } from '../../src/reading/normalise';
import { sampleUnderstanding } from '../corpus/understanding';

let understanding: Understanding;
beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

const lines = ['utterances.jsonl', 'more.jsonl'].flatMap((file) =>
  readFileSync(join(__dirname, '../corpus', file), 'utf8')
    .trim()
    .split('\n'),
);
const letters = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '');

describe('where values come from (--explain)', () => {
  it('names the words, the context or a rule for every value of every message of the corpus', () => {
    const untold = lines.flatMap((line) => {
      const { id, slots, spans } = understandLine(line, understanding, true);
      const several = slots['multi'] as readonly Record<string, unknown>[] | undefined;
      const keys = several
        ? several.flatMap((each, index) => Object.keys(each).map((key) => `multi[${index}].${key}`))
        : Object.keys(slots);
      // `settle` finds hazards by their words and dates from old deadlines: no reader reads them.
      return keys.filter((key) => !spans?.[key] && !/hazards|new_due/.test(key)).map((key) => `${id} ${key}`);
    });
    expect(untold).toEqual([]);
  });

  it('only shows words that were typed', () => {
    const invented = lines.flatMap((line) => {
      const { text } = JSON.parse(line) as { text: string };
      const typed = letters(dropMentions(normalise(text)));
      const { id, spans = {} } = understandLine(line, understanding, true);
      return Object.entries(spans).flatMap(([key, origin]) =>
        origin.from === 'text' && !origin.piece.split(/[\s…]+/).every((word) => typed.includes(letters(word)))
          ? [`${id} ${key} ${origin.piece}`]
          : [],
      );
    });
    expect(invented).toEqual([]);
  });

  it('names the context for what was not typed', () => {
    const read = (text: string, ctx: object) =>
      understandLine(JSON.stringify({ id: 'T', text, now: '2026-12-14T10:00:00+08:00', ctx }), understanding, true)
        .spans;
    expect(read('/请假 明天 看病', { inst: 'I02', role: 'staff' })).toMatchObject({
      inst: { from: 'context', key: 'inst' },
      name: { from: 'context', key: 'sender' },
      range: { from: 'text', piece: '明天' },
    });
    expect(read('/抗原 56人全阴', { inst: 'I02', role: 'staff' })).toMatchObject({
      date: { from: 'default', rule: 'today' },
      tested: { from: 'text', piece: '56' },
    });
    expect(read('/整改 完成', { inst: 'I02', role: 'staff', quote: 'YH-0012' })).toMatchObject({
      hazards: { from: 'context', key: 'quote' },
    });
  });
});
