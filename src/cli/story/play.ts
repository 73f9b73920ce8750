import { type StoryFailure, failureOf } from './failure';
import { Player } from './player';
import type { Program } from './program';
import type { Story } from './script';
import { Transcript } from './transcript';

export interface Outcome {
  /** The conversation as it went, in the notation of the stories. */
  readonly transcript: string;
  readonly failure?: StoryFailure;
  /** What the program logged as errors: they explain a wrong answer. */
  readonly errors: readonly string[];
}

async function failureIn(line: number, act: () => Promise<void>): Promise<StoryFailure | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    return failureOf(error, line);
  }
}

/** Plays a story to its end or to the first difference; `write` gets each line of the conversation as it comes. */
export async function play(story: Story, program: Program, write?: (line: string) => void): Promise<Outcome> {
  const transcript = new Transcript(story.opening.now, write);
  const player = new Player(story, program, transcript);
  const played = await failureIn(0, () => player.play());
  const closed = await failureIn(0, () => player.close());
  const failure = played ?? closed;
  return { transcript: transcript.text, errors: player.errors, ...(failure ? { failure } : {}) };
}

/** What to tell about a failure: where, why, and what the log says to it. */
export function report(story: Story, { failure, errors }: Outcome): string {
  if (!failure) return '';
  const place = failure.line > 0 ? `${story.name}:${failure.line}` : story.name;
  const log = failure.reason === 'log' || errors.length === 0 ? '' : `\nin the log:\n  ${errors.join('\n  ')}`;
  return `${place}: ${failure.reason}\n${failure.message}${log}`;
}
