import type { Instant } from '../lib/time';

/** The facts of a round after its deadline. Lists hold unit ids in the register's order. */
export interface BulletinFacts {
  /** Instant of the facts: the deadline plus grace for a draft, the moment of drafting for its late list. */
  readonly asOf: Instant;
  readonly onTime: readonly string[];
  readonly late: readonly { readonly unitId: string; readonly settledAt: Instant; readonly minutes: number }[];
  readonly missing: readonly { readonly unitId: string; readonly incomplete: boolean }[];
  readonly exempt: readonly { readonly unitId: string; readonly reason: string }[];
}

/** 通报: drafted, seen by one admin, confirmed by a second, published; corrected by a new one. */
export interface Bulletin {
  /** `TB-0001`. */
  readonly id: string;
  readonly roundId: string;
  readonly state: 'draft' | 'published' | 'withdrawn';
  readonly facts: BulletinFacts;
  /** Rises when the facts changed and it was shown again. */
  readonly version: number;
  /** The admin who has seen and approved this version. */
  readonly previewedBy?: string;
  readonly publishedBy?: string;
  readonly publishedAt?: Instant;
  /** The published one that this one corrects. */
  readonly corrects?: string;
  readonly createdAt: Instant;
}
