import { type CommandContext, defineCommand, helpSlots, reply } from '../../src/chat';

/** What the folders of the commands are called, in the order in which they are shown. */
const SECTIONS: Readonly<Record<string, string>> = {
  duty: '值班',
  report: '报平安与回执',
  hazard: '隐患整改',
  visit: '走访慰问',
  incident: '突发事件',
  campaign: '专项行动',
  office: '通知、通报与查询',
};

export default defineCommand({
  intent: 'help',
  names: ['帮助', '怎么用'],
  summary: '看看能做什么、怎么写',
  examples: ['帮助', '帮助 值班'],
  where: 'anywhere',
  allow: 'anyone',
  slots: { ...helpSlots },
  async run({ topic }, context) {
    if (topic === undefined) return reply('help/overview', overview(context));
    const command = context.commands.find(({ intent, names }) => intent === topic || names.includes(topic));
    if (!command)
      return reply('help/unknown', {
        topic: context.say.names.kinds[topic] ?? context.say.item(topic),
        ...overview(context),
      });
    const [name = '', ...others] = command.names;
    const fields = Object.values(command.slots).map((slot) => slot.label);
    return reply('help/command', {
      name,
      others: others.join('、'),
      summary: command.summary,
      examples: command.examples,
      fields: [...new Set(fields)].filter((label) => label !== '').join('、'),
    });
  },
});

const overview = ({ commands, actor }: CommandContext) => ({
  guest: actor.role === 'guest',
  sections: Object.entries(SECTIONS).flatMap(([folder, title]) => {
    const inside = commands.filter((command) => command.section === folder);
    return inside.length === 0
      ? []
      : [{ title, commands: inside.map(({ names, summary }) => ({ name: names[0] ?? '', summary })) }];
  }),
});
