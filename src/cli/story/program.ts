import type { Logger } from 'pino';
import type { Bot } from '../../bot';
import type { Channel } from '../../chat/channel';
import type { OutboxRow } from '../../domain/ports';
import type { RegisterData } from '../../domain/register';
import type { Clock } from '../../lib/clock';

/** One life of the process, from its start to the moment when it is ended. */
export interface Life {
  readonly bot: Bot;
  register(): Promise<RegisterData>;
  /** Everything that still waits in the outbox. */
  waiting(): Promise<readonly OutboxRow[]>;
  /** Takes the data away from under the bot, as a process that is killed loses them. */
  end(): Promise<void>;
}

/** The program under play: each life begins on the data that the last one left. */
export interface Program {
  begin(parts: { readonly clock: Clock; readonly channel: Channel; readonly log: Logger }): Promise<Life>;
}
