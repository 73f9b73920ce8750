/** What a command is written with: see CONTRIBUTING.md. */
export { defineCommand, reply, type Command, type CommandContext, type Push, type Reply } from './command';
export { draftChoices } from './draft-choices';
export { answerQuery } from './answers';
export { bulletinView } from './bulletin-view';
export { bindQuestion, correctionPushes, draftPush } from './bureau-questions';
export { reminderView } from './reminder-view';
export { recordNumber } from './record-number';
export { noticeText, noticeTitle } from './notice-text';
export { remindersFor } from './steps';
export { announcements, taskView } from './task-view';
export { type Visit, visitView } from './visit-view';
export { zeroView } from './zero-view';
export { bookedView, discreet, evidence, rosterLines } from './booked-view';
export { valueView } from './value-view';
export { masked, type Say } from './say';
export type { Choice } from './message';
export * from '../reading/slots';
export type { ZeroValues } from '../reading/shapes';
