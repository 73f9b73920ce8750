import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../project-root';
import { report } from './story/play';
import { playFile } from './story/play-file';

const USAGE = 'npm run story -- [--quiet] FILE…';

/** npm runs scripts in the project's folder; a path may also be meant from where npm was called. */
function fileOf(path: string): string {
  const candidates = [resolve(path), resolve(process.env['INIT_CWD'] ?? '', path)];
  return candidates.find((each) => existsSync(each)) ?? resolve(path);
}

/** Plays one story; gives the exit code: 0 as written, 1 different, 2 not a story. */
async function tell(path: string, quiet: boolean): Promise<number> {
  const write = quiet ? {} : { write: (line: string) => console.log(line) };
  try {
    const databaseUrl = process.env['STORY_DATABASE_URL'] || undefined;
    const played = await playFile(fileOf(path), { root: projectRoot(), databaseUrl, ...write });
    if (!played.failure) {
      if (!quiet) console.log('');
      console.error(`ok ${path}`);
      return 0;
    }
    if (quiet) console.log(played.transcript);
    console.error(`\nFAILED ${report(played.story, played)}\n`);
    return 1;
  } catch (error) {
    console.error(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { quiet: { type: 'boolean', short: 'q' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) {
    console.error(USAGE);
    return 2;
  }
  let code = 0;
  for (const path of positionals) {
    code = Math.max(code, await tell(path, values.quiet ?? false));
  }
  return code;
}

// `npm run story … | head` closes our output: nothing is left to tell.
process.stdout.on('error', () => process.exit(0));

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
