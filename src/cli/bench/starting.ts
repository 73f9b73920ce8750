import { spawn } from 'node:child_process';
import type { Row } from './row';
import { ratioOf } from './stopwatch';

const RUNS = 3;

const run = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a start ended with ${String(code)}`))));
  });

/** `program` starts the bot on an empty file and ends. */
export async function startingRows(program: readonly string[]): Promise<Row[]> {
  return [
    {
      name: 'starting',
      ratio: await ratioOf(
        RUNS,
        () => run(program),
        () => run(['-e', '0']),
      ),
      means: 'node that loads the program, makes a new database and starts the bot / node that does nothing',
      alarming: 60,
    },
  ];
}
