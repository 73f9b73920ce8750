import { readFileSync } from 'node:fs';
import { Conversation } from './conversation';
import { momentOf } from '../../src/cli/story/moments';
import { plain } from '../../src/words/escape';
it('x', async () => {
  const c = await Conversation.open(momentOf(process.env['NOW'] ?? '2026-11-22 10:00')!, { empty: process.env['EMPTY'] === '1' });
  let n = 0;
  const out: string[] = [];
  for (const line of readFileSync('/tmp/docs/lines.txt', 'utf8').split('\n').filter(Boolean)) {
    if (line.startsWith('@')) { await c.moveTo(momentOf(line.slice(1))!); out.push(line); }
    else {
      const m = /^(\S+?)(?:\[(.*)\])?(?:\/(\S+?))?: (.*)$/.exec(line)!;
      const h = await c.say({ who: m[1]!, attachment: m[2], group: m[3], text: m[4]!.replace(/\\n/g, '\n') });
      out.push('> ' + line, `   ${h.errors.length ? 'ERR ' + h.errors : ''} ${h.answer ?? '(silence)'} ${h.choices.map((x) => '[' + x.label + ']').join('')}`);
    }
    for (const p of c.pushed.slice(n)) out.push(`   → ${JSON.stringify(p.route)} ${plain(p.markdown)} ${p.choices.map((x) => '[' + x.label + ']').join('')}`);
    n = c.pushed.length;
  }
  require('node:fs').writeFileSync('/tmp/docs/out.txt', out.join('\n') + '\n');
  await c.close();
});
