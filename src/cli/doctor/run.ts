import type { Config } from '../../config';
import { countyCalendar } from '../../county-calendar';
import { checkData } from '../../domain/checkup/checkup';
import { type Finding, finding, worstFirst } from '../../domain/checkup/finding';
import { calendarFindings, clockFinding, connectionFinding, lossFinding } from '../../domain/checkup/machine';
import { heardIn } from '../../domain/checkup/traces';
import type { Ways } from '../../domain/checkup/vitals';
import { Register, sameUserid } from '../../domain/register-index';
import type { Clock } from '../../lib/clock';
import { dayOf, type Instant, MINUTE } from '../../lib/time';
import { openStorage, type Storage } from '../../storage';
import { clockSkew } from '../../vital-signs';
import { waysOf } from '../../ways';
import { checkDatabase } from './database';
import { findProgram, type Program } from './program';
import { sendTest } from './send-test';
import { checkSettings } from './settings';
import { tryConnection } from './try-connection';

export interface DoctorOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Subscribes even while the program runs, which throws it out for some minutes. */
  readonly connect: boolean;
  /** Zone of this machine, `Asia/Shanghai`. */
  readonly zone: string;
  /** The group that gets a test message, as it was typed. */
  readonly testGroup?: string;
  /** What it says. */
  readonly hello: (now: Instant) => string;
  /** Said before something that others notice. */
  readonly warn: (what: 'connecting' | 'kicking') => void;
}

/** The program's own bell, so that a stopped one can be told from one that never ran. */
const LAST_TICK = 'last-tick';

/** Everything that can be found out from outside of the program, the worst first. */
export async function runDoctor(options: DoctorOptions): Promise<readonly Finding[]> {
  const { env, clock } = options;
  const { config, findings } = checkSettings(env);
  const ways = waysOf(config);
  const inRoom = ways.mode === 'room';
  const [skew, program, database] = await Promise.all([
    inRoom ? undefined : clockSkew(clock, config.apiBase),
    findProgram(config),
    checkDatabase(config.databaseUrl),
  ]);
  const known = database.current ? await data(options, config, ways) : undefined;
  const all = [
    ...findings,
    ...database.findings,
    ...programFindings(program, inRoom, known ? known.lastTick : database.isNew ? undefined : ''),
    ...(await wayIn(options, config, { program, heardAt: known?.heardAt })),
    ...(inRoom ? [] : clockFindings(options, skew, known?.lastTick)),
    ...(known?.findings ?? []),
    ...(known === undefined && options.testGroup !== undefined ? [finding('test', 'blocked')] : []),
    ...calendarOf(clock.now()),
  ];
  return worstFirst(all);
}

interface Data {
  readonly findings: readonly Finding[];
  readonly lastTick: Instant | undefined;
  readonly heardAt: Instant | undefined;
}

async function data(options: DoctorOptions, config: Config, ways: Ways): Promise<Data> {
  const storage = await openStorage({ url: config.databaseUrl });
  try {
    const { clock, hello, testGroup } = options;
    const now = clock.now();
    // First, so that the group's own finding knows what came of it.
    const test =
      testGroup === undefined ? [] : [await sendTest(testGroup, { storage, config, markdown: hello(now), now })];
    const read = await readData(storage, now, ways);
    return { ...read, findings: [...read.findings, ...test] };
  } finally {
    await storage.close();
  }
}

async function readData({ work }: Storage, now: Instant, ways: Ways): Promise<Data> {
  return work.run(async (tx) => {
    const register = new Register(await tx.register.load(), new Set(ways.adminUserids.map(sameUserid)));
    const tick = await tx.settings.get(LAST_TICK);
    const heard = [...(await heardIn(tx)).values()];
    return {
      findings: await checkData({ tx, register, now }, ways),
      lastTick: tick === undefined ? undefined : Number(tick),
      heardAt: heard.length > 0 ? Math.max(...heard) : undefined,
    };
  });
}

/** Beside the clock of WeCom: the last thing that the program did cannot lie ahead. */
function clockFindings(options: DoctorOptions, skew: number | undefined, lastTick: Instant | undefined) {
  const isBackwards = lastTick !== undefined && lastTick - options.clock.now() > MINUTE;
  return [
    clockFinding(skew, zoneAside(options)),
    ...(isBackwards ? [finding('clock', 'backwards', { lastAt: lastTick })] : []),
  ];
}

/** The zone of this machine, where it is another than the bureau's: timers of the system go by it. */
function zoneAside({ zone, clock }: DoctorOptions): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const isBeijing = format.formatToParts(clock.now()).some(({ value }) => value === 'GMT+08:00');
  return isBeijing ? '' : zone;
}

function calendarOf(now: Instant): readonly Finding[] {
  try {
    return calendarFindings(countyCalendar(), dayOf(now));
  } catch (error) {
    return [finding('calendar', 'broken', { problem: error instanceof Error ? error.message : '' })];
  }
}

/** `lastTick`: of a program that ran before; empty when the database does not tell. */
function programFindings(program: Program, inRoom: boolean, lastTick: Instant | '' | undefined): readonly Finding[] {
  const { state, address, failing } = program;
  switch (state) {
    case 'unknown':
      return [finding('program', 'unknownPort')];
    case 'hangs':
    case 'stranger':
      return [finding('program', state, { address })];
    case 'absent':
      if (inRoom) return [finding('program', 'roomClosed')];
      return [
        lastTick === undefined ? finding('program', 'never') : finding('program', 'stopped', { lastAt: lastTick }),
      ];
    case 'running':
      // The connection has a finding of its own.
      return failing.some((name) => name !== 'connection')
        ? [finding('program', 'notReady', { parts: failing })]
        : [finding('program', inRoom ? 'room' : 'running', { address })];
  }
}

/** Can messages come in: the long connection, or the callback. */
async function wayIn(
  { clock, connect, warn }: DoctorOptions,
  config: Config,
  { program, heardAt }: { program: Program; heardAt: Instant | undefined },
): Promise<readonly Finding[]> {
  const { longConnection: gateway, callback } = config;
  if (gateway) {
    const isHere = program.state === 'running' || program.state === 'hangs';
    if (isHere && !connect) {
      const { connection } = program;
      return [connection ? connectionFinding(connection, clock.now()) : finding('connection', 'skipped')];
    }
    warn(isHere ? 'kicking' : 'connecting');
    const state = await tryConnection(gateway);
    return [state === 'accepted' ? finding('connection', 'accepted') : lossFinding(state, '')];
  }
  return callback ? callbackFindings(program, heardAt) : [];
}

/** Why the program turned callbacks away, as it counts them. */
function callbackFindings({ refused, address }: Program, heardAt: Instant | undefined): readonly Finding[] {
  const { callback_bad_signature: signature = 0, callback_stale_timestamp: stale = 0 } = refused;
  const wrong = [
    ...(signature > 0 ? [finding('callback', 'signature', { count: signature })] : []),
    ...(stale > 0 ? [finding('callback', 'stale', { count: stale })] : []),
  ];
  if (wrong.length > 0) return wrong;
  return [
    heardAt === undefined ? finding('callback', 'unheard', { address }) : finding('callback', 'fine', { heardAt }),
  ];
}
