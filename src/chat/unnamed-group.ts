import { unboundGroups } from '../domain/services/bindings';
import { Register } from '../domain/register-index';
import { Markdown, type Templates } from '../words/templates';
import type { Arrival } from './arrival';
import type { Saying } from './message';

/** Somebody is at it already: the answer itself says what there is to say. */
const ABOUT_IT = /绑定|群号/;

/**
 * A group becomes known at its first mention of the bot (WeCom tells nobody its name, developer site 100719): then, and
 * once, the bot asks for it, also where it would have been silent.
 */
export async function withAskedName(
  templates: Templates,
  { tx, register, message }: Arrival,
  saying: Saying | undefined,
): Promise<Saying | undefined> {
  const { bot, chatId } = message;
  if (chatId === undefined || register.groupOfChat(chatId)) return saying;
  const key = `asked-name:${bot}:${chatId}`;
  if ((await tx.settings.get(key)) !== undefined) return saying;
  await tx.settings.set(key, 'yes');
  if (ABOUT_IT.test(message.text)) return saying;
  const names = unboundGroups(new Register(await tx.register.load())).map(({ name }) => name);
  const said = saying === undefined ? '' : new Markdown(saying.markdown);
  const view = { said, names: names.join('、') };
  return { choices: [], ...saying, markdown: templates.render('office/group-unnamed', view) };
}
