import type { AckValues, HelpValues } from '../shapes';
import { spread } from '../slots/slot';
import type { Source } from '../source';
import { findTopic } from '../values/topics';
import { takeUnit } from '../values/units';

function readAck(source: Source): Partial<AckValues> {
  const inst = takeUnit(source, { unknown: false });
  return inst === undefined ? {} : { inst };
}
export const ackSlots = spread<AckValues>(readAck, { inst: '单位?' });

/** More words that people ask help for. */
const MORE: Readonly<Record<string, string>> = {
  急报: 'incident',
  突发: 'incident',
  续报: 'incident_follow',
  换班: 'duty_swap',
  替班: 'duty_substitute',
  通知: 'broadcast',
  截止: 'deadline',
  催报: 'remind',
  通报: 'shame',
  撤销: 'undo',
  撤消: 'undo',
  更正: 'correct',
  绑定: 'register',
  免报: 'exempt',
  查询: 'query',
  请假: 'leave',
  演练: 'drill',
};

function readHelp(source: Source): Partial<HelpValues> {
  const typed = /^帮助 ([a-z_]+)$/.exec(source.text)?.[1];
  const word = Object.keys(MORE).find((each) => source.text.includes(each));
  const topic = typed ?? (word === undefined ? findTopic(source.text)?.code : MORE[word]);
  if (typed !== undefined) source.origins['topic'] = { from: 'text', piece: source.frame.message };
  return topic === undefined ? {} : { topic };
}
export const helpSlots = spread<HelpValues>(readHelp, { topic: '命令?' });
