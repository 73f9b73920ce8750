import type { Day } from '../lib/time';

export type UnitKind = 'bureau' | 'section' | 'town' | 'institution';

/** 单位. `aliases[0]` is the short name used in reminders. */
export interface Unit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly aliases: readonly string[];
  /** 养老, 殡葬, 儿童福利, 救助, 福彩, 窗口 … as the county writes it. */
  readonly type?: string;
  readonly town?: string;
  readonly parentId?: string;
  readonly landline?: string;
  readonly elders?: number;
  readonly beds?: number;
  /** Position in the register: the order of every list. */
  readonly order: number;
  readonly active: boolean;
}

export const ROLES = ['staff', 'head', 'town', 'supervisor', 'lottery_mgr', 'admin', 'leader', 'guest'] as const;
/** `guest` is a person without a unit, also one who has never been seen. */
export type Role = (typeof ROLES)[number];

/** 人员. Their standing comes from the posts they hold; `role` is what is left without a post. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly userid?: string;
  readonly mobile?: string;
  readonly unitId?: string;
  readonly role: Role;
  readonly active: boolean;
}

/** 岗位. Duties and roles hang on posts: when the holder changes, everything follows. */
export interface Post {
  readonly id: string;
  readonly unitId: string;
  readonly name: string;
  readonly role: Role;
  readonly holderId?: string;
  readonly since: Day;
}

/** 督导组 with its area. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly leadId?: string;
  readonly leaderId?: string;
  readonly areas: readonly string[];
}

/** 群. `chatId` is WeCom's id, known from the first message that mentions the bot there. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly chatId?: string;
  readonly unitIds: readonly string[];
  /** The bureau's own group: drafts of a 通报 go here. */
  readonly bureau: boolean;
}

export interface RegisterData {
  /** Rises with every change; tells a running bot to load again. */
  readonly version: number;
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly posts: readonly Post[];
  readonly teams: readonly Team[];
  readonly groups: readonly Group[];
  /** Words that fit several units: 福利院 → I01, I12. */
  readonly ambiguous: Readonly<Record<string, readonly string[]>>;
}
