import { targetsOf } from '../domain/audience';
import type { CommandContext } from './command';

/** Ids of the units that 全体, 养老机构 or names mean here. */
export const unitIdsOf = ({ register, group }: CommandContext, words: readonly string[]): readonly string[] =>
  targetsOf(register, words, group?.id);
