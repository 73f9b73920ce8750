import { County } from './bench/county';
import { readingRows } from './bench/reading';
import type { Row } from './bench/row';
import { settlingRows } from './bench/settling';
import { startingRows } from './bench/starting';
import { tickingRows } from './bench/ticking';

const USAGE = 'usage: npm run -s bench -- [--json]';
/** Told by the bench to itself: start once and end. */
const START_ONCE = '--start-once';

const shown = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = ({ name, ratio, means, alarming }: Row): string =>
    `${ratio > alarming ? '!' : ' '} ${name.padEnd(width)} ${shown(ratio).padStart(6)}  ${means}`;
  return [
    'Ratios of this run: compare them with those of another commit, never with seconds. ! is alarming.',
    ...rows.map(line),
    '',
  ].join('\n');
}

async function measure(): Promise<Row[]> {
  return [
    ...(await readingRows()),
    ...(await settlingRows()),
    ...(await tickingRows()),
    ...(await startingRows([__filename, START_ONCE])),
  ];
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes(START_ONCE)) return (await County.open(1)).close();
  if (args.some((arg) => arg !== '--json')) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const rows = await measure();
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(rows)}\n` : table(rows));
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
