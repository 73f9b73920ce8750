jest.doMock('../../src/chat/facts', () => ({ factsFor: async () => ({}), judge: (reading: any) => { if (reading.mistakes[0]) { const { MistakeError } = require('../../src/domain/mistakes'); throw new MistakeError(reading.mistakes[0]); } return reading; } }), { virtual: true });
import { join } from 'node:path';
const { playFile } = require('../../src/cli/story/play-file');
const { report } = require('../../src/cli/story/play');
const root = join(__dirname, '../..');
jest.setTimeout(60000);
test.each(['duty', 'reports', 'dongsheng-2022'])('%s', async (n) => {
  const played = await playFile(join(root, 'test/stories', `${n}.story`), { root });
  console.log(played.failure ? report(played.story, played) : 'OK', '\n', played.transcript.slice(-9000));
});
