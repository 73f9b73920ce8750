import { join } from 'node:path';
import type { Choice, Inbound } from '../../src/chat/message';
import type { SecondReader } from '../../src/chat/second-reader';
import { Cast } from '../../src/cli/story/cast';
import { ErrorLog } from '../../src/cli/story/error-log';
import { FarEnd, type Said } from '../../src/cli/story/far-end';
import type { Life } from '../../src/cli/story/program';
import { RealProgram } from '../../src/cli/story/real-program';
import { advance } from '../../src/delivery/advance';
import { createFileStore } from '../../src/files';
import { MovableClock } from '../../src/lib/movable-clock';
import { type Instant, instantOf } from '../../src/lib/time';

const COUNTY = join(__dirname, '..', '..', 'data', 'sample', 'county.json');

/** Monday, 2026-11-23 14:00 Beijing time. */
export const MONDAY: Instant = instantOf('2026-11-23', 14 * 60);

interface Heard {
  /** Empty for silence. */
  readonly answer: string;
  readonly choices: readonly Choice[];
  /** What was pushed with it, in order. */
  readonly pushed: readonly string[];
  /** Bytes of the files among them. */
  readonly files: readonly Buffer[];
}

/** The real program among the people of the sample county, without a story around it. */
export class Town {
  readonly #log = new ErrorLog();
  readonly #said: Said[] = [];
  #serial = 0;

  private constructor(
    private readonly program: RealProgram,
    private readonly life: Life,
    readonly clock: MovableClock,
    private readonly farEnd: FarEnd,
    private readonly cast: Cast,
    log: ErrorLog,
    said: Said[],
  ) {
    this.#log = log;
    this.#said = said;
  }

  static async open(now: Instant = MONDAY, more: { readonly secondReader?: SecondReader } = {}): Promise<Town> {
    const program = await RealProgram.open({ registerPath: COUNTY, hazards: true, now, ...more });
    const clock = new MovableClock(now);
    const [log, said]: [ErrorLog, Said[]] = [new ErrorLog(), []];
    const farEnd = new FarEnd(clock, (one) => said.push(one));
    const life = await program.begin({ clock, channel: farEnd.channel(), log: log.logger(() => true) });
    await life.bot.start();
    return new Town(program, life, clock, farEnd, new Cast(() => life.register()), log, said);
  }

  /** What was logged as an error since the start. */
  get errors(): readonly string[] {
    return this.#log.errors;
  }

  /** Somebody says something in a group of the register, or in private. */
  async say(who: string, text: string, where = 'G1', more: Partial<Inbound> = {}): Promise<Heard> {
    this.#said.length = 0;
    const place = where === 'private' ? {} : { chatId: await this.cast.chatIdOf(where) };
    const message = {
      bot: 'test',
      msgid: `m${++this.#serial}`,
      channel: 'story',
      userid: await this.cast.useridOf(who),
      text,
      files: [],
      receivedAt: this.clock.now(),
      ...place,
      ...more,
    };
    const answer = await this.farEnd.deliver(message);
    this.farEnd.release(message, undefined);
    await this.life.bot.idle();
    const store = createFileStore({ dir: this.program.filesDir });
    const files = this.#said.flatMap(({ file }) => (file ? [store.read(file.hash)] : []));
    return {
      answer: answer?.markdown ?? '',
      choices: answer?.choices ?? [],
      pushed: this.#said.map((one) => one.text),
      files: (await Promise.all(files)).filter((bytes) => bytes !== undefined),
    };
  }

  async moveTo(at: Instant): Promise<void> {
    await advance(this.life.bot, this.clock, at);
  }

  /** Ends it; what was logged as an error must not stay unnoticed. */
  async close(): Promise<void> {
    await this.life.bot.stop();
    await this.life.end();
    await this.program.remove();
    if (this.errors.length > 0) throw new Error(`errors in the log:\n${this.errors.join('\n')}`);
  }
}
