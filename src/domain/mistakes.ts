/** Codes of everything that a person can do wrong, from domain rules; `templates/errors/` holds one text for each. */
export const MISTAKE_CODES = [
  'unknown_command',
  'refused',
  'too_long',
  'private_only',
  'secret_in_group',
  'no_permission',
  'unknown_sender',
  'group_only',
  'module_off',
  'unknown_institution',
  'ambiguous_institution',
  'unknown_hazard',
  'ambiguous_target',
  'wrong_state',
  'no_open_incident',
  'nothing_to_undo',
  'stale',
  'expired',
  'bad_date',
  'lunar_missing_day',
  'weekday_mismatch',
  'bad_time',
  'range_reversed',
  'bad_phone',
  'bad_number',
  'bad_amount',
  'vague_number',
  'bad_enum',
  'bad_file',
  'past_date',
  'future_date',
  'due_in_past',
  'deadline_not_reached',
  'too_late',
  'duplicate_date',
  'contradictory',
  'count_exceeds',
  'amount_too_large',
  'same_person',
  'not_on_roster',
  'wrong_step',
  'duty_conflict',
  'missing_field',
  'missing_attachment',
  'missing_evidence',
  'unclear',
] as const;
export type MistakeCode = (typeof MISTAKE_CODES)[number];

/**
 * Something that the person can mend. `typed` is the piece of their own words that is wrong; `details` are the facts
 * that the text of the code needs (`{ month: 9, days: 30 }`); `ask` is the label of a missing value;
 * `choices` are replacements for `typed` where only a few are possible. The words are in `templates/errors/`.
 */
export interface Mistake {
  readonly code: MistakeCode;
  readonly typed?: string;
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly ask?: string;
  readonly choices?: readonly string[];
}

/** Thrown inside a unit of work: everything is rolled back and the person is told. */
export class MistakeError extends Error {
  constructor(readonly mistake: Mistake) {
    super(mistake.code);
    this.name = 'MistakeError';
  }
}

const ORDER = new Map<MistakeCode, number>(MISTAKE_CODES.map((code, index) => [code, index]));

/** The one to say: the codes are listed in the order in which they win. */
export const firstMistake = (mistakes: readonly Mistake[]): Mistake | undefined =>
  mistakes.reduce<Mistake | undefined>(
    (first, next) => (first && (ORDER.get(first.code) ?? 0) <= (ORDER.get(next.code) ?? 0) ? first : next),
    undefined,
  );
