import { instantOf } from '../../src/lib/time';
import { Town } from './town';

/** 2026-11-23, before a deadline that is asked after. */
const NOW = instantOf('2026-11-23', 14 * 60);

test.each(['/文本 谁没报零报告', '文本 谁没报零报告', '文本 未报', '/文本 催报 零报告', '/文本 进度', '/文本'])(
  '%s is plain: to be pasted where marks would be seen',
  async (typed) => {
    const town = await Town.open(NOW);
    await town.say('高峰', '/截止 零报告 今天17:30 康宁、柳河', 'G3');
    const { answer } = await town.say('高峰', typed, 'G3');
    await town.close();
    expect(answer).not.toBe('');
    expect(answer).not.toMatch(/\*|`/);
  },
);
