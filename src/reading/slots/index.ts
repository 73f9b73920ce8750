/**
 * The slots that commands are made of.
 *
 * Plain ones, one value each, wrapped in `optional(…)` when they need not be typed:
 *   day('日期')  dayRange('日期')  due('时限')  clock('时刻')  words('原因')  number('人数')  count('老人', ['老人'])
 *   field('措施')  amount('资金')  phone('手机号')  landline()  person('姓名')  people('责任人', ['责任人'])  unit()  targets()  item()  marks()
 *   choiceOf('结果', { 合格: 'pass' })  flag('匿名', ['匿名'])  roster()  dutyShift('我的班')
 * Rich intents, to be spread: `slots: { ...zeroSlots }`. Their types are in `shapes.ts`.
 */
export { optional, slot, spread, type SlotsOf } from './slot';
export {
  amount,
  choiceOf,
  clock,
  count,
  day,
  dayRange,
  due,
  field,
  flag,
  item,
  landline,
  marks,
  number,
  people,
  person,
  phone,
  targets,
  unit,
  words,
} from './plain';
export { dutyShift, roster } from './duty';
export {
  dutyAttachSlots,
  dutyPhoneSlots,
  dutySlots,
  dutySubstituteSlots,
  dutySwapSlots,
  dutyUpdateSlots,
} from '../intents/duty';
export { zeroSlots } from '../intents/zero';
export { incidentSlots } from '../intents/incident';
export { hazardSlots } from '../intents/hazard';
export { acceptSlots, fixExtendSlots, fixSlots, superviseSlots } from '../intents/fix';
export { recheckSlots, unsuperviseSlots } from '../intents/recheck';
export { visitSlots } from '../intents/visit';
export { broadcastSlots } from '../intents/broadcast';
export { deadlineSlots } from '../intents/deadline';
export { exemptSlots, publishSlots, remindSlots, shameSlots } from '../intents/office';
export { plainTextSlots } from '../intents/plain-text';
export { querySlots } from '../intents/query';
export { correctSlots, undoSlots } from '../intents/mend';
export { ackSlots, helpSlots } from '../intents/small';
export { howReadSlots } from '../intents/how-read';
export { reportSubmitSlots } from '../intents/report-submit';
export { registerSlots } from '../intents/register';
export { checklistSlots, selfCheckSlots } from '../intents/checklist';
export { inspectSlots } from '../intents/inspect';
export { classifySlots } from '../intents/classify';
export { planSlots } from '../intents/plan';
export { relocateSlots } from '../intents/relocate';
export { campaignSlots } from '../intents/campaign';
export { rosterSlots } from '../intents/roster';
export { noticeSlot, proposalChangeSlots } from '../intents/proposal';
