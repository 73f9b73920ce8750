import { z } from 'zod';
import { id } from './content';

/** A click on a card. */
export interface Tapped {
  readonly kind: 'tapped';
  readonly bot: string;
  readonly msgid: string;
  readonly userid: string;
  readonly chatId?: string;
  readonly responseUrl?: string;
  readonly key: string;
  readonly taskId: string;
}

/** Somebody opened the private chat, for the first time that day. */
export interface Entered {
  readonly kind: 'entered';
  readonly userid: string;
}

const happening = z.object({
  msgid: id,
  aibotid: id,
  chatid: id.optional(),
  chattype: z.string().optional(),
  from: z.object({ userid: id }),
  response_url: z.string().max(2048).optional(),
  event: z.looseObject({ eventtype: z.string() }),
});

const key = z.string().min(1).max(4096);
const taskId = z.string().min(1).max(128);
/** The tables of the developer site spell it one way, its examples the other; the library has it a level higher. */
const click = z.object({
  event_key: key.optional(),
  eventkey: key.optional(),
  task_id: taskId.optional(),
  taskid: taskId.optional(),
});

/**
 * What an event asks of us (developer site, page 101027); `undefined` for one that asks nothing.
 * @throws z.ZodError when it is not as the developer site describes it
 */
export function readEvent(value: unknown): Tapped | Entered | undefined {
  const { msgid, aibotid: bot, chatid, chattype, from, response_url: responseUrl, event } = happening.parse(value);
  const { userid } = from;
  if (event.eventtype === 'enter_chat') return { kind: 'entered', userid };
  if (event.eventtype !== 'template_card_event') return undefined;
  const read = click.parse(event['template_card_event'] ?? event);
  return {
    kind: 'tapped',
    bot,
    msgid,
    userid,
    ...(chatid !== undefined && chattype !== 'single' && { chatId: chatid }),
    ...(responseUrl !== undefined && { responseUrl }),
    key: key.parse(read.event_key ?? read.eventkey),
    taskId: taskId.parse(read.task_id ?? read.taskid),
  };
}
