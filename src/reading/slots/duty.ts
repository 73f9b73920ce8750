import type { DutyEntry } from '../../domain/values';
import type { Slot } from '../reading';
import { readShifts } from '../intents/duty-swap';
import type { DutyShift } from '../shapes';
import type { Source } from '../source';
import { takeRoster } from '../values/roster';
import { slot } from './slot';

/** A roster, one entry per day. */
export const roster = (label = '日期和值班人员'): Slot<readonly DutyEntry[]> =>
  slot(label, (source) => {
    const { entries } = takeRoster(source);
    return entries.length > 0 ? entries : undefined;
  });

const waiting = new WeakMap<Source, DutyShift[]>();

/** The next shift (a day and a person) that was typed: `a: dutyShift('我的班'), b: dutyShift('对方的班')`. */
export const dutyShift = (label: string): Slot<DutyShift> =>
  slot(label, (source) => {
    const left = waiting.get(source) ?? [...source.once(readShifts)];
    waiting.set(source, left);
    return left.shift();
  });
