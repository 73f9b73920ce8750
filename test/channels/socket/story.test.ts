import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStory } from '../../../src/cli/story/parse';
import { play, report } from '../../../src/cli/story/play';
import { RealProgram } from '../../../src/cli/story/real-program';
import { GatewayProgram } from './gateway-program';

const root = join(__dirname, '..', '..', '..');

test('dongsheng-2022.story goes word for word through the gateway as it goes without', async () => {
  const name = 'dongsheng-2022.story';
  const story = parseStory(name, await readFile(join(root, 'test', 'stories', name), 'utf8'));
  const { now, hazards } = story.opening;
  const registerPath = join(root, 'data', 'sample', 'county.json');
  const inner = await RealProgram.open({ registerPath, hazards, now });
  const program = new GatewayProgram(inner);
  try {
    const outcome = await play(story, program);
    expect(`${report(story, outcome)}${outcome.failure ? outcome.transcript : ''}`).toBe('');
    const { shown } = program.wecom.gateway.chats;
    expect(shown.filter(({ by }) => by === 'reply').length).toBeGreaterThan(10);
    expect(shown.filter(({ by }) => by === 'push').length).toBeGreaterThan(5);
  } finally {
    await program.close();
    await inner.remove();
  }
}, 60_000);
