import { type Instant, stampOf } from '../../lib/time';
import type { Said } from './far-end';
import { BOT_NAME, type Step } from './script';

const continued = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line, index) => (index === 0 || line.trim() === '' ? line.trimEnd() : `    ${line}`))
    .join('\n');

/** `09-28 16:00` in Beijing time. */
export const shortTime = (at: Instant): string => stampOf(at).slice(5, 16).replace('T', ' ');

/** The conversation as it goes, in the notation of the stories, so that it can be pasted into one. */
export class Transcript {
  private readonly lines: string[] = [];
  private shownAt: Instant;

  constructor(
    begin: Instant,
    private readonly write: (line: string) => void = () => undefined,
  ) {
    this.shownAt = begin;
  }

  get text(): string {
    return this.lines.join('\n');
  }

  heading(lines: readonly string[]): void {
    for (const line of lines) this.add(line);
  }

  step(step: Step): void {
    // What the bot says is shown when it says it, not when the story expects it.
    if (step.do !== 'expect') this.add(step.source);
  }

  /** The clock moves to here: only other times on the way are told. */
  moveTo(at: Instant): void {
    this.shownAt = at;
  }

  said({ text, at }: Said, to: string | undefined): void {
    if (at !== this.shownAt) this.add(`# ${shortTime(at)}`);
    this.shownAt = at;
    this.add(`${BOT_NAME}${to === undefined ? '' : `→${to}`}: ${continued(text)}`);
  }

  private add(line: string): void {
    this.lines.push(line);
    this.write(line);
  }
}
