import type { Scene } from '../scene';
import { inboxFindings, queueFindings, reminderFindings } from './delivery';
import { type Finding, finding } from './finding';
import { groupFindings } from './groups';
import { calendarFindings, clockFinding, connectionFinding, diskFindings } from './machine';
import { peopleFindings } from './people';
import type { Vitals, Ways } from './vitals';

type Desk = Pick<Scene, 'tx' | 'register' | 'now'>;

/** Setting that only the local room writes: how far its clock is ahead. */
const ROOM_CLOCK = 'room-clock-ahead';

/** What only the local room leaves behind: its clock was moved, or somebody spoke there. */
const wasRoom = async ({ tx }: Pick<Desk, 'tx'>): Promise<boolean> =>
  (await tx.settings.get(ROOM_CLOCK)) !== undefined || (await tx.room.after(0, 1)).length > 0;

/** What the database tells, whether the program runs or not. */
export async function checkData(desk: Desk, ways: Ways): Promise<readonly Finding[]> {
  const { register } = desk;
  const ofRoom = ways.mode !== 'room' && (await wasRoom(desk));
  return [
    ...(ofRoom ? [finding('register', 'room')] : []),
    ...(await inboxFindings(desk)),
    ...(await queueFindings(desk)),
    ...(await reminderFindings(desk)),
    ...(register.units.length === 0 ? [finding('register', 'empty')] : await groupFindings(desk, ways)),
    ...peopleFindings(desk, ways),
  ];
}

/** The same, with what the running program knows of itself. */
export async function checkUp(
  desk: Desk & Pick<Scene, 'workdays' | 'today'>,
  vitals: Vitals,
): Promise<readonly Finding[]> {
  const { ways, connection, skewMilliseconds, freeBytes } = vitals;
  return [
    finding('database', 'fine', { kind: '', megabytes: '' }),
    ...diskFindings(freeBytes),
    ...(connection ? [connectionFinding(connection, desk.now)] : []),
    ...(ways.mode === 'room' ? [] : [clockFinding(skewMilliseconds)]),
    ...(await checkData(desk, ways)),
    ...calendarFindings(desk.workdays, desk.today),
  ];
}
