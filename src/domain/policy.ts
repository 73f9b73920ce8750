import type { Role } from './register';

/** Where a command may be typed. `bureau` is the bureau's own group, `foreign` one that the sender's unit is not in. */
export const PLACES = ['private', 'bureau', 'group', 'foreign'] as const;
export type Place = (typeof PLACES)[number];
/** `office`: in private or in the bureau's own group. */
export type Where = 'group' | 'private' | 'office' | 'anywhere';

/** Whose records a role may touch with a command: everybody's, its own unit's, or nobody's. */
export type Reach = 'any' | 'own' | 'no';

const none: Readonly<Record<Role, Reach>> = {
  staff: 'no',
  head: 'no',
  town: 'no',
  supervisor: 'no',
  lottery_mgr: 'no',
  leader: 'no',
  admin: 'no',
  guest: 'no',
};

/** The permission table: a command names one row. */
export const POLICY = {
  anyone: {
    ...none,
    staff: 'any',
    head: 'any',
    town: 'any',
    supervisor: 'any',
    lottery_mgr: 'any',
    leader: 'any',
    admin: 'any',
    guest: 'any',
  },
  /** Everybody who is bound to a unit; facts about other units are open inside the county's groups. */
  member: {
    ...none,
    staff: 'any',
    head: 'any',
    town: 'any',
    supervisor: 'any',
    lottery_mgr: 'any',
    leader: 'any',
    admin: 'any',
  },
  /** Reports: the unit speaks for itself; an admin may enter what a unit sent by other means. */
  'own-unit': { ...none, staff: 'own', head: 'own', town: 'own', admin: 'any' },
  /** Findings: also those who inspect. */
  inspect: { ...none, staff: 'own', head: 'own', town: 'own', supervisor: 'any', lottery_mgr: 'any', admin: 'any' },
  /** Decisions on findings: those who inspect, and the bureau. */
  accept: { ...none, supervisor: 'any', admin: 'any' },
  /** Visits are made by institutions, towns and the bureau alike. */
  visit: { ...none, staff: 'own', head: 'own', town: 'own', supervisor: 'own', leader: 'own', admin: 'any' },
  admin: { ...none, admin: 'any' },
  /** Overviews of what others owe. */
  oversee: { ...none, town: 'any', supervisor: 'any', lottery_mgr: 'any', leader: 'any', admin: 'any' },
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Reach>>>>;

export type Allow = keyof typeof POLICY;

export const reachOf = (allow: Allow, role: Role): Reach => POLICY[allow][role];

const FITTING: Readonly<Record<Where, readonly Place[]>> = {
  anywhere: PLACES,
  private: ['private'],
  office: ['private', 'bureau'],
  group: ['bureau', 'group', 'foreign'],
};

/** Is this a place where the command may be typed? */
export const fitsPlace = (where: Where, place: Place): boolean => FITTING[where].includes(place);

/** Commands that only the bureau may give; the lottery manager has commands of their own. */
const BUREAU_INTENTS: ReadonlySet<string> = new Set([
  'broadcast',
  'propose',
  'proposal_confirm',
  'proposal_change',
  'proposal_drop',
  'deadline',
  'remind',
  'shame',
  'publish',
  'exempt',
  'confirm',
  'cancel',
  'classify',
  'supervise',
  'unsupervise',
  'accept',
  'recheck',
  'inspect',
  'spotcheck',
  'self_check',
]);
const LOTTERY_INTENTS: ReadonlySet<string> = new Set(['lottery_stop', 'lottery_resume', 'lottery_check']);
const INSPECTION_INTENTS: ReadonlySet<string> = new Set(['inspect', 'spotcheck', 'recheck', 'accept']);

/** May this role give this command at all? Used while reading, before units and values are looked at. */
export function mayRead(role: Role, intent: string): boolean {
  if (LOTTERY_INTENTS.has(intent)) return role === 'lottery_mgr';
  if (!BUREAU_INTENTS.has(intent)) return true;
  return role === 'admin' || (role === 'supervisor' && INSPECTION_INTENTS.has(intent));
}
