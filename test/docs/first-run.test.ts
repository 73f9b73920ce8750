import { readFileSync } from 'node:fs';
import { momentOf } from '../../src/cli/story/moments';
import { firstAdminCode } from '../../src/first-admin';
import { projectFile } from './code-blocks';
import { Conversation } from './conversation';

interface Step {
  readonly inPrivate: boolean;
  /** Absent where something is done elsewhere. */
  readonly text?: string;
}

/** The numbered steps of the first run: a table row, where, and the line to type in it. */
function stepsOf(path: string): readonly Step[] {
  const text = readFileSync(projectFile(path), 'utf8');
  return [...text.matchAll(/^\| \d \| (.+?) \| (.+) \|$/gm)].map(([, where = '', what = '']) => {
    const typed = /`(\/[^`]+)`/.exec(what)?.[1];
    return { inPrivate: /private|私聊/.test(where), ...(typed === undefined ? {} : { text: typed }) };
  });
}

const CHAT = 'wrABCDEFG';

describe.each(['README.md', 'README.zh-CN.md'])('the first run of %s', (path) => {
  test('a newcomer who types its lines becomes admin, and the group and its webhook are bound', async () => {
    const steps = stepsOf(path);
    expect(steps).toHaveLength(7);
    const conversation = await Conversation.open(momentOf('2026-11-23 10:00') ?? 0, { empty: true });
    const answers: string[] = [];
    const { work } = conversation.storage;
    const code = (await firstAdminCode(work, [])) ?? '';
    for (const { text, inPrivate } of steps) {
      // Step 2, the register, is the only one of the shell.
      if (text === undefined && answers.length === 1) await conversation.load();
      if (text === undefined) continue;
      const typed = text.replace('123456', code);
      const heard = await conversation.say({ who: 'zhangsan', text: typed, group: inPrivate ? undefined : CHAT });
      expect([typed, ...heard.errors]).toEqual([typed]);
      answers.push(heard.answer ?? '');
    }
    expect(answers.join('\n')).toMatch(
      /^张三，您现在是第一位管理员[\s\S]*局里的群[\s\S]*已保存[\s\S]*wrABCDEFG[\s\S]*管理员[\s\S]*zhangsan/,
    );
    const { groups } = await work.run((tx) => tx.register.load());
    const bound = groups.find(({ chatId }) => chatId === CHAT);
    expect(await conversation.storage.secrets.get(`webhook:${bound?.id ?? ''}`)).toContain('key=11111111');
    await conversation.close();
  });
});
