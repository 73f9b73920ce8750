import { randomUUID } from 'node:crypto';
import type { Saying } from '../../chat/message';
import { shown } from '../../chat/shown';
import { areButtons, askingCard, type Plain, questionOf } from './card';

/** The answer to `enter_chat` (developer site, page 101031): a card where its buttons show all, else a text. */
export function welcomeOf(saying: Saying, plain: Plain): object {
  const question = questionOf(saying, plain);
  if (areButtons(saying) && question.isWhole)
    return { msgtype: 'template_card', template_card: askingCard(question, randomUUID()) };
  return { msgtype: 'text', text: { content: plain(shown(saying, { cards: false }).markdown) } };
}
