import { sampleUnderstanding, understood } from './understanding';
it('prof', async () => {
  const u = await sampleUnderstanding();
  const repeat = (piece: string): string => piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
  const rows: string[] = [];
  for (const piece of ['王', '1', '10月1日、', '1日至3日 ', '1. 康宁 平安\n', '13900001001', '国庆节前一天', '8点30分', '500元'])
    for (const c of ['', '/值班 ', '/零报告 ', '/隐患 ', '/整改 ', '/走访 ', '/通知 ', '/截止 ', '/查 ', '/更正 ', '/换班 ', '/绑定 ', '#接龙\n']) {
      const t = process.hrtime.bigint(); understood(u, { text: c + repeat(piece), ctx: { role: 'admin' } });
      const ms = Number(process.hrtime.bigint() - t) / 1e6; if (ms > 20) rows.push(`${piece.trim()} ${c.trim()} ${ms.toFixed(0)}`);
    }
  process.stdout.write(rows.join('\n') + '\n');
});
