import { Register } from '../../src/domain/register-index';
import { confirm, correctionFor, draft, outageNear, withdraw } from '../../src/domain/services/bulletins';
import { bookRoster } from '../../src/domain/services/duty';
import { exemptNamed } from '../../src/domain/services/exemptions';
import { draftNamed } from '../../src/domain/services/shaming';
import { undo } from '../../src/domain/services/undo';
import type { Round } from '../../src/domain/task';
import { at, type County, openCounty, orderRosters, register } from './county';

/** The same county with a second admin, Eve. */
const eve = { id: 'Eve', name: 'Eve', userid: 'Eve', unitId: 'O', role: 'admin', active: true } as const;
const { units, people, posts, teams, groups } = register;
const twoAdmins = new Register({ version: 1, units, people: [...people, eve], posts, teams, groups, ambiguous: {} });

const fails = (code: string) => expect.objectContaining({ mistake: expect.objectContaining({ code }) });
const report = (county: County, who: string, moment: string) =>
  county.say(who, moment, (scene) =>
    bookRoster(scene, {
      unitId: scene.actor.unitId ?? '',
      entries: ['2022-10-01', '2022-10-02'].map((date) => ({
        date,
        leader: [{ name: 'Lee' }],
        staff: [{ name: 'Sam' }],
      })),
      more: {},
    }),
  );

describe('a bulletin of a county with two admins', () => {
  let county: County;
  let round: Round;
  beforeEach(async () => {
    county = await openCounty(twoAdmins);
    ({ round } = await orderRosters(county));
    await report(county, 'Ann', '09-28 11:00');
  });
  afterEach(() => county.close());
  const drafted = (moment = '09-29 11:31', who?: string) =>
    county.say('Amy', moment, (scene) => draft(scene, round, who));
  const confirms = (who: string, moment: string, id?: string) => county.say(who, moment, (scene) => confirm(scene, id));

  test('says who was on time, who is missing, as of when', async () => {
    const made = await drafted();
    expect(made?.bulletin).toMatchObject({ id: 'TB-0001', state: 'draft', version: 1 });
    expect(made?.bulletin.facts).toEqual({
      asOf: at('09-29 11:31'),
      onTime: ['A'],
      late: [],
      missing: [{ unitId: 'B', incomplete: false }],
      exempt: [],
    });
  });
  test('is published by a second admin, never by the same one twice', async () => {
    await drafted();
    expect(await confirms('Amy', '09-29 11:40')).toMatchObject({
      outcome: 'second',
      draft: { bulletin: { state: 'draft', previewedBy: 'Amy' } },
    });
    expect((await confirms('Amy', '09-29 11:41')).outcome).toBe('second');
    expect(await confirms('Eve', '09-29 11:42')).toMatchObject({
      outcome: 'published',
      draft: { bulletin: { state: 'published', publishedBy: 'Eve', publishedAt: at('09-29 11:42') } },
    });
    await expect(confirms('Eve', '09-29 11:43')).rejects.toThrow(fails('stale'));
    await expect(confirms('Eve', '09-29 11:43', 'TB-0001')).rejects.toThrow(fails('wrong_state'));
  });
  test('who asked for it has seen it: the other one publishes at once', async () => {
    await county.say('Amy', '09-29 12:00', (scene) => draftNamed(scene, { item: 'duty' }));
    expect((await confirms('Eve', '09-29 12:01')).outcome).toBe('published');
  });
  test('changed facts are shown again, to both', async () => {
    await drafted();
    await confirms('Amy', '09-29 11:40');
    await report(county, 'Cid', '09-29 11:42');
    const again = await confirms('Eve', '09-29 11:45');
    expect(again).toMatchObject({
      outcome: 'changed',
      draft: { bulletin: { version: 2, previewedBy: 'Eve', state: 'draft' } },
    });
    expect(again.draft.bulletin.facts).toMatchObject({
      missing: [],
      late: [{ unitId: 'B', settledAt: at('09-29 11:42'), minutes: 12 }],
    });
    expect((await confirms('Eve', '09-29 11:46')).outcome).toBe('second');
    expect((await confirms('Amy', '09-29 11:47')).outcome).toBe('published');
  });
  test('an incomplete report is missing, and said to be incomplete', async () => {
    const entries = [{ date: '2022-10-01', leader: [{ name: 'Lee' }], staff: [{ name: 'Sam' }] }];
    await county.say('Cid', '09-28 12:00', (scene) => bookRoster(scene, { unitId: 'B', entries, more: {} }));
    expect((await drafted())?.bulletin.facts.missing).toEqual([{ unitId: 'B', incomplete: true }]);
  });
  test('is not drafted before the deadline', async () => {
    await expect(
      county.say('Amy', '09-29 11:30', (scene) => draftNamed(scene, { item: 'duty' })),
    ).resolves.toMatchObject({ outcome: 'drafted' });
    await expect(county.say('Amy', '09-29 11:29', (scene) => draftNamed(scene, { item: 'duty' }))).rejects.toThrow(
      fails('deadline_not_reached'),
    );
  });
  test('withdrawn, it cannot be confirmed, and can be drafted anew', async () => {
    await drafted();
    expect((await county.say('Eve', '09-29 11:40', (scene) => withdraw(scene))).bulletin.state).toBe('withdrawn');
    await expect(confirms('Amy', '09-29 11:41', 'TB-0001')).rejects.toThrow(fails('wrong_state'));
    expect((await drafted('09-29 11:50'))?.bulletin.id).toBe('TB-0002');
  });
  test('asked for again without a change, it says that it is out', async () => {
    await drafted();
    await confirms('Amy', '09-29 11:40');
    await confirms('Eve', '09-29 11:41');
    expect(await county.say('Amy', '09-29 12:00', (scene) => draftNamed(scene, { item: 'duty' }))).toMatchObject({
      outcome: 'unchanged',
      published: { bulletin: { id: 'TB-0001' } },
    });
  });
  test('an exemption after publication makes a correction, which again takes two', async () => {
    await drafted();
    await confirms('Amy', '09-29 11:40');
    await confirms('Eve', '09-29 11:41');
    const wish = { item: 'duty', targets: ['B'], range: ['2022-09-30', '2022-09-30'], reason: 'closed' } as const;
    const { rounds } = await county.say('Amy', '09-30 09:00', (scene) => exemptNamed(scene, wish, undefined));
    const [correction] = await county.say('Amy', '09-30 09:00', (scene) => correctionFor(scene, rounds));
    expect(correction?.bulletin).toMatchObject({
      id: 'TB-0002',
      corrects: 'TB-0001',
      facts: { missing: [], exempt: [{ unitId: 'B', reason: 'closed' }] },
    });
    expect((await confirms('Amy', '09-30 09:01')).outcome).toBe('second');
    expect((await confirms('Eve', '09-30 09:02')).outcome).toBe('published');
    const undone = await county.say('Amy', '09-30 09:05', (scene) => undo(scene, 'MB-0001'));
    expect(await county.say('Amy', '09-30 09:05', (scene) => correctionFor(scene, undone.rounds))).toMatchObject([
      { bulletin: { corrects: 'TB-0002', facts: { exempt: [], missing: [{ unitId: 'B', incomplete: false }] } } },
    ]);
  });
  test('nothing that was not published is corrected', async () => {
    await drafted();
    expect(await county.say('Amy', '09-29 12:00', (scene) => correctionFor(scene, [round]))).toEqual([]);
  });
  test('a downtime in the last three hours is known, an older one is not', async () => {
    const outage = (from: string, to: string) =>
      county.say('Amy', '09-29 11:31', ({ tx }) => tx.settings.addOutage({ from: at(from), to: at(to) }));
    await outage('09-29 07:00', '09-29 08:00');
    expect(await county.say('Amy', '09-29 11:31', (scene) => outageNear(scene, round.dueAt))).toBeUndefined();
    await outage('09-29 10:50', '09-29 11:10');
    expect(await county.say('Amy', '09-29 11:31', (scene) => outageNear(scene, round.dueAt))).toMatchObject({
      from: at('09-29 10:50'),
    });
  });
});

test('a single admin publishes alone, after a preview', async () => {
  const county = await openCounty();
  const { round } = await orderRosters(county);
  await county.say('Amy', '09-29 11:31', (scene) => draft(scene, round));
  expect((await county.say('Amy', '09-29 11:40', (scene) => confirm(scene))).outcome).toBe('second');
  expect((await county.say('Amy', '09-29 11:41', (scene) => confirm(scene))).outcome).toBe('published');
  await county.close();
});
