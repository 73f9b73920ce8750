import type { Calendar } from '../../calendar/calendar';
import { type Day, type Instant, MINUTE } from '../../lib/time';
import { type Finding, finding } from './finding';
import type { ConnectionState } from './vitals';

/** A callback may be five minutes off (README); one minute is far beyond what a synchronised clock is off. */
const MOST_SKEW = MINUTE;
/** A database that can grow no more stops everything; a county writes a few MB a week. */
const LEAST_FREE = 200 * 1024 * 1024;
const LITTLE_FREE = 1024 * 1024 * 1024;
/** Gateways are restarted: two minutes without a connection are no trouble. */
export const CONNECTION_GRACE = 2 * MINUTE;
/** The notice of next year's days off comes in November; from December on deadlines reach into January. */
const NOTICE_MONTH = 11;
const NEEDED_MONTH = 12;

/**
 * `skew`: this clock minus that of a server, in milliseconds; `undefined` where none could be asked. `zone`: that of
 * the machine, where it is not the bureau's.
 */
export function clockFinding(skew: number | undefined, zone = ''): Finding {
  if (skew === undefined) return finding('clock', 'offline', { zone });
  if (Math.abs(skew) <= MOST_SKEW) return finding('clock', 'fine', { zone });
  return finding('clock', 'skewed', { fast: skew > 0, offMinutes: Math.round(Math.abs(skew) / MINUTE) });
}

export function diskFindings(freeBytes: number | undefined): readonly Finding[] {
  if (freeBytes === undefined || freeBytes >= LITTLE_FREE) return [];
  const megabytes = Math.floor(freeBytes / 1024 / 1024);
  return [finding('disk', freeBytes < LEAST_FREE ? 'full' : 'small', { megabytes })];
}

export function calendarFindings(calendar: Calendar, today: Day): readonly Finding[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const next = year + 1;
  if (!calendar.knows(year)) return [finding('calendar', 'thisMissing', { year })];
  if (calendar.knows(next)) return [finding('calendar', 'fine', { year, next })];
  if (month >= NEEDED_MONTH) return [finding('calendar', 'nextMissing', { year: next })];
  if (month >= NOTICE_MONTH) return [finding('calendar', 'soon', { year: next })];
  return [finding('calendar', 'fine', { year, next: '' })];
}

/** WeCom's errcode for a bot id and secret that do not fit. */
const BAD_SECRET = '853000';
const CAUSES = { refused: 'refused', closed: 'unreachable', silent: 'silent', kicked: 'kicked' } as const;
type Trouble = NonNullable<ConnectionState['trouble']>;

const lossOf = (trouble: Trouble | undefined): keyof typeof CAUSES | undefined =>
  (Object.keys(CAUSES) as (keyof typeof CAUSES)[]).find((loss) => loss === trouble?.cause);

/** Why there is no connection; how long there has been none, where that is known. */
export function lossFinding(trouble: Trouble | undefined, downMinutes: number | ''): Finding {
  const loss = lossOf(trouble) ?? 'silent';
  const detail = trouble?.detail ?? '';
  if (loss === 'refused' && detail.includes(BAD_SECRET)) return finding('connection', 'secret');
  return finding('connection', CAUSES[loss], { detail, downMinutes });
}

/** What the last try met; a connection that is only made anew is no trouble. */
function lastTry(trouble: Trouble | undefined): { detail: string; mute: boolean } {
  const loss = lossOf(trouble);
  return { detail: loss === 'closed' ? (trouble?.detail ?? '') : '', mute: loss === 'silent' };
}

/** The long connection of a running program. */
export function connectionFinding({ up, since, trouble }: ConnectionState, now: Instant): Finding {
  if (up) return finding('connection', 'subscribed', { sinceAt: since });
  const loss = lossOf(trouble);
  const lasting = now - since > CONNECTION_GRACE || loss === 'refused' || loss === 'kicked';
  if (!lasting) return finding('connection', 'opening', lastTry(trouble));
  return lossFinding(trouble, Math.max(0, Math.floor((now - since) / MINUTE)));
}
