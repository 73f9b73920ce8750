import type { RegisterData } from '../../src/domain/register';
import { Register } from '../../src/domain/register-index';
import { applyImport } from '../../src/register/apply-import';
import { importHazards } from '../../src/register/import-hazards';
import { planImport } from '../../src/register/plan-import';
import { readRegister } from '../../src/register/read-register';
import { RegisterChangedError, RegisterFileError } from '../../src/register/register-file';
import { type Storage, openStorage } from '../../src/storage';
import { instantOf } from '../../src/lib/time';
import { fromJson, said } from './register-files';

const COUNTY = 'data/sample/county.json';
const NOW = instantOf('2026-11-21', 600);

describe('import into a database', () => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await openStorage({ url: 'sqlite::memory:' });
  });
  afterEach(() => storage.close());

  const load = (): Promise<RegisterData> => storage.work.run((tx) => tx.register.load());
  async function put(content: object | string, day = '2026-11-21') {
    const file = typeof content === 'string' ? await readRegister(content) : await fromJson(content);
    return await storage.work.run(async (tx) => {
      const plan = planImport(await tx.register.load(), file);
      await applyImport(tx, plan, { now: NOW, day });
      return plan;
    });
  }
  const register = async (): Promise<Register> => new Register(await load());

  test('the whole county, and the same again changes nothing', async () => {
    const plan = await put(COUNTY);
    expect(plan.changes.filter((change) => change.noun === 'person')).toHaveLength(44);
    const first = await load();
    expect(first.posts.every((post) => post.since === '2026-11-21')).toBe(true);
    const again = await put(COUNTY, '2026-12-01');
    expect(again.changes).toEqual([]);
    expect(await load()).toEqual(first);
  });

  test('the version rises once for each import that changes something', async () => {
    await put(COUNTY);
    const { version } = await load();
    expect(version).toBe(1);
    await put({ institutions: [{ id: 'I02', name: '青山县康宁颐养院' }] });
    expect((await load()).version).toBe(2);
  });

  test('a rename goes by id and keeps everything else', async () => {
    await put(COUNTY);
    const before = await load();
    const { changes } = await put({ institutions: [{ id: 'I02', name: '青山县康宁颐养院' }] });
    expect(changes).toEqual([
      {
        noun: 'unit',
        how: 'changed',
        id: 'I02',
        name: '青山县康宁养老院',
        fields: [{ field: 'name', before: '青山县康宁养老院', after: '青山县康宁颐养院' }],
      },
    ]);
    const after = await load();
    expect(after.units.filter((unit) => unit.id !== 'I02')).toEqual(before.units.filter((unit) => unit.id !== 'I02'));
    expect(after.units.find((unit) => unit.id === 'I02')).toMatchObject({
      aliases: ['康宁', '康宁养老院', '康宁院'],
      elders: 56,
    });
    expect({ ...after, version: 0, units: [] }).toEqual({ ...before, version: 0, units: [] });
  });

  test('another short name of a unit is a change of the unit and of nothing else', async () => {
    await put(COUNTY);
    const { changes } = await put({ institutions: [{ id: 'I02', aliases: ['康宁园', '康宁'] }] });
    expect(changes.map((change) => change.noun)).toEqual(['unit']);
  });

  test('removal is said in the row; the person leaves their post', async () => {
    await put(COUNTY);
    const { changes } = await put({
      people: [{ userid: 'i02-head', removed: true }],
      institutions: [{ id: 'I16', removed: true }],
    });
    expect(changes).toEqual([
      expect.objectContaining({ noun: 'unit', how: 'removed', id: 'I16' }),
      expect.objectContaining({ noun: 'person', how: 'removed', name: '康宁 王强' }),
      expect.objectContaining({
        noun: 'post',
        how: 'changed',
        name: '康宁 院长',
        fields: [{ field: 'holder', before: '王强' }],
      }),
    ]);
    const after = await register();
    expect(after.personOf('i02-head')).toBeUndefined();
    expect(after.headOf('I02')).toBeUndefined();
    expect(after.unit('I16')?.active).toBe(false);
    expect((await put({ people: [{ userid: 'i02-head', removed: true }] })).changes).toEqual([]);
    await put({ institutions: [{ id: 'I16' }] });
    expect((await register()).unit('I16')?.active).toBe(true);
  });

  test('a new head takes the post over, and the old one is remembered', async () => {
    await put(COUNTY, '2026-01-01');
    const file = await fromJson({ people: [{ userid: 'new', name: '赵明', unit: 'I02', post: '院长', role: 'head' }] });
    const holdings: object[] = [];
    await storage.work.run(async (tx) => {
      const plan = planImport(await tx.register.load(), file);
      const store = Object.create(tx.register) as typeof tx.register;
      store.version = () => tx.register.version();
      for (const name of ['putUnit', 'putPerson', 'putPost', 'putGroup', 'putTeam', 'touch'] as const) {
        Object.assign(store, { [name]: (row: never) => tx.register[name](row) });
      }
      store.addHolding = (holding) => {
        holdings.push(holding);
        return tx.register.addHolding(holding);
      };
      await applyImport({ register: store }, plan, { now: NOW, day: '2026-11-21' });
    });
    expect(holdings).toEqual([{ postId: 'I02/院长', personId: 'i02-head', from: '2026-01-01', to: '2026-11-21' }]);
    const after = await register();
    expect(after.headOf('I02')?.name).toBe('赵明');
    expect(after.posts.filter((post) => post.unitId === 'I02' && post.name === '院长')).toEqual([
      { id: 'I02/院长', unitId: 'I02', name: '院长', role: 'head', holderId: 'new', since: '2026-11-21' },
    ]);
    expect(after.roleOf(after.personOf('i02-head'))).toBe('staff');
  });

  test('another person on a staff post sits beside the first, or on the empty seat', async () => {
    await put(COUNTY);
    await put({ people: [{ userid: 'x', name: '甲', unit: 'I02', post: '值班员' }] });
    expect((await load()).posts.find((post) => post.id === 'I02/值班员-2')?.holderId).toBe('x');
    await put({
      people: [
        { userid: 'i02-c', removed: true },
        { userid: 'y', name: '乙', unit: 'I02', post: '值班员' },
      ],
    });
    const holders = (await load()).posts
      .filter((post) => post.unitId === 'I02' && post.name === '值班员')
      .map((post) => post.holderId);
    expect(holders).toEqual(['y', 'x']);
  });

  test('two heads that change places, and somebody who moves to another unit', async () => {
    await put(COUNTY);
    await put({
      people: [
        { userid: 'i02-head', unit: 'I03', post: '院长' },
        { userid: 'i03-head', unit: 'I02', post: '院长' },
        { userid: 'i02', unit: 'I01' },
      ],
    });
    const after = await register();
    expect([after.headOf('I02')?.id, after.headOf('I03')?.id]).toEqual(['i03-head', 'i02-head']);
    expect(after.roleOf(after.personOf('i02-head'))).toBe('head');
    expect(after.posts.find((post) => post.id === 'I02/办公室主任')).not.toHaveProperty('holderId');
    expect(after.personOf('i02')?.unitId).toBe('I01');
  });

  test('people without a userid go by unit and name, and get their userid later', async () => {
    await put({
      institutions: [{ id: 'I01', name: '甲院' }],
      people: [{ name: '李梅', unit: 'I01', mobile: '13900000001' }],
    });
    await put({ people: [{ name: '李梅', unit: '甲院', userid: 'limei' }] });
    await put({ people: [{ userid: 'LiMei', name: '李梅梅' }] });
    const { people } = await load();
    expect(people).toEqual([
      {
        id: 'I01/李梅',
        name: '李梅梅',
        userid: 'LiMei',
        mobile: '13900000001',
        unitId: 'I01',
        role: 'staff',
        active: true,
      },
    ]);
  });

  test('null takes a value away, an absent one stays', async () => {
    await put(COUNTY);
    await put({ people: [{ userid: 'i02', mobile: null }] });
    expect((await register()).personOf('i02')).toEqual({
      id: 'i02',
      name: '李梅',
      userid: 'i02',
      unitId: 'I02',
      role: 'staff',
      active: true,
    });
  });

  test('a chat that was bound in chat is never overwritten', async () => {
    await put(COUNTY);
    await storage.work.run(async (tx) => {
      const group = (await tx.register.load()).groups.find((each) => each.id === 'G1');
      if (group) await tx.register.putGroup({ ...group, chatId: 'wrBOUND' });
    });
    await put({ groups: [{ id: 'G1', name: '新群名', members: ['I01'], chat_id: 'wrOTHER' }] });
    expect((await register()).group('G1')).toMatchObject({ chatId: 'wrBOUND', name: '新群名', unitIds: ['I01'] });
    await put({ groups: [{ id: 'wrBOUND', name: '又一个' }] });
    expect((await register()).group('wrBOUND')).not.toHaveProperty('chatId');
  });

  test('a unit that is new stands where the file puts it, the others keep their places', async () => {
    await put({ bureau: { id: 'B', name: '局' }, institutions: ['A', 'C', 'D'].map((id) => ({ id, name: id })) });
    await put({ institutions: [{ id: 'A' }, { id: 'N', name: 'N' }] });
    await put({ institutions: [{ id: 'Z', name: 'Z' }] });
    expect((await load()).units.map((unit) => unit.id).join('')).toBe('BANCDZ');
    await put({ institutions: [{ id: 'D' }, { id: 'A' }] });
    expect((await load()).units.map((unit) => unit.id).join('')).toBe('BDNCAZ');
  });

  describe('refuses', () => {
    test.each<[string, object, string]>([
      [
        'a shared alias',
        { institutions: [{ id: 'X', name: '新院', aliases: ['康宁'] }] },
        'institutions[0]，第 3 行：「康宁」有 2 家在用（I02 青山县康宁养老院、X 新院）',
      ],
      ['a unit that is not there', { people: [{ name: '甲', unit: 'I99' }] }, 'people[0]，第 3 行：没有单位「I99」'],
      [
        'a group member that is not there',
        { groups: [{ id: 'G1', members: ['I99'] }] },
        'groups[0]，第 3 行：没有单位「I99」',
      ],
      ['a lead that is not there', { teams: [{ id: 'T1', lead: 'nobody' }] }, 'teams[0]，第 3 行：没有人员「nobody」'],
      [
        'a hazard of nobody',
        { open_hazards: { 'YH-0100': { inst: 'I99', desc: 'x', level: 'general', state: 'open' } } },
        'open_hazards.YH-0100，第 3 行：没有单位「I99」',
      ],
      ['a new unit without a name', { institutions: [{ id: 'X' }] }, 'X 是新的单位，要写名称'],
      ['a second bureau', { bureau: { id: 'B01', name: '新局' } }, '只能有一个局'],
      ['a second bureau group', { groups: [{ id: 'G1', bureau: true }] }, '局内群只能有一个'],
      [
        'a name that is known under another userid',
        { people: [{ userid: 'other', name: '李梅', unit: 'I02' }] },
        '这家单位已有「李梅」，账号是 i02',
      ],
      ['a post without a unit', { people: [{ userid: 'other', name: '甲', post: '院长' }] }, '还要写单位'],
    ])('%s', async (_, content, problem) => {
      await put(COUNTY);
      const before = await load();
      const plan = planImport(before, await fromJson(content));
      expect(said(plan.problems)).toEqual([expect.stringContaining(problem)]);
      await expect(put(content)).rejects.toThrow(RegisterFileError);
      expect(await load()).toEqual(before);
    });

    test('not an alias that is said to be shared', async () => {
      await put(COUNTY);
      await put({
        institutions: [{ id: 'X', name: '新院', aliases: ['康宁'] }],
        ambiguous_aliases: { 康宁: ['I02', 'X'] },
      });
      expect((await register()).words().get('康宁')).toHaveLength(2);
    });

    test('a plan that was made for an older register', async () => {
      const file = await readRegister(COUNTY);
      const plan = planImport(await load(), file);
      await put({ institutions: [{ id: 'X', name: '新院' }] });
      const late = storage.work.run((tx) => applyImport(tx, plan, { now: NOW, day: '2026-11-21' }));
      await expect(late).rejects.toThrow(RegisterChangedError);
    });
  });

  test('hazards keep their numbers, once', async () => {
    await put(COUNTY);
    const file = await readRegister(COUNTY);
    expect(await storage.work.run((tx) => importHazards(tx, file, NOW))).toBe(4);
    await storage.work.run((tx) => tx.ledger.setData('YH-0012', { desc: 'moved on' }));
    expect(await storage.work.run((tx) => importHazards(tx, file, NOW))).toBe(0);
    await storage.work.run(async (tx) => {
      expect((await tx.ledger.get('YH-0012'))?.data).toEqual({ desc: 'moved on' });
      expect(await tx.ledger.get('YH-0013')).toMatchObject({
        kind: 'hazard',
        unitId: 'I02',
        firstDay: '2026-11-21',
        data: {
          desc: '厨房燃气报警器失灵',
          level: 'major',
          due: '2026-11-30',
          state: 'supervised',
          found: '2026-11-21',
        },
      });
      expect(await tx.ledger.nextNumber('YH')).toBe('YH-0022');
    });
  });
});
