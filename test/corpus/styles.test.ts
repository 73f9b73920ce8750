import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Converter } from 'opencc-js/cn2t';
import { understandLine, type Understanding } from '../../src/cli/understand-line';
import { sampleUnderstanding } from './understanding';

/** Ways of typing the same thing: the reading must not change. `undefined`: this message cannot be typed so. */
type Style = (text: string) => string | undefined;

const traditional = Converter({ from: 'cn', to: 't' });
const wide = (text: string): string => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const slashed = /^\/[\u4e00-\u9fff]/;

const STYLES: readonly (readonly [string, Style])[] = [
  ['traditional characters', traditional],
  ['full-width digits', wide],
  ['full-width slash', (text) => (slashed.test(text) ? text.replace('/', '／') : undefined)],
  ['the key beside it', (text) => (slashed.test(text) ? text.replace('/', '、') : undefined)],
  ['a backslash', (text) => (slashed.test(text) ? text.replace('/', '\\') : undefined)],
  ['behind a mention', (text) => `@报平安 ${text}`],
  ['behind a mention of the phone', (text) => `@报平安\u2005${text}`],
  ['two spaces', (text) => text.replace(/ /g, '  ')],
  ['ideographic spaces', (text) => text.replace(/ /g, '\u3000')],
  ['no-break spaces', (text) => text.replace(/ /g, '\u00a0')],
  ['zero-width characters', (text) => Array.from(text).join('\u200b')],
  ['a trailing line', (text) => `${text} \n`],
  ['a colon behind the command', (text) => (/^\/[\u4e00-\u9fff]+ /.test(text) ? text.replace(' ', '：') : undefined)],
  ['emoji at the end', (text) => (text.length > 3 ? `${text}🙏🙏` : undefined)],
  ['a full stop at the end', (text) => (/[\u4e00-\u9fff\d]$/.test(text) ? `${text}。` : undefined)],
  ['emoji in between', (text) => (slashed.test(text) ? text.replace(/ /g, ' 👉 ') : undefined)],
];

let understanding: Understanding;
const linesOf = (file: string): string[] => readFileSync(join(__dirname, file), 'utf8').trim().split('\n');
/** Of the siblings every eighth: all of them take a minute. */
const lines = [...linesOf('utterances.jsonl'), ...linesOf('more.jsonl'), ...linesOf('siblings.jsonl').filter((_, at) => at % 8 === 0)]
  .map((line) => JSON.parse(line) as { id: string; text: string });

beforeAll(async () => {
  understanding = await sampleUnderstanding();
});

/** Free text may hold the style itself; everything else may not. */
const STORY = new Set(['desc', 'event', 'text', 'reason', 'measure', 'measures', 'location', 'title', 'remark', 'cause', 'visitor', 'bad', 'need', 'condition', 'issues', 'addr']);
const valuesOf = (slots: unknown): string =>
  JSON.stringify(slots, (key, value: unknown) => (STORY.has(key) ? '…' : typeof value === 'string' ? value.replace(/[\s.]/g, '') : value));

describe('the same message, typed in another way', () => {
  it.each(STYLES)('%s', (_, style) => {
    const changed = lines.flatMap((line) => {
      const text = style(line.text);
      if (text === undefined || text === line.text) return [];
      const plain = understandLine(JSON.stringify(line), understanding);
      const styled = understandLine(JSON.stringify({ ...line, text }), understanding);
      const same =
        plain.intent === styled.intent &&
        plain.error_code === styled.error_code &&
        valuesOf(plain.slots) === valuesOf(styled.slots);
      return same ? [] : [`${line.id} ${text} | ${valuesOf(plain)} | ${valuesOf(styled)}`];
    });
    expect(changed).toEqual([]);
  });
});
