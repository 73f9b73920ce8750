import type { Group, Person, Post, Team, Unit } from '../../src/domain/register';
import { onEachDatabase } from './on-each-database';

const home: Unit = {
  id: 'I01',
  kind: 'institution',
  name: '康宁养老院',
  aliases: ['康宁'],
  type: '养老',
  town: '东河镇',
  parentId: 'B',
  landline: '0477-8380001',
  elders: 41,
  beds: 60,
  order: 2,
  active: true,
};
const bureau: Unit = { id: 'B', kind: 'bureau', name: '民政局', aliases: [], order: 1, active: true };
const person: Person = { id: 'P1', name: '李梅', userid: 'limei', unitId: 'I01', role: 'staff', active: true };
const post: Post = { id: 'O1', unitId: 'I01', name: '院长', role: 'head', holderId: 'P1', since: '2026-01-01' };
const team: Team = { id: 'T1', name: '第一组', leadId: 'P1', areas: ['东河镇'] };
const group: Group = { id: 'G1', name: '工作群', chatId: 'wr1', unitIds: ['I01'], bureau: false };

onEachDatabase('the register', (database) => {
  const run: ReturnType<typeof database.storage>['work']['run'] = (job) => database.storage().work.run(job);

  test('gives back what was put, whatever order it came in', async () => {
    await run(async ({ register }) => {
      // Each refers to something that comes later in the same unit of work.
      await register.putPost(post);
      await register.putPerson(person);
      await register.putUnit(home);
      await register.putUnit(bureau);
      await register.putTeam(team);
      await register.putGroup(group);
      await register.putAmbiguous('福利院', ['I01', 'I12']);
      await register.touch();
    });
    expect(await run(({ register }) => register.load())).toStrictEqual({
      version: 1,
      units: [bureau, home],
      people: [person],
      posts: [post],
      teams: [team],
      groups: [group],
      ambiguous: { 福利院: ['I01', 'I12'] },
    });
  });

  test('put replaces the whole: what is left out is emptied', async () => {
    const { landline: _, town: __, ...smaller } = home;
    await run(async ({ register }) => {
      await register.putUnit(bureau);
      await register.putUnit(home);
      await register.putUnit({ ...smaller, name: '康宁', active: false });
    });
    const { units } = await run(({ register }) => register.load());
    expect(units).toStrictEqual([bureau, { ...smaller, name: '康宁', active: false }]);
  });

  test('refuses a post of a unit that does not exist, and keeps nothing of that unit of work', async () => {
    const work = run(async ({ register }) => {
      await register.putUnit(bureau);
      await register.putPost({ ...post, unitId: 'nowhere' });
    });
    await expect(work).rejects.toThrow(/foreign key/i);
    expect((await run(({ register }) => register.load())).units).toEqual([]);
  });

  test('the version rises with each touch', async () => {
    expect(await run(({ register }) => register.version())).toBe(0);
    await run(({ register }) => register.touch());
    await run(({ register }) => register.touch());
    expect(await run(({ register }) => register.version())).toBe(2);
  });

  test('keeps who held a post before', async () => {
    await run(async ({ register }) => {
      await register.putUnit(bureau);
      await register.putUnit(home);
      await register.putPerson(person);
      await register.putPost(post);
      await register.addHolding({ postId: 'O1', personId: 'P1', from: '2025-01-01', to: '2025-12-31' });
    });
    expect(await database.rows('SELECT post_id, person_id, first_day, last_day FROM holdings')).toEqual([
      { post_id: 'O1', person_id: 'P1', first_day: '2025-01-01', last_day: '2025-12-31' },
    ]);
  });
});
