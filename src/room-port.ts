import { join } from 'node:path';
import type { Bot } from './bot';
import type { RoomJump, RoomPort, RoomScene } from './channels/room';
import { advance } from './delivery/advance';
import { Register } from './domain/register-index';
import type { FileStore } from './files';
import { addDays, dayOf, HOUR, instantOf, type Instant, MINUTE } from './lib/time';
import { projectRoot } from './project-root';
import { applyImport, planImport, readRegister } from './register';
import type { RoomClock } from './room-clock';
import type { Storage } from './storage';
import type { Names } from './words/names';

const LEAD = 'room-clock-ahead';

export interface RoomWorld {
  readonly storage: Storage;
  readonly clock: RoomClock;
  readonly files: FileStore;
  readonly names: Names;
  readonly botName: string;
  /** The bot is made after the room; the room moves its clock. */
  readonly bot: () => Bot;
}

export const savedLead = async (storage: Storage): Promise<number> =>
  Number((await storage.work.run((tx) => tx.settings.get(LEAD))) ?? 0);

/** Loads the sample county into an empty register. */
export async function loadSample(storage: Storage, now: Instant): Promise<void> {
  const file = await readRegister(join(projectRoot(), 'data', 'sample', 'county.json'));
  await storage.work.run(async (tx) => {
    const current = await tx.register.load();
    if (current.units.length === 0) await applyImport(tx, planImport(current, file), { now, day: dayOf(now) });
  });
}

/** All that the local room asks of the program. */
export function roomPort({ storage, clock, files, names, botName, bot }: RoomWorld): RoomPort {
  const { work } = storage;
  const saveLead = (): Promise<void> => work.run((tx) => tx.settings.set(LEAD, String(clock.lead)));
  return {
    bot: 'room',
    scene: async () =>
      sceneOf(new Register(await work.run((tx) => tx.register.load())), names, botName, dayOf(clock.now())),
    now: () => clock.now(),
    async advance(to) {
      const ticking = {
        async tick() {
          await saveLead();
          await bot().tick();
        },
        idle: () => bot().idle(),
        nextWakeAt: () => bot().nextWakeAt(),
      };
      await advance(ticking, clock, to);
      await saveLead();
    },
    async jumps() {
      const now = clock.now();
      const rounds = await work.run((tx) => tx.tasks.recentRounds('all', now));
      return jumpsFrom(
        now,
        await bot().nextWakeAt(),
        rounds.find((round) => round.state === 'open' && round.dueAt > now)?.dueAt,
      );
    },
    async reset() {
      await storage.wipe();
      clock.reset();
      await loadSample(storage, clock.now());
      await saveLead();
    },
    lines: (after) => work.run((tx) => tx.room.after(after, 500)),
    addLine: (line) => work.run((tx) => tx.room.add(line)),
    keepFile: async (bytes) => (await files.save(bytes, '')).hash,
    file: (hash) => files.read(hash),
  };
}

/** One minute after a deadline, so that its round is closed. */
const AFTER_DEADLINE = MINUTE;

function jumpsFrom(now: Instant, wake: Instant | undefined, dueAt: Instant | undefined): RoomJump[] {
  const tomorrow = instantOf(addDays(dayOf(now), 1), 9 * 60);
  return [
    ...(wake !== undefined && wake > now ? [{ label: '下一件事', at: wake }] : []),
    ...(dueAt === undefined ? [] : [{ label: '截止以后', at: dueAt + AFTER_DEADLINE }]),
    { label: '1小时后', at: now + HOUR },
    { label: '明天早上', at: tomorrow },
  ];
}

/** The guided first minute: an admin asks, a clerk answers, the clock moves. */
function sceneOf(register: Register, names: Names, botName: string, today: string): RoomScene {
  const tomorrow = addDays(today, 1);
  const words = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  const groups = register.groups.map(({ id, name }) => ({ id, name }));
  const asking = register.admins()[0]?.userid ?? '';
  const first = register.groups.find((group) => !group.bureau);
  const unit = register.peopleOf(first?.unitIds[1] ?? '');
  const clerk = unit.find((person) => register.roleOf(person) === 'staff') ?? unit[0];
  const leader = unit.find((person) => register.roleOf(person) === 'head') ?? unit[0];
  return {
    botName,
    groups,
    people: register.people
      .filter((person) => person.active && person.userid !== undefined)
      .map((person) => ({
        userid: person.userid ?? '',
        name: person.name,
        unit: person.unitId === undefined ? '' : register.shortName(person.unitId),
        role: names.roles[register.roleOf(person)] ?? '',
        groups: register.groups.filter((group) => group.unitIds.includes(person.unitId ?? '')).map((group) => group.id),
      })),
    guide: [
      {
        kind: 'say',
        who: asking,
        chat: first?.id ?? '',
        text: `/截止 值班表 ${words(tomorrow)}11:30 覆盖${words(addDays(today, 2))}`,
        note: '局里的管理员布置一件要报的事',
      },
      {
        kind: 'say',
        who: clerk?.userid ?? '',
        chat: first?.id ?? '',
        text: `/值班 ${words(addDays(today, 2))} 带班${leader?.name ?? ''} 值班${clerk?.name ?? ''}`,
        note: '机构的工作人员一句话报值班',
      },
      { kind: 'jump', note: '时间往前走：还没报的单位会收到提醒' },
    ],
  };
}
