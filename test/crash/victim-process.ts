import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../src/lib/time';
import { AES_KEY, TOKEN } from '../channels/callback/fake-wecom';

const hook = require.resolve('../storage/typescript.js');
const program = require.resolve('./victim.ts');

/** What it does on the way to its point takes far less, its start on a busy machine included. */
const DEATH_MS = 25_000;

export interface VictimSettings {
  readonly databaseUrl: string;
  readonly apiBase: string;
  readonly now: Instant;
  /** Where it kills itself from the start on; see victim.ts. */
  readonly point?: string;
}

/** One life of the real program. */
export class Victim {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #complaints = '';
  /** Resolves when it is dead, with what it died of: a signal or an exit code. */
  readonly ended: Promise<string | number | null>;

  constructor({ databaseUrl, apiBase, now, point = '' }: VictimSettings) {
    this.#child = spawn(process.execPath, ['-r', hook, program], {
      env: {
        PATH: process.env['PATH'],
        VICTIM_NOW: String(now),
        VICTIM_POINT: point,
        DATABASE_URL: databaseUrl,
        WECOM_API_BASE: apiBase,
        WECOM_CALLBACK_TOKEN: TOKEN,
        WECOM_CALLBACK_AES_KEY: AES_KEY,
        HOST: '127.0.0.1',
        PORT: '0',
        // Empty counts as absent, and keeps a developer's own file of settings out.
        ...Object.fromEntries(
          [
            'WECOM_BOT_ID',
            'WECOM_BOT_SECRET',
            'WECOM_WS_URL',
            'ADMIN_USERIDS',
            'BOT_NAME',
            'TIMEZONE',
            'LOG_LEVEL',
          ].map((name) => [name, '']),
        ),
      },
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.#child.stderr.on('data', (chunk) => (this.#complaints += String(chunk)));
    // A line to a process that is dead already.
    this.#child.stdin.on('error', () => undefined);
    this.ended = once(this.#child, 'close').then(([code, signal]: unknown[]) => {
      this.#wake();
      return (signal ?? code) as string | number | null;
    });
  }

  get dead(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** The first line that matches; undefined when it died without. */
  async #said(pattern: RegExp): Promise<RegExpExecArray | undefined> {
    for (;;) {
      for (const line of this.#lines) {
        const match = pattern.exec(line);
        if (match) return match;
      }
      if (this.dead) return undefined;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async port(): Promise<number | undefined> {
    const said = await this.#said(/^port (\d+)$/);
    return said && Number(said[1]);
  }

  /** Its first tick is over, and it listens. */
  async #started(): Promise<void> {
    await this.#said(/listening for WeCom/);
  }

  /** Moves its clock and rings its bell; resolves when that is done, or it is dead. */
  async tick(now: Instant): Promise<void> {
    await this.#started();
    this.#child.stdin.write(`tick ${now}\n`);
    await this.#said(new RegExp(`^ticked ${now}$`));
  }

  /** It will kill itself at this point; see victim.ts. */
  async dieAt(point: string): Promise<void> {
    await this.#started();
    this.#child.stdin.write(`die ${point}\n`);
    await this.#said(/^will die /);
  }

  /** Resolves when it has killed itself; fails when it does not, or ends in another way. */
  async killedItself(): Promise<void> {
    const timeout = sleep(DEATH_MS, 'still alive', { ref: false });
    const end = await Promise.race([this.ended, timeout]);
    if (end === 'SIGKILL') return;
    throw new Error([`the program did not kill itself: ${end}`, ...this.#lines, this.#complaints].join('\n'));
  }

  kill(): Promise<unknown> {
    this.#child.kill('SIGKILL');
    return this.ended;
  }

  /** What it said of errors: lines of its log from `error` on, and standard error. */
  complaints(): string[] {
    const errors = this.#lines.filter(
      (line) => line.startsWith('{') && (JSON.parse(line) as { level: number }).level >= 50,
    );
    return [...errors, ...this.#complaints.split('\n').filter(Boolean)];
  }
}
