import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { understandLine } from '../../src/cli/understand-line';
import { sampleUnderstanding } from './understanding';

/** Intents whose values are read; the others come with their commands. */
const READ = new Set([
  'duty', 'duty_phone', 'duty_attach', 'duty_update', 'duty_swap', 'duty_substitute', 'zero', 'hazard', 'fix', 'fix_extend', 'accept', 'supervise', 'visit',
  'broadcast', 'deadline', 'exempt', 'remind', 'shame', 'publish', 'confirm', 'cancel', 'query', 'undo', 'correct', 'help', 'ack', 'report_submit', 'register',
  'roster', 'none', 'unknown', 'incident',
]);

describe('the corpus of typed messages', () => {
  it('is read as people mean it', async () => {
    const lines = readFileSync(join(__dirname, 'utterances.jsonl'), 'utf8').trim().split('\n');
    const chosen = lines.filter((line) => READ.has((JSON.parse(line) as { intent: string }).intent));
    const understanding = await sampleUnderstanding();
    const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    const [expected, readings] = [join(folder, 'expected.jsonl'), join(folder, 'readings.jsonl')];
    writeFileSync(expected, chosen.join('\n'));
    writeFileSync(readings, chosen.map((line) => JSON.stringify(understandLine(line, understanding))).join('\n'));
    const printed = execFileSync(process.execPath, [join(__dirname, 'score.mjs'), expected, readings, '--json'], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const score = JSON.parse(printed) as { messages: number; right_pct: number; wrong_pct: number };
    expect(score.messages).toBeGreaterThan(250);
    // What was reached: it may only rise.
    expect(score.right_pct).toBeGreaterThanOrEqual(97);
    expect(score.wrong_pct).toBeLessThanOrEqual(1);
  });
});
