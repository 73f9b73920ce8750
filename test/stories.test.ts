import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Played, playFile } from '../src/cli/story/play-file';
import { report } from '../src/cli/story/play';

const root = join(__dirname, '..');
const databaseUrl = process.env['STORY_DATABASE_URL'] || undefined;

const storiesIn = (folder: string): string[] =>
  readdirSync(join(__dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.story'))
    .sort()
    .map((name) => join(folder, name));

const playedOf = (name: string): Promise<Played> => playFile(join(__dirname, name), { root, databaseUrl });

/** A whole campaign takes some hundred units of work. */
jest.setTimeout(60_000);

describe('every story goes as it is written', () => {
  test.each(storiesIn('stories'))('%s', async (name) => {
    const played = await playedOf(name);
    const told = played.failure ? `${report(played.story, played)}\n\nas it went:\n${played.transcript}` : '';
    expect(told).toBe('');
  });
});

describe('stories that must fail do, for the reason in their first line', () => {
  test.each(storiesIn('stories-failing'))('%s', async (name) => {
    const [, reason] = /^# must fail: (.+)\n/.exec(readFileSync(join(__dirname, name), 'utf8')) ?? [];
    expect(reason).toBeDefined();
    const { failure } = await playedOf(name);
    expect(failure?.reason).toBe(reason);
  });
});
