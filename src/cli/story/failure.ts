import { CastError } from './cast';

type Reason =
  | 'different'
  | 'silent'
  | 'left over'
  | 'log'
  | 'outbox'
  | 'clock'
  | 'choice'
  | 'resend'
  | 'cast'
  | 'crash';

/** The program did something else than the story says. `line` is 0 at the end of the story. */
export class StoryFailure extends Error {
  constructor(
    readonly reason: Reason,
    readonly line: number,
    message: string,
  ) {
    super(message);
    this.name = 'StoryFailure';
  }
}

/** Whatever was thrown while this line was played. */
export function failureOf(error: unknown, line: number): StoryFailure {
  if (error instanceof StoryFailure) return error;
  if (error instanceof CastError) return new StoryFailure('cast', line, error.message);
  return new StoryFailure('crash', line, error instanceof Error ? (error.stack ?? error.message) : String(error));
}
