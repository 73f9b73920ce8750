export type RoomErrorCode =
  | 'foreign-origin'
  | 'bad-request'
  | 'too-large'
  | 'unknown-person'
  | 'unknown-chat'
  | 'unknown-choice'
  | 'unknown-file'
  | 'clock-back'
  | 'clock-too-far'
  | 'clock-moving'
  | 'not-ready';

const statuses: Readonly<Record<RoomErrorCode, number>> = {
  'foreign-origin': 403,
  'bad-request': 400,
  'too-large': 413,
  'unknown-person': 422,
  'unknown-chat': 422,
  'unknown-choice': 422,
  'unknown-file': 404,
  'clock-back': 422,
  'clock-too-far': 422,
  'clock-moving': 409,
  'not-ready': 503,
};

/** What the room's pages are refused with; the page has the words for each code. */
export class RoomError extends Error {
  readonly status: number;

  constructor(readonly code: RoomErrorCode) {
    super(code);
    this.name = 'RoomError';
    this.status = statuses[code];
  }
}
