import { Sender } from '../../src/delivery/sender';
import { fakeChannel, openScene, push } from './scene';

test('what nothing can carry to a person in private is told to others', async () => {
  const { work, clock, log, close } = await openScene();
  const far = fakeChannel({ push: ['group'] });
  const sender = new Sender({
    work,
    clock,
    log,
    channels: [far.channel],
    markAgain: (text) => text,
    tell: async (tx, trouble) => {
      if (trouble.kind === 'undelivered' && trouble.route.kind === 'person')
        await tx.outbox.add(push(`for ${trouble.route.userid}: ${trouble.body.markdown}`));
    },
  });
  const route = JSON.stringify({ kind: 'person', userid: 'i16' });
  await work.run((tx) => tx.outbox.add({ ...push('yours'), route }));
  await sender.flush();
  expect(far.texts()).toEqual(['for i16: yours']);
  await close();
});
