import { readFileSync } from 'node:fs';
import { sampleUnderstanding, understood } from './understanding';
it('dbg', async () => {
  const u = await sampleUnderstanding();
  const out: string[] = [];
  for (const line of readFileSync('/tmp/dbg.txt', 'utf8').split('\n')) {
    if (!line.trim()) continue;
    const [text = '', now, ctx] = line.split('\t');
    const r = understood(u, { text: text.replace(/\\n/g, '\n'), ...(now ? { now } : {}), ...(ctx ? { ctx: JSON.parse(ctx) as object } : {}) });
    out.push(`${text}\n    ${r.intent} ${r.error_code ?? ''} ${JSON.stringify(r.slots)}`);
  }
  process.stdout.write(`${out.join('\n')}\n`);
});
