import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseStory } from './parse';
import { type Outcome, play } from './play';
import { RealProgram } from './real-program';
import type { Story } from './script';

export interface Played extends Outcome {
  readonly story: Story;
}

interface Options {
  /** Folder that holds `data/sample`. */
  readonly root: string;
  readonly databaseUrl?: string | undefined;
  readonly write?: (line: string) => void;
}

/** Plays one story file against the real program. Throws when the file or its register cannot be read. */
export async function playFile(path: string, { root, databaseUrl, write }: Options): Promise<Played> {
  const story = parseStory(basename(path), await readFile(path, 'utf8'));
  const { now, hazards, register } = story.opening;
  const registerPath =
    register === undefined ? join(root, 'data', 'sample', 'county.json') : resolve(dirname(path), register);
  const database = databaseUrl === undefined ? {} : { databaseUrl };
  const program = await RealProgram.open({ registerPath, hazards, now, ...database });
  try {
    return { story, ...(await play(story, program, write)) };
  } finally {
    await program.remove();
  }
}
