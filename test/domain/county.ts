import { createCalendar } from '../../src/calendar/calendar';
import type { LedgerRecord } from '../../src/domain/ledger';
import { EMPTY_PLAYBOOK } from '../../src/domain/playbook';
import type { Tx } from '../../src/domain/ports';
import { Register } from '../../src/domain/register-index';
import type { Role, Unit } from '../../src/domain/register';
import type { ActorScene } from '../../src/domain/scene';
import { createTask, type NewTask } from '../../src/domain/services/tasks';
import { dayOf, type Instant, instantOf, minuteOfClock } from '../../src/lib/time';
import { openStorage, type Storage } from '../../src/storage';
import { freshDatabase } from '../storage/databases';

const unit = (id: string, order: number): Unit => ({
  id,
  kind: 'institution',
  name: `${id} home`,
  aliases: [id],
  order,
  active: true,
});
const person = (id: string, unitId: string, role: Role) => ({ id, name: id, userid: id, unitId, role, active: true });

/** Two homes and the bureau. Ann, Bob and the head Hal work in A, Cid in B, Amy in the bureau; Ann's mobile is known. */
export const register = new Register({
  version: 1,
  units: [{ ...unit('O', 0), kind: 'bureau' }, unit('A', 1), unit('B', 2)],
  people: [
    { ...person('Ann', 'A', 'staff'), mobile: '13900000001' },
    person('Bob', 'A', 'staff'),
    person('Hal', 'A', 'head'),
    person('Cid', 'B', 'staff'),
    person('Amy', 'O', 'admin'),
  ],
  posts: [],
  teams: [],
  groups: [{ id: 'G1', name: 'homes', unitIds: ['A', 'B'], bureau: false }],
  ambiguous: {},
});

/** `09-29 11:30` or `09-29 11:30:01` of 2022. */
export function at(moment: string): Instant {
  const [day = '', clock = ''] = moment.split(' ');
  return instantOf(`2022-${day}`, minuteOfClock(clock), Number(clock.split(':')[2] ?? 0));
}

const calendar = createCalendar();
let messages = 0;

export interface County {
  /** One message of a person at a moment: its own unit of work. */
  say<T>(who: string, moment: string, job: (scene: ActorScene) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `people` is another register where two homes are not enough. */
export async function openCounty(people: Register = register): Promise<County> {
  const database = await freshDatabase('sqlite');
  const storage: Storage = await openStorage({ url: database.url });
  return {
    say: (who, moment, job) => storage.work.run((tx) => job(sceneOf(tx, people, { who, now: at(moment) }))),
    close: async () => {
      await storage.close();
      await database.drop();
    },
  };
}

function sceneOf(tx: Tx, register: Register, { who, now }: { who: string; now: Instant }): ActorScene {
  const actor = register.person(who);
  return {
    tx,
    register,
    now,
    today: dayOf(now),
    workdays: calendar,
    playbook: EMPTY_PLAYBOOK,
    messageKey: `test:${++messages}`,
    actor: {
      userid: who,
      role: register.roleOf(actor),
      ...(actor ? { person: actor, unitId: actor.unitId ?? '' } : {}),
    },
  };
}

/** The task of the sample: rosters of both homes for two days until 29 September, 11:30:00, with nothing else. */
export const orderRosters = (county: County, more: Partial<NewTask> = {}) =>
  county.say('Amy', '09-28 10:00', (scene) =>
    createTask(scene, {
      kind: 'deadline',
      item: 'duty',
      title: 'rosters',
      audience: { words: ['A', 'B'], groupId: 'G1' },
      schedule: { every: 'once', dueAt: at('09-29 11:30'), dateOnly: false },
      requires: [],
      covers: ['2022-10-01', '2022-10-02'],
      ...more,
    }),
  );

/** A record as the fold takes it. */
export const record = (kind: string, data: LedgerRecord['data']): LedgerRecord => ({
  id: `R${++messages}`,
  kind,
  unitId: 'A',
  firstDay: '2022-10-01',
  lastDay: '2022-10-01',
  data,
  byPersonId: 'Ann',
  at: 0,
  messageKey: `test:${messages}`,
  state: 'valid',
});
