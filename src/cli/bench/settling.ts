import { ADMIN, County } from './county';
import { durableWrites } from './durable';
import type { Row } from './row';
import { ratioOf } from './stopwatch';

const MESSAGES = 20;
const TEXTS = 1000;
const RUNS = 5;
const UNITS = 10;

/** Reports are settled and texts are sent, each beside as many bare transactions. */
export async function settlingRows(): Promise<Row[]> {
  const bare = await durableWrites();
  const county = await County.open(UNITS);
  try {
    await county.say(ADMIN, '/截止 零报告 每天17:30');
    await bare.write(MESSAGES);
    const settle = async (): Promise<void> => {
      for (let each = 0; each < MESSAGES; each += 1)
        await county.say(`u${(each % UNITS) + 1}`, `/零报告 老人${each + 1} 其余正常`);
    };
    const settled = await ratioOf(RUNS, settle, () => bare.write(MESSAGES));
    const sent = await ratioOf(
      1,
      () => send(county),
      () => bare.write(TEXTS),
    );
    return [
      {
        name: 'settling a report',
        ratio: settled,
        means: `${MESSAGES} zero reports, each taken in and settled durably / as many bare durable SQLite transactions`,
        alarming: 60,
      },
      {
        name: 'an outbox of 1,000 texts',
        ratio: sent,
        means: 'queued, claimed, sent and ticked off one by one / 1,000 bare durable transactions',
        alarming: 30,
      },
    ];
  } finally {
    await county.close();
    await bare.close();
  }
}

async function send(county: County): Promise<void> {
  const before = county.sent;
  await county.storage.work.run(async ({ outbox }) => {
    for (let each = 0; each < TEXTS; each += 1) {
      await outbox.add({
        route: JSON.stringify({ kind: 'group', chatId: `bench-${each}` }),
        body: JSON.stringify({ markdown: '请按时报送。', choices: [], mentions: [] }),
        sortAt: county.clock.now(),
        place: `bench-${each}`,
        notBefore: county.clock.now(),
      });
    }
  });
  await county.bot.tick();
  await county.bot.idle();
  if (county.sent - before !== TEXTS) throw new Error(`${county.sent - before} of ${TEXTS} texts were sent`);
}
