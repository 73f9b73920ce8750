import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Allow } from '../../src/domain/policy';
import type { RegisteredCommand } from '../../src/chat/registry';
import { loadCommands } from '../../src/load-commands';
import { projectRoot } from '../../src/project-root';
import { loadNames } from '../../src/words/names';
import { projectFile } from './code-blocks';

const PATH = 'docs/commands.zh-CN.md';
/** Titles of the folders of the commands, in the order of the help. */
const SECTIONS = loadNames(join(projectRoot(), 'templates')).sections;
const WHO: Readonly<Record<Allow, string>> = {
  anyone: '所有人',
  member: '已绑定的人',
  'own-unit': '本单位的人；管理员可代报',
  inspect: '本单位的人、督导员、福彩专管员、管理员',
  accept: '督导员、管理员',
  visit: '机构、乡镇、局里的人',
  admin: '管理员',
  oversee: '乡镇、督导员、局领导、管理员',
};
const WHERE = { group: '只在群里', private: '只在私聊', office: '只在私聊和局里的群', anywhere: '' } as const;

const cell = (text: string): string => text.replace(/\|/g, '\\|');

function rowOf({ names, summary, examples, allow, where }: RegisteredCommand): string {
  const [name = '', ...others] = names;
  const shown = others.length > 0 ? `**${name}**<br>${others.join('、')}` : `**${name}**`;
  const who = [WHO[allow], WHERE[where]].filter(Boolean).join('，');
  return `| ${[shown, summary, who, examples.map((example) => `\`${example}\``).join('<br>')].map(cell).join(' | ')} |`;
}

function page(): string {
  const { commands } = loadCommands();
  const sections = Object.keys(SECTIONS).flatMap((section) => {
    const rows = commands.filter((command) => command.section === section).map(rowOf);
    if (rows.length === 0) return [];
    return [
      [
        `## ${SECTIONS[section] ?? section}`,
        '',
        '| 指令 | 做什么 | 谁可以用 | 例如 |',
        '|---|---|---|---|',
        ...rows,
      ].join('\n'),
    ];
  });
  const head = [
    '# 指令表',
    '',
    '这一页由程序里的指令生成（`UPDATE_DOCS=1 npx jest test/docs/commands`），请不要手改。',
    '每个例子照抄就能用，把单位、人名、日期、编号换成自己的。群里先 @小安；斜杠可写可不写。',
  ].join('\n');
  return `${[head, ...sections].join('\n\n')}\n`;
}

test('every section of the commands has a title', () => {
  expect(loadCommands().commands.filter(({ section }) => !(section in SECTIONS))).toEqual([]);
});

test('the list of commands is that of the commands (UPDATE_DOCS=1 npx jest test/docs/commands writes it)', () => {
  const wanted = page();
  if (process.env['UPDATE_DOCS']) writeFileSync(projectFile(PATH), wanted);
  expect(readFileSync(projectFile(PATH), 'utf8')).toBe(wanted);
});
