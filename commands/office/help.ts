import { type CommandContext, defineCommand, helpSlots, reply } from '../../src/chat';
import { fitsPlace } from '../../src/domain/policy';

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
      group: command.where === 'group',
      secret: command.where === 'private',
      fields: [...new Set(fields)].filter((label) => label !== '').join('、'),
    });
  },
});

/** Sections in the order of `templates/names.yaml`; in each the command that it is named after first, then short names. */
const overview = ({ commands, actor, place, say }: CommandContext) => ({
  guest: actor.role === 'guest',
  sections: Object.entries(say.names.sections).flatMap(([section, title]) => {
    const listed = commands
      .filter((command) => command.section === section && !command.aside && fitsPlace(command.where, place))
      .map(({ intent, names, summary }) => ({ name: names[0] ?? '', summary, first: intent === section }))
      .sort((a, b) => Number(b.first) - Number(a.first) || a.name.length - b.name.length);
    return listed.length > 0 ? [{ title, commands: listed }] : [];
  }),
});
