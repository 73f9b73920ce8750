import { spokenSetting } from '../../src/channels';
import { noteHeard } from '../../src/domain/checkup/traces';
import type { Group } from '../../src/domain/register';
import { Register } from '../../src/domain/register-index';
import { HOUR } from '../../src/lib/time';
import { BOT_ID } from '../fake-wecom';
import { ask, CALLBACK } from './ask';
import { NIGHT, openWorld, type World } from './world';

jest.setTimeout(30_000);

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const doctor = (more: Record<string, string> = {}) => ask(world, more);

describe('groups', () => {
  const changeGroup = (change: (group: Group) => Group) =>
    world.change(async (tx) => {
      for (const group of (await tx.register.load()).groups) await tx.register.putGroup(change(group));
      await tx.register.touch();
    });

  test('none is bound', async () => {
    await changeGroup(({ id, name, unitIds, bureau }) => ({ id, name, unitIds, bureau }));
    const said = await doctor();
    expect(said.match(/✘ .*还没有绑定/g)).toHaveLength(3);
    expect(said).toContain('@小安，发：/绑定 群 青山县民政安全督导组');
  });

  test('an import put its own id where no chat is known', async () => {
    await changeGroup((group) => ({ ...group, chatId: group.id }));
    expect((await doctor()).match(/还没有绑定，群里的话认不出是哪个群/g)).toHaveLength(3);
  });

  test('the address of another WeCom is paired', async () => {
    await world.change((tx) => tx.secrets.put('webhook:G1', 'https://example.org/cgi-bin/webhook/send?key=11111111'));
    expect(await doctor()).toMatch(/✘ 青山县养老.*：发不到：配的消息推送地址不是这里的企业微信\n.*重新复制地址/);
  });

  test('a new group: the callback cannot speak unasked, the long connection only where somebody spoke', async () => {
    await world.change(async (tx) => {
      await tx.register.putGroup({ id: 'G9', name: '新群', chatId: 'wrG9', unitIds: ['I01'], bureau: false });
      await tx.register.touch();
    });
    expect(await doctor(CALLBACK)).toMatch(
      /✘ 新群：发不到：没有配消息推送，URL 回调自己不能主动发\n.*群设置 › 消息推送 › 添加/,
    );
    expect(await doctor()).toMatch(/✘ 新群：发不到：还没有人在群里 @ 过这个机器人\n.*\/群号/);
    await world.change((tx) => tx.settings.set(spokenSetting(BOT_ID, 'group:wrG9'), 'yes'));
    expect(await doctor()).toMatch(/– 新群：能发，但 @ 不到人\n.*\/绑定 webhook 新群 地址/);
  });

  test('its webhook was removed, and a later success mends that', async () => {
    const add = (state: 'sent' | 'failed', detail: string) =>
      world.change(async (tx) => {
        const route = JSON.stringify({ kind: 'group', chatId: 'wrG1' });
        await tx.outbox.add({ route, body: '{"markdown":"x"}', sortAt: NIGHT, place: 'G1', notBefore: NIGHT });
        const [row] = await tx.outbox.ready(NIGHT, 1);
        await tx.outbox.finish(row?.id ?? 0, { state, notBefore: NIGHT, again: false, detail });
      });
    await add('failed', '93000 errcode 93000 invalid webhook url');
    expect(await doctor()).toMatch(/✘ 青山县养老.*：发不到：.*消息推送已经被移除（93000）\n.*群设置 › 消息推送/);
    await add('sent', '');
    expect(await doctor()).toMatch(/✔ 青山县养老.*：通（消息推送），最近发出 11月23日（周一）03:10/);
  });

  test('the bot is spoken to in a group that nobody bound', async () => {
    await world.change((tx) => noteHeard(tx, 'wrSOMEWHERE', NIGHT - HOUR));
    await world.change((tx) => noteHeard(tx, 'wrG3', NIGHT - HOUR));
    const said = await doctor();
    expect(said).toMatch(/– 群：最近一周有 1 个没有绑定的群 @ 过小安/);
    expect(said).toMatch(/青山县民政安全督导组：通（消息推送），最近听到 11月23日（周一）02:10/);
  });
});

describe('people', () => {
  const withoutUserids = (of: (role: string) => boolean) =>
    world.change(async (tx) => {
      const register = new Register(await tx.register.load());
      for (const person of register.people) {
        const { userid: _, ...unbound } = person;
        if (of(register.roleOf(person))) await tx.register.putPerson(unbound);
      }
      await tx.register.touch();
    });

  test('no admin, and ADMIN_USERIDS that nobody has', async () => {
    await withoutUserids((role) => role === 'admin');
    const said = await doctor({ ADMIN_USERIDS: 'nobody,noone' });
    expect(said).toMatch(/✘ 管理员：一位也没有.*\n.*ADMIN_USERIDS/);
    expect(said).toMatch(/✘ ADMIN_USERIDS：名册上没有这些账号：nobody、noone\n.*通讯录/);
  });

  test('an admin by the settings counts, however it is written', async () => {
    const userids: string[] = [];
    await world.change(async (tx) => {
      const register = new Register(await tx.register.load());
      const staff = register.people.filter((person) => register.roleOf(person) === 'staff');
      userids.push(...staff.flatMap(({ userid }) => userid ?? []));
    });
    await withoutUserids((role) => role === 'admin');
    expect(await doctor({ ADMIN_USERIDS: userids[0]?.toUpperCase() ?? '' })).toMatch(/– 管理员：只有 .* 一位/);
  });

  test('heads without an account are not reached in private', async () => {
    await withoutUserids((role) => role === 'head');
    expect(await doctor()).toMatch(/– 负责人：\d+ 位没有绑定账号，收不到私信：/);
  });

  test('institutions of which nobody has an account', async () => {
    await withoutUserids((role) => role !== 'admin');
    expect(await doctor()).toMatch(/– 机构：\d+ 家还没有一个人绑定账号，报不了：.* 等\n.*\/绑定 我是/);
  });
});
