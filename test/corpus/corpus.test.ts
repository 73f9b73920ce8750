import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { understandLine } from '../../src/cli/understand-line';
import { VOCABULARY } from '../../src/reading/vocabulary';
import { sampleUnderstanding } from './understanding';

interface Score {
  readonly messages: number;
  readonly right_pct: number;
  readonly wrong_pct: number;
}

const linesOf = (file: string): string[] => readFileSync(join(__dirname, file), 'utf8').trim().split('\n');

async function scoreOf(file: string): Promise<Score> {
  const lines = linesOf(file);
  const understanding = await sampleUnderstanding();
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  const readings = join(folder, 'readings.jsonl');
  writeFileSync(readings, lines.map((line) => JSON.stringify(understandLine(line, understanding))).join('\n'));
  const scorer = [join(__dirname, 'score.mjs'), join(__dirname, file), readings, '--json'];
  const printed = execFileSync(process.execPath, scorer, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return JSON.parse(printed) as Score;
}

describe('the corpus of typed messages', () => {
  // What was reached: it may only rise.
  it.each([
    ['utterances.jsonl', 342, 100, 0],
    ['more.jsonl', 2779, 99.9, 0],
    ['siblings.jsonl', 9929, 100, 0],
  ])('%s is read as people mean it', async (file, messages, right, wrong) => {
    const score = await scoreOf(file);
    expect(score.messages).toBe(messages);
    expect(score.right_pct).toBeGreaterThanOrEqual(right);
    expect(score.wrong_pct).toBeLessThanOrEqual(wrong);
  });

  it('has a message for every intent of the vocabulary', () => {
    const seen = new Set(
      ['utterances.jsonl', 'more.jsonl', 'siblings.jsonl'].flatMap(linesOf).map((line) => (JSON.parse(line) as { intent: string }).intent),
    );
    const without = VOCABULARY.map((grammar) => grammar.intent).filter((intent) => !seen.has(intent));
    // Questions about the bot itself, which the corpus leaves out.
    expect(without).toEqual(['how_read', 'who_am_i', 'chat_id']);
  });
});
