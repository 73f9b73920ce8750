import { Register } from '../../src/domain/register-index';
import { answerBinding, askBinding, nameFirstAdmin, registerUnit } from '../../src/domain/services/bindings';
import { correct } from '../../src/domain/services/corrections';
import { bookNotice, ordersIn } from '../../src/domain/services/notices';
import { nudge, plannedNudge } from '../../src/domain/services/nudges';
import { changePost } from '../../src/domain/services/office';
import { order } from '../../src/domain/services/orders';
import {
  askedRounds,
  holiday,
  lastReport,
  missedDays,
  monthOf,
  owedBy,
  tally,
  workday,
} from '../../src/domain/services/queries';
import { report } from '../../src/domain/services/reports';
import { undo } from '../../src/domain/services/undo';
import { at, type County, openCounty, orderRosters, register } from './county';

const fails = (code: string) => expect.objectContaining({ mistake: expect.objectContaining({ code }) });
const zero = (county: County, who: string, moment: string, data: Readonly<Record<string, unknown>>) =>
  county.say(who, moment, (scene) =>
    report(scene, {
      kind: 'zero',
      unitId: scene.actor.unitId ?? '',
      days: [scene.today, scene.today],
      data: { date: scene.today, abnormal: false, ...data },
      oneADay: true,
    }),
  );
const dailyZero = (county: County) =>
  county.say('Amy', '09-28 10:00', (scene) =>
    order(scene, { kind: 'deadline', item: 'zero', title: 'zero', every: 'day', clock: '17:30' }),
  );

/** The rows behind the register, where a rule changes them. */
const store = (county: County, { units, people, posts }: Register) =>
  county.say('Amy', '09-28 09:00', async ({ tx }) => {
    for (const unit of units) await tx.register.putUnit(unit);
    for (const person of people) await tx.register.putPerson(person);
    for (const post of posts) await tx.register.putPost(post);
  });

describe('the office', () => {
  let county: County;
  beforeEach(async () => {
    county = await openCounty();
  });
  afterEach(() => county.close());
  const registered = () => county.say('Amy', '09-28 10:00', async ({ tx }) => new Register(await tx.register.load()));

  describe('binding', () => {
    const asks = (userid: string, name = 'Ann') =>
      county.say('nobody', '09-28 10:00', (scene) =>
        askBinding({ ...scene, actor: { userid, role: 'guest' } }, { unitId: 'A', name }),
      );
    const answers = (code: string, agreed: boolean, moment = '09-28 10:05') =>
      county.say('Amy', moment, (scene) => answerBinding(scene, { code, agreed }));

    test('waits for an admin; agreed, the account is that person’s', async () => {
      await store(county, register);
      const { request, isTaken } = await asks('new-phone');
      expect(request.code).toMatch(/^\d{4}$/);
      expect(isTaken).toBe(true);
      expect((await registered()).personOf('new-phone')).toBeUndefined();
      await answers(request.code, true);
      expect((await registered()).personOf('new-phone')).toMatchObject({ name: 'Ann', unitId: 'A' });
    });
    test('refused, nothing changes; a code is good for one answer and one week', async () => {
      const { request } = await asks('stranger', 'Zoe');
      expect((await answers(request.code, false)).person).toMatchObject({ userid: 'stranger', role: 'guest' });
      expect((await registered()).personOf('stranger')).toBeUndefined();
      await expect(answers(request.code, true)).rejects.toThrow(fails('expired'));
      const later = await asks('stranger', 'Zoe');
      await expect(answers(later.request.code, true, '10-05 10:01')).rejects.toThrow(fails('expired'));
    });
    test('says when the register does not have that name, and when one is bound already', async () => {
      expect(await asks('stranger', 'Zoe')).toMatchObject({ isKnown: false, isTaken: false });
      await expect(
        county.say('Ann', '09-28 10:00', (scene) => askBinding(scene, { unitId: 'A', name: 'Ann' })),
      ).rejects.toThrow(fails('wrong_state'));
    });
    test('the one-time code makes an admin, in private, once', async () => {
      const claims = (code: string, inGroup = false) =>
        county.say('boss', '09-28 10:00', (scene) => nameFirstAdmin(scene, { code, name: 'Boss', inGroup }));
      await expect(claims('123456')).rejects.toThrow(fails('expired'));
      await county.say('Amy', '09-28 09:00', ({ tx }) => tx.settings.set('first-admin-code', '123456'));
      await expect(claims('123456', true)).rejects.toThrow(fails('private_only'));
      await expect(claims('654321')).rejects.toThrow(fails('expired'));
      await claims('123456');
      const after = await registered();
      expect(after.roleOf(after.personOf('boss'))).toBe('admin');
      await expect(claims('123456')).rejects.toThrow(fails('expired'));
    });
    test('an institution is entered, and changed under its own name', async () => {
      const made = await county.say('Amy', '09-28 10:00', (scene) =>
        registerUnit(scene, { name: 'C home', aliases: ['C'], beds: 100, head: [{ name: 'Kim' }] }),
      );
      expect(made).toMatchObject({ isNew: true, unit: { name: 'C home', beds: 100, kind: 'institution' } });
      const after = await registered();
      expect(after.headOf(made.unit.id)?.name).toBe('Kim');
      await expect(
        county.say('Hal', '09-28 10:00', (scene) => registerUnit(scene, { name: 'D home' })),
      ).rejects.toThrow(fails('no_permission'));
    });
  });

  test('a post gets another holder, and the old one back', async () => {
    const posts = [
      { id: 'P1', unitId: 'O', name: 'office chief', role: 'admin', holderId: 'Amy', since: '2022-01-01' },
    ] as const;
    const { units, people, teams, groups } = register;
    const filled = new Register({ version: 1, units, people, posts, teams, groups, ambiguous: {} });
    const withPost = await openCounty(filled);
    await store(withPost, filled);
    const change = await withPost.say('Amy', '09-28 10:00', (scene) =>
      changePost(scene, { post: 'office chief', old: 'Amy', next: 'Guo' }),
    );
    expect(change).toMatchObject({ isNew: true, before: { name: 'Amy' }, after: { name: 'Guo', unitId: 'O' } });
    const holder = () =>
      withPost.say('Amy', '09-28 10:10', async ({ tx }) => (await tx.register.load()).posts[0]?.holderId);
    expect(await holder()).toBe(change.after.id);
    await withPost.say('Amy', '09-28 10:10', (scene) => undo(scene, change.number));
    expect(await holder()).toBe('Amy');
    await withPost.close();
  });

  describe('correcting', () => {
    const corrects = (who: string, moment: string, set: Readonly<Record<string, unknown>>, more = {}) =>
      county.say(who, moment, (scene) => correct(scene, { set, ...more }));

    test('replaces the record, keeps the rest and the time of the report', async () => {
      await dailyZero(county);
      await zero(county, 'Ann', '09-28 16:00', { elders: 56, out: 1 });
      const { record, before, changes, standings } = await corrects('Ann', '09-28 18:00', { out: 2 });
      expect(record).toMatchObject({
        id: 'LB-0002',
        replaces: before.id,
        data: { elders: 56, out: 2, abnormal: false },
      });
      expect(changes).toEqual([{ key: 'out', from: 1, to: 2 }]);
      expect(standings[0]?.due).toMatchObject({ state: 'reported', settledAt: at('09-28 16:00') });
    });
    test('quiet after all: the event goes', async () => {
      await zero(county, 'Ann', '09-28 16:00', { abnormal: true, event: 'a fall' });
      expect((await corrects('Ann', '09-28 16:05', { abnormal: false })).record.data).toEqual({
        date: '2022-09-28',
        abnormal: false,
      });
    });
    test('until the day is over; an admin also later, by kind and day', async () => {
      await zero(county, 'Ann', '09-28 16:00', { out: 1 });
      await expect(corrects('Ann', '09-29 08:00', { out: 2 })).rejects.toThrow(fails('stale'));
      const wish = { of: 'zero', date: '2022-09-28' };
      expect((await corrects('Amy', '09-29 08:00', { out: 2 }, wish)).record).toMatchObject({
        unitId: 'A',
        data: { out: 2 },
      });
      await expect(corrects('Cid', '09-28 17:00', { out: 2 }, wish)).rejects.toThrow(fails('nothing_to_undo'));
    });
    test('one’s own first, else the unit’s: a colleague may mend what another entered', async () => {
      await zero(county, 'Ann', '09-28 16:00', { out: 1 });
      expect((await corrects('Hal', '09-28 16:05', { out: 2 })).before.id).toBe('LB-0001');
      await expect(corrects('Cid', '09-28 16:05', { out: 2 })).rejects.toThrow(fails('nothing_to_undo'));
    });
    test('never what the bureau decided, and never into the same', async () => {
      await dailyZero(county);
      await expect(corrects('Amy', '09-28 10:05', { out: 2 })).rejects.toThrow(fails('nothing_to_undo'));
      await zero(county, 'Ann', '09-28 16:00', { out: 1 });
      await expect(corrects('Ann', '09-28 16:05', { out: 1 })).rejects.toThrow(fails('wrong_state'));
    });
  });

  describe('notices', () => {
    const titles = { report: 'summary', receipt: 'notice' };
    test('one item with a deadline is an order, a receipt another, a meeting none', () => {
      const asked = ordersIn({ item: 'fix', due: '2022-09-30', text: 't', receipt: true }, titles, '2022-09-28');
      expect(asked).toMatchObject([
        { item: 'fix', title: 'summary', due: '2022-09-30' },
        { item: 'receipt', title: 'notice', due: '2022-09-29T17:30:00+08:00', require: [] },
      ]);
      expect(ordersIn({ item: 'meeting', due: '2022-09-30', text: 't' }, titles, '2022-09-28')).toEqual([]);
      expect(ordersIn({ item: 'fix', text: 't' }, titles, '2022-09-28')).toEqual([]);
      expect(ordersIn({ text: 't', receipt: true, due: '2022-09-28' }, titles, '2022-09-28')).toMatchObject([
        { due: '2022-09-28' },
      ]);
    });
    test('one that asks for nothing is kept, with the groups that it goes to', async () => {
      const { record, groupIds } = await county.say('Amy', '09-28 10:00', (scene) =>
        bookNotice(scene, { text: 'snow', targets: ['A'] }, undefined),
      );
      expect([record.id, record.kind, groupIds]).toEqual(['TZ-0001', 'broadcast', ['G1']]);
    });
  });

  test('asking after a report names those who still owe it; one more reminder can be planned ahead', async () => {
    const { round } = await orderRosters(county);
    const [asked] = await county.say('Amy', '09-29 11:40', (scene) =>
      nudge(scene, { item: 'duty', targets: ['B'] }, undefined),
    );
    expect(asked?.owing.map((due) => due.unitId)).toEqual(['B']);
    await expect(
      county.say('Amy', '09-28 11:00', (scene) => nudge(scene, { item: 'visit' }, undefined)),
    ).rejects.toThrow(fails('ambiguous_target'));
    expect((await county.say('Amy', '09-28 11:00', (scene) => plannedNudge(scene, 'duty', 30))).at).toBe(
      at('09-29 11:00'),
    );
    expect(
      await county.say('Amy', '09-28 11:00', async ({ tx }) =>
        (await tx.tasks.stepsOf(round.id)).map((step) => step.name),
      ),
    ).toContain('T-30');
    await expect(county.say('Amy', '09-29 11:10', (scene) => plannedNudge(scene, 'duty', 30))).rejects.toThrow(
      fails('due_in_past'),
    );
  });

  describe('questions', () => {
    test('who is missing, on which days, since when', async () => {
      await dailyZero(county);
      await zero(county, 'Ann', '09-28 18:00', {});
      const asked = await county.say('Amy', '09-28 18:05', (scene) => askedRounds(scene, { item: 'zero' }));
      expect(asked.map(({ dues }) => tally(dues))).toEqual([{ owed: 2, onTime: 0, late: 1, missing: 1 }]);
      const days = ['2022-09-01', '2022-09-30'] as const;
      const missed = await county.say('Amy', '09-28 18:05', async (scene) =>
        missedDays(scene, await askedRounds(scene, { item: 'zero', days })),
      );
      expect([...missed]).toEqual([['B', ['2022-09-28']]]);
      expect(
        (await county.say('Cid', '09-28 18:05', (scene) => owedBy(scene, 'B'))).map(({ due }) => due.state),
      ).toEqual(['missing']);
      expect(
        (
          await county.say('Amy', '09-28 18:05', (scene) =>
            lastReport(scene, { item: 'zero', unitId: 'A', day: '2022-09-28' }),
          )
        )?.at,
      ).toBe(at('09-28 18:00'));
    });
    test('days off and working days, and that an unknown year is unknown', async () => {
      const [known, next, far] = await county.say('Ann', '09-28 10:00', async (scene) => [
        workday(scene, '2022-10-08'),
        holiday(scene, 'next'),
        workday(scene, '2030-01-02'),
      ]);
      expect(known).toMatchObject({ known: true, works: true, makeUp: true });
      expect(next).toMatchObject({ day: '2022-10-01', span: ['2022-10-01', '2022-10-07'] });
      expect(far).toEqual({ known: false, year: 2030 });
      expect(monthOf('2022-02-10')).toEqual(['2022-02-01', '2022-02-28']);
      expect(monthOf('2022-12-31')).toEqual(['2022-12-01', '2022-12-31']);
    });
  });
});
