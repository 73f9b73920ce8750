import type { Inbound } from '../../chat/message';
import { advance } from '../../delivery/advance';
import { MovableClock } from '../../lib/movable-clock';
import type { Instant } from '../../lib/time';
import { ErrorLog } from './error-log';
import { FarEnd, type Said } from './far-end';
import type { Life, Program } from './program';

/** The program on its stage: one life of it after the other, a clock that is moved, people at the far end. */
export class Stage {
  readonly clock: MovableClock;
  readonly farEnd: FarEnd;
  private readonly log = new ErrorLog();
  private current: Life | undefined;
  private lives = 0;

  constructor(
    private readonly program: Program,
    now: Instant,
    hear: (said: Said) => void,
  ) {
    this.clock = new MovableClock(now);
    this.farEnd = new FarEnd(this.clock, hear);
  }

  get life(): Life {
    if (!this.current) throw new Error('the program does not run');
    return this.current;
  }

  get errors(): readonly string[] {
    return this.log.errors;
  }

  async begin(): Promise<void> {
    const life = ++this.lives;
    const log = this.log.logger(() => life === this.lives);
    this.current = await this.program.begin({ clock: this.clock, channel: this.farEnd.channel(), log });
    const { bot } = this.current;
    await bot.start();
    await bot.tick();
    await bot.idle();
  }

  /** Ends the process without warning; it is down for so long, and starts again. */
  async restart(milliseconds: number): Promise<void> {
    const { life } = this;
    this.lives += 1;
    this.farEnd.hangUp();
    this.current = undefined;
    await life.end();
    this.clock.moveTo(this.clock.now() + milliseconds);
    await this.begin();
  }

  /** Every minute on the way ticks, and the moment itself, also when no time passes. */
  async moveTo(at: Instant): Promise<void> {
    const { bot } = this.life;
    if (at > this.clock.now()) return advance(bot, this.clock, at);
    this.clock.moveTo(at);
    await bot.tick();
    await bot.idle();
  }

  /** Gives the answer's text; `show` decides whether people see it. */
  async deliver(message: Inbound, show: (answer: string | undefined) => boolean): Promise<void> {
    const answer = await this.farEnd.deliver(message);
    const isShown = show(answer && JSON.stringify(answer));
    this.farEnd.release(message, isShown ? answer : undefined);
    await this.life.bot.idle();
  }

  /** The curtain: an orderly stop. */
  async close(): Promise<void> {
    const life = this.current;
    this.current = undefined;
    if (!life) return;
    await life.bot.stop();
    this.lives += 1;
    await life.end();
  }
}
