import type { Choice } from './message';

/** What an admin can do with a draft of a 通报; see commands/office. */
export const draftChoices = (bulletinId: string): readonly Choice[] => [
  { label: '发布', say: `/确认 ${bulletinId}` },
  { label: '退回', say: `/退回 ${bulletinId}` },
];
