import { FakeGateway } from './gateway';
import type { FakeClock } from './rules';
import { FakeWeb } from './web';

export interface FakeWecom {
  readonly gateway: FakeGateway;
  readonly web: FakeWeb;
  stop(): Promise<void>;
}

export const BOT_ID = 'aibFAKE';
export const SECRET = 'secretOfTheFake';

/** Both sides of WeCom on loopback. The clock is the caller's, so that limits and lifetimes take no time. */
export async function startFakeWecom(clock: FakeClock = Date): Promise<FakeWecom> {
  const web = new FakeWeb(clock);
  await web.start();
  const gateway = new FakeGateway({
    botId: BOT_ID,
    secret: SECRET,
    clock,
    responseUrl: ({ chatId, userid }) => web.responses.give(chatId ?? userid, chatId === undefined),
  });
  await gateway.back();
  return {
    gateway,
    web,
    async stop() {
      await gateway.away();
      await web.stop();
    },
  };
}
