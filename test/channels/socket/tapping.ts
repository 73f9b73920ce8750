import type { Face } from '../../fake-wecom/cards';
import type { Shown } from '../../fake-wecom/conversations';
import type { LedgerRecord } from '../../../src/domain/ledger';
import { until } from './drill-time';
import { openTown } from './town';

/** The whole bot before the fake gateway, and people who type and tap. */
export async function openTapping() {
  const town = await openTown();
  await town.start();
  const { gateway } = town.wecom;
  // Somebody has spoken where cards will be pushed.
  gateway.say({ userid: 'gaofeng', chatId: 'G3', text: '@小安 我是谁' });
  gateway.say({ userid: 'i02', text: '我是谁' });
  await until(() => town.texts().length === 2);
  const cards = (): Shown[] => gateway.chats.shown.filter(({ msgtype }) => msgtype === 'template_card');
  const updates = (): number => gateway.frames.filter(({ cmd }) => cmd === 'aibot_respond_update_msg').length;
  return {
    town,
    gateway,
    updates,
    async say(userid: string, chatId: string, text: string): Promise<void> {
      const before = town.texts().length;
      gateway.say({ userid, chatId, text: `@小安 ${text}` });
      await until(() => town.texts().length > before);
      await town.bot().idle();
    },
    /** A tap and its update; what the command answers is shown afterwards. */
    async tap(userid: string, card: Shown, label: string, ids: { msgid?: string } = {}): Promise<void> {
      const before = updates();
      gateway.tap(userid, card, label, ids);
      await until(() => updates() > before);
      await town.bot().idle();
    },
    seenBy: (userid: string, { taskId = '' }: Shown): Face => gateway.chats.cards.look(taskId, userid),
    /** The newest card that shows this. */
    cardOf(word: string): Shown {
      const card = cards().findLast(({ text }) => text.includes(word));
      if (!card) throw new Error(`no card with ${word} in\n${town.texts().join('\n---\n')}`);
      return card;
    },
    last: (): string => town.texts().at(-1) ?? '',
    /** How many texts there are after one has waited for more. */
    async quiet(): Promise<number> {
      await town.pass(3);
      return town.texts().length;
    },
    /** Somewhere in the future, with one ring of the bell. */
    async jump(minutes: number): Promise<void> {
      town.clock.moveTo(town.clock.now() + minutes * 60_000);
      await town.bot().tick();
      await town.bot().idle();
    },
    records: (kind: string): Promise<readonly LedgerRecord[]> =>
      town.storage().work.run((tx) => tx.ledger.find({ kinds: [kind], firstDay: '2022-01-01', lastDay: '2022-12-31' })),
  };
}
export type Tapping = Awaited<ReturnType<typeof openTapping>>;
