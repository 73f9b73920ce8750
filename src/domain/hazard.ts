import type { Day } from '../lib/time';
import type { LedgerRecord } from './ledger';
import type { DayOrStamp, Named } from './values';

export const HAZARD_STATES = ['open', 'rectifying', 'supervised', 'accepted', 'closed'] as const;
/** 待整改 整改中 挂牌督办 已验收 (still 挂牌) 已销号. */
export type HazardState = (typeof HAZARD_STATES)[number];
export type HazardLevel = 'general' | 'major';

/** 五落实: who, how, with what money, until when, and what if it happens before. */
export const FIVE = ['owner', 'measure', 'funds', 'due', 'preplan'] as const;
export type FivePart = (typeof FIVE)[number];

/** A finding as it stands after everything that was recorded of it. */
export interface Hazard {
  readonly id: string;
  readonly unitId: string;
  readonly found: Day;
  readonly desc: string;
  readonly location?: string;
  readonly category?: string;
  /** How many of the same. */
  readonly qty?: number;
  /** The checklist and its item in which it was found. */
  readonly checklist?: string;
  readonly about?: string;
  readonly level?: HazardLevel;
  readonly due?: DayOrStamp;
  readonly owner?: readonly Named[];
  readonly measure?: string;
  /** In yuan; 0 when it costs nothing. */
  readonly funds?: number;
  readonly preplan?: string;
  readonly state: HazardState;
  /** Who found it: id of a person. */
  readonly checker: string;
  /** Who put it right, by name; absent while nobody was named. */
  readonly fixer?: string;
  /** Day on which the unit said that it was put right; it waits for acceptance from then on. */
  readonly done?: Day;
  readonly percent?: number;
  readonly expect?: Day;
  /** 挂牌: level and supervisor, and since when; `until` after 摘牌. */
  readonly supervision?: {
    readonly level?: string;
    readonly supervisor?: string;
    readonly from: Day;
    readonly until?: Day;
  };
  readonly acceptor?: string;
  readonly acceptedOn?: Day;
  readonly closedOn?: Day;
  /** Why the last acceptance failed. */
  readonly returned?: string;
  readonly recheckedOn?: Day;
  /** 1, and one more after each relapse under the same number. */
  readonly round: number;
  /** Pictures before, and after it was put right. */
  readonly photos: { readonly before: boolean; readonly after: boolean };
}

type Data = LedgerRecord['data'];
type Event = (hazard: Hazard, data: Data, record: LedgerRecord) => Hazard;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const hasFiles = (data: Data): boolean => Array.isArray(data['files']) && data['files'].length > 0;

/** The fields of a record that say something, under their own names. */
function pick<Key extends keyof Hazard>(data: Data, ...keys: readonly Key[]): Partial<Pick<Hazard, Key>> {
  const said = keys.filter((key) => data[key] !== undefined && data[key] !== null);
  return Object.fromEntries(said.map((key) => [key, data[key]])) as Partial<Pick<Hazard, Key>>;
}

const without = <Key extends keyof Hazard>(hazard: Hazard, ...keys: readonly Key[]): Omit<Hazard, Key> =>
  Object.fromEntries(Object.entries(hazard).filter(([key]) => !keys.includes(key as Key))) as Omit<Hazard, Key>;

/** What each kind of record changes. In the order of time they tell the life of a finding; one taken back never was. */
const EVENTS: Readonly<Record<string, Event>> = {
  /** 更正: the number stays, so that everything that was recorded of it stays with it. */
  hazard_correct: (hazard, data) => ({
    ...hazard,
    ...pick(data, 'qty', 'due'),
  }),
  grade: (hazard, data) => ({ ...hazard, ...pick(data, 'level') }),
  hazard_plan: (hazard, data) => ({ ...hazard, ...pick(data, 'owner', 'measure', 'funds', 'due', 'preplan') }),
  fix(hazard, data, record) {
    const fixer = text(data['by']) ?? hazard.owner?.[0]?.name ?? text(data['sender']);
    const state = hazard.state === 'open' ? 'rectifying' : hazard.state;
    const funds = typeof data['cost'] === 'number' ? { funds: data['cost'] } : {};
    const photos = { ...hazard.photos, after: hazard.photos.after || hasFiles(data) };
    const said = pick(data, 'percent', 'expect', 'measure');
    if (data['state'] !== 'done') return { ...hazard, ...said, ...funds, photos, state };
    const done = text(data['done']) ?? record.lastDay;
    return { ...hazard, ...said, ...funds, photos, state, done, ...(fixer === undefined ? {} : { fixer }) };
  },
  fix_extend(hazard, data) {
    const due = text(data['new_due']);
    return due === undefined ? hazard : { ...hazard, due };
  },
  supervise(hazard, data, record) {
    const level = text(data['level']);
    const supervisor = text(data['supervisor']);
    const supervision = {
      from: record.firstDay,
      ...(level === undefined ? {} : { level }),
      ...(supervisor === undefined ? {} : { supervisor }),
    };
    return { ...hazard, ...pick(data, 'due', 'owner'), state: 'supervised', supervision };
  },
  accept(hazard, data, record) {
    if (data['result'] === 'fail') {
      const returned = text(data['reason']) ?? '';
      const due = text(data['new_due']);
      const back = without(hazard, 'done', 'fixer', 'acceptor', 'acceptedOn');
      const state = isSupervised(hazard) ? 'supervised' : 'rectifying';
      return { ...back, returned, state, ...(due === undefined ? {} : { due }) };
    }
    const day = text(data['done']) ?? record.lastDay;
    const passed = { ...without(hazard, 'returned'), acceptedOn: day, acceptor: text(data['by']) ?? record.byPersonId };
    return isSupervised(hazard) ? { ...passed, state: 'accepted' } : { ...passed, state: 'closed', closedOn: day };
  },
  unsupervise(hazard, _, { lastDay }) {
    const supervision = { ...(hazard.supervision ?? { from: lastDay }), until: lastDay };
    return { ...hazard, supervision, state: 'closed', closedOn: lastDay };
  },
  recheck(hazard, data, record) {
    if (data['result'] !== 'relapse') return { ...hazard, recheckedOn: record.lastDay };
    const due = text(data['due']);
    const again = without(hazard, 'done', 'percent', 'expect', 'fixer', 'acceptor', 'acceptedOn', 'closedOn', 'due');
    return {
      ...without(again as Hazard, 'supervision', 'returned'),
      photos: { ...hazard.photos, after: false },
      recheckedOn: record.lastDay,
      round: hazard.round + 1,
      state: 'open',
      ...(due === undefined ? {} : { due }),
    };
  },
};

/** Kinds of records that speak of a finding by its number, in `data.hazard`. */
export const HAZARD_EVENTS: readonly string[] = Object.keys(EVENTS);

export const isSupervised = ({ supervision }: Hazard): boolean =>
  supervision !== undefined && supervision.until === undefined;

/** Is there still something to be put right? */
export const isOpen = (hazard: Hazard): boolean => hazard.state !== 'closed' && hazard.state !== 'accepted';

/** The finding of a record with what was recorded of it since; a report that nothing was found is none. */
export function hazardOf(record: LedgerRecord, later: readonly LedgerRecord[]): Hazard | undefined {
  if (record.kind !== 'hazard' || record.data['none'] === true) return undefined;
  const { state, done, files: _, ...data } = record.data as Readonly<Record<string, unknown>> & Partial<Hazard>;
  const supervision = state === 'supervised' ? { supervision: { from: record.firstDay } } : {};
  const begun: Hazard = {
    ...(data as Omit<Hazard, 'id'>),
    ...supervision,
    ...(done === undefined ? {} : { done }),
    id: record.id,
    unitId: record.unitId,
    state: state ?? 'open',
    checker: record.byPersonId,
    round: 1,
    photos: { before: hasFiles(record.data), after: false },
  };
  return later
    .filter((event) => event.data['hazard'] === record.id)
    .reduce((hazard, event) => EVENTS[event.kind]?.(hazard, event.data, event) ?? hazard, begun);
}

/** Place and finding as one phrase: reading parts 锅炉房顶是彩钢板 into the two. */
export const wordsOf = ({ location, desc }: Pick<Hazard, 'location' | 'desc'>): string =>
  location === undefined || desc.includes(location) ? desc : `${location}${desc}`;

/** Which of the 五落实 are still open for a major finding. */
export const lackingOf = (hazard: Hazard): readonly FivePart[] =>
  FIVE.filter((part) => {
    const value = hazard[part];
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  });
