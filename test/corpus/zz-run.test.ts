import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { understandLine } from '../../src/cli/understand-line';
import { sampleUnderstanding } from './understanding';
it('runs', async () => {
  const u = await sampleUnderstanding();
  const file = process.env['CORPUS'] ?? join(__dirname, 'utterances.jsonl');
  const out = readFileSync(file, 'utf8').trim().split('\n').map((l) => JSON.stringify(understandLine(l, u, true)));
  writeFileSync('/tmp/readings.jsonl', out.join('\n') + '\n');
});
