import { spread } from '../slots/slot';
import type { Source } from '../source';
import { NUMBER } from '../values/numbers';
import { known, noteVague, takeNumber } from '../values/numbers-typed';
import { findUnits, takeUnit } from '../values/units';

interface RelocateValues {
  readonly inst: string;
  readonly total: number;
  readonly moved?: number;
  readonly family?: number;
  readonly left?: number;
}

const either = (before: string, after: string): RegExp =>
  new RegExp(
    `(?:${before})(?:了|到[^\\d,。;\\s]{1,8}|至[^\\d,。;\\s]{1,8})?[:\\s]?(${NUMBER})(?:人|名|位)?|(${NUMBER})(?:人|名老人|名|位)(?:已|被|由)?(?:${after})`,
  );

/** 转到颐和15人: where they go is not who reports. */
const TO = /(?:转|迁|安置|分流|送|搬)(?:移|走)?(?:往|到|至|入|去)$/;

function readRelocate(source: Source): Partial<RelocateValues> {
  noteVague(source);
  for (const goal of findUnits(source.rest, source.context))
    if (TO.test(source.rest.slice(0, goal.start))) source.cut(goal.start, goal.end);
  const inst = takeUnit(source);
  const family = takeNumber(
    source,
    either(
      '(?:由|被)?(?:家属|家人|子女|亲属)(?:接走|接回|领回|领走|接|接回家)?|接走|回家|投亲',
      '(?:家属|家人|子女|亲属)(?:接|领)|接走|回家|投亲',
    ),
  );
  const left = takeNumber(
    source,
    either('还?剩(?:余|下)?|尚余|余|未(?:安置|转移|转走)|还有|待安置|没走', '(?:还)?(?:未|没|待)(?:安置|转|走)|还在'),
  );
  const moved = takeNumber(
    source,
    either(
      '(?<![应待需拟])(?:已)?(?:转走|转移|转出|迁出|迁走|迁|转|分流|安置|搬走|搬出)(?:老人)?',
      '(?:转走|转移|转出|迁|分流|安置|搬)|转到|转至',
    ),
  );
  const total = takeNumber(
    source,
    new RegExp(`(?:共|总(?:人)?数|应安置|老人|在院)?(?:有|共)?[:\\s]?(${NUMBER})(?:人|名|位)?(?:老人)?`),
  );
  // 38人全部转走: everybody.
  const all =
    moved === undefined && /(?:全部|全都|均已?|都已?)(?:已)?(?:转|迁|安置|分流|搬)/.test(source.text)
      ? total
      : undefined;
  return known({ inst, total, moved: moved ?? all, family, left });
}

export const relocateSlots = spread<RelocateValues>(readRelocate, {
  inst: '单位',
  total: '老人总数',
  moved: '转走?',
  family: '家属接走?',
  left: '剩余?',
});
