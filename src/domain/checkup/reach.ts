import type { Group } from '../register';
import type { Scene } from '../scene';
import type { Ways } from './vitals';

/** By which ways a push gets into a group now. */
export interface Reach {
  /** The chat is known: what is said there is taken for this group's. */
  readonly bound: boolean;
  readonly webhook: 'none' | 'usable' | 'foreign';
  /** Somebody has spoken to this bot there, so that it may speak unasked (long connection). */
  readonly spoken: boolean;
  readonly reached: boolean;
}

export async function reachInto(
  { tx }: Pick<Scene, 'tx'>,
  ways: Ways,
  { id, chatId }: Pick<Group, 'id' | 'chatId'>,
): Promise<Reach> {
  if (ways.mode === 'room') {
    const bound = chatId !== undefined;
    return { bound, webhook: 'none', spoken: bound, reached: bound };
  }
  const address = await tx.secrets.get(`webhook:${id}`);
  const webhook = address === undefined ? 'none' : ways.usable(address) ? 'usable' : 'foreign';
  // The import puts the group's own id where no chat is known; WeCom's ids look different.
  const bound = chatId !== undefined && chatId !== id;
  const isHeard = ways.mode === 'socket' && bound;
  const spoken = isHeard && (await tx.settings.get(ways.spokenKey(chatId))) !== undefined;
  const byWebhook = webhook === 'usable' && chatId !== undefined;
  return { bound, webhook, spoken, reached: byWebhook || spoken };
}
