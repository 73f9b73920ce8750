import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Register } from '../domain/register-index';
import { loadCommands } from '../load-commands';
import { countyCalendar } from '../county-calendar';
import { grammarsWith } from '../reading/grammars';
import { createReader } from '../reading/reader';
import { readRegister, registerFromFile } from '../register';
import { understandLine, type Senders, type Understanding } from './understand-line';

const USAGE = 'usage: npm run -s understand -- --register FILE [--explain] < lines.jsonl';

/** Who types when only the institution is known: from the register file, where it says so. */
function sendersIn(path: string): Senders {
  if (!path.endsWith('.json')) return {};
  const file = JSON.parse(readFileSync(path, 'utf8')) as {
    sender_default?: Senders['defaults'];
    heads?: Senders['heads'];
  };
  return { ...(file.sender_default && { defaults: file.sender_default }), ...(file.heads && { heads: file.heads }) };
}

async function prepare(path: string): Promise<Understanding> {
  const file = await readRegister(path);
  return {
    register: new Register(registerFromFile(file)),
    calendar: countyCalendar(),
    reader: createReader(grammarsWith(loadCommands().commands)),
    hazards: file.hazards,
    senders: sendersIn(path),
  };
}

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--register');
  const path = at < 0 ? undefined : args[at + 1];
  if (path === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const understanding = await prepare(path);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(understandLine(line, understanding, args.includes('--explain')))}\n`);
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
