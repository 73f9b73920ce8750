import { noteHeard } from '../../src/domain/checkup/traces';
import { Register } from '../../src/domain/register-index';
import { bindChat, bindWebhook } from '../../src/domain/services/bindings';
import type { ActorScene } from '../../src/domain/scene';
import { type County, openCounty, register } from './county';

const fails = (code: string) => expect.objectContaining({ mistake: expect.objectContaining({ code }) });
const example = '/bind group homes';

let county: County;
beforeEach(async () => {
  county = await openCounty();
  await county.say('Amy', '09-28 09:00', async ({ tx }) => {
    for (const group of register.groups) await tx.register.putGroup(group);
  });
});
afterEach(() => county.close());
const registered = () => county.say('Amy', '09-28 10:00', async ({ tx }) => new Register(await tx.register.load()));

/** With the register as the database has it now. */
const now = <T>(who: string, job: (scene: ActorScene) => Promise<T>): Promise<T> =>
  county.say(who, '09-28 10:00', async (scene) =>
    job({ ...scene, register: new Register(await scene.tx.register.load()) }),
  );

test('only an admin gives a chat its name, and only in that chat', async () => {
  await expect(
    now('Ann', (scene) => bindChat(scene, { chatId: 'wr1', name: 'homes', sure: false, example })),
  ).rejects.toThrow(fails('no_permission'));
  await expect(
    now('Amy', (scene) => bindChat(scene, { chatId: undefined, name: 'homes', sure: false, example })),
  ).rejects.toThrow(fails('group_only'));
  await now('Amy', (scene) => bindChat(scene, { chatId: 'wr1', name: 'homes', sure: false, example }));
  expect((await registered()).groupOfChat('wr1')).toMatchObject({ id: 'G1', unitIds: ['A', 'B'] });
});
test('a chat that was heard does not lose its name unasked, and no group is made unasked', async () => {
  const binds = (chatId: string, name: string, sure = false) =>
    now('Amy', (scene) => bindChat(scene, { chatId, name, sure, example }));
  await binds('wr1', 'homes');
  await county.say('Amy', '09-28 10:00', ({ tx, now }) => noteHeard(tx, 'wr1', now));
  expect(await binds('wr2', 'homes')).toEqual({ ask: 'move' });
  expect(await binds('wr2', 'no such group')).toEqual({ ask: 'new' });
  expect((await registered()).groupOfChat('wr2')).toBeUndefined();
  expect(await binds('wr1', 'homes')).toMatchObject({ moved: false, group: { id: 'G1' } });
  expect(await binds('wr2', 'homes', true)).toMatchObject({ moved: true, group: { id: 'G1', chatId: 'wr2' } });
  expect((await registered()).groupOfChat('wr1')).toBeUndefined();
  expect(await binds('wr2', 'another', true)).toMatchObject({ moved: false, before: { name: 'homes' } });
  expect((await registered()).group('G1')?.chatId).toBeUndefined();
});
test('a webhook is kept apart, checked by its shape, and belongs to one group', async () => {
  const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0000-1111';
  const keeps = (address: string, name = 'homes', usable = (): boolean => true) =>
    now('Amy', (scene) => bindWebhook(scene, { name, url: address, usable, example }));
  await expect(keeps('https://example.org/')).rejects.toThrow(fails('bad_enum'));
  await expect(keeps(url, 'homes', () => false)).rejects.toThrow(fails('bad_enum'));
  await expect(keeps(url, 'nobody')).rejects.toThrow(fails('ambiguous_target'));
  await keeps(url);
  const kept = (id: string) => county.say('Amy', '09-28 10:00', ({ tx }) => tx.secrets.get(`webhook:${id}`));
  expect(await kept('G1')).toBe(url);
  await now('Amy', (scene) => bindChat(scene, { chatId: 'wr9', name: 'others', sure: true, example }));
  expect(await keeps(url, 'others')).toMatchObject({ group: { name: 'others' }, taken: { id: 'G1' } });
  expect(await kept('wr9')).toBeUndefined();
});
