import { bareIntent } from './bare';
import { type Lexicon, startsWithCommand } from './find-command';
import type { ReadingContext } from './reading';
import type { RecordList } from './records';
import { findTopic } from './values/topics';

/** 收到请接龙: whoever stands below has got it. */
const RECEIPTS = /收到(?:的|后)?(?:请|并|就)?.{0,4}(?:接龙|回复|回执|签收)|(?:请|接龙).{0,4}收到|回执|签收/;

/** 用电排查: what was looked for, and below it what was found. */
const CHECKED =
  /(?:消防|用电|燃气|安全|电气|火灾|食品|设备|设施|建筑|房屋|防汛|防火|电动车|危房|液化气|煤气|锅炉)(?:安全)?(?:大?排查|检查)(?!报告|表)/;

/** What the lines of a list report: its heading says it, else the first line that does. */
export function listIntent({ heading, lines }: RecordList, context: ReadingContext, lexicon: Lexicon): string {
  const told = (): string => {
    for (const line of lines) {
      const intent = bareIntent(line, context);
      if (intent !== undefined) return intent;
    }
    return 'none';
  };
  if (RECEIPTS.test(heading)) return 'ack';
  const inHeading = lexicon.names.find(([name]) => name.length > 1 && heading.includes(name) && name !== '收到');
  const said = [startsWithCommand(heading, lexicon)?.intent, inHeading?.[1], findTopic(heading)?.code];
  if (said.every((each) => each === undefined) && CHECKED.test(heading)) return 'hazard';
  // A notice stands above; what the lines say is theirs.
  const intent = said.find((each) => each !== undefined && each !== 'broadcast' && each !== 'help') ?? told();
  return intent === 'query' ? 'none' : intent;
}
