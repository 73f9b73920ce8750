import pino, { type Logger } from 'pino';
import { z } from 'zod';

const ERROR_LEVEL = 50;
const entry = z.looseObject({
  level: z.number(),
  msg: z.string().optional(),
  err: z.looseObject({ message: z.string(), stack: z.string().optional() }).optional(),
});

/** First lines of the stack: enough to find the place. */
const whereOf = (stack = ''): string =>
  stack
    .split('\n')
    .slice(1, 4)
    .map((line) => `\n    ${line.trim()}`)
    .join('');

/** Keeps what the program logs as an error. */
export class ErrorLog {
  private readonly found: string[] = [];

  get errors(): readonly string[] {
    return this.found;
  }

  /** The log of one life; `isAlive` says whether it still counts. */
  logger(isAlive: () => boolean): Logger {
    return pino({ level: 'error' }, { write: (line: string) => this.take(line, isAlive()) });
  }

  private take(line: string, alive: boolean): void {
    const { level, msg = '', err } = entry.parse(JSON.parse(line));
    if (!alive || level < ERROR_LEVEL) return;
    this.found.push(err ? `${msg}: ${err.message}${whereOf(err.stack)}` : msg);
  }
}
