import type { Greet, Receive } from '../../chat/channel';
import type { Inbound } from '../../chat/message';
import { type CardSettings, type Click, Clicks, type ClicksParts, spokenBy } from '../wecom/clicks';
import type { Entered } from '../wecom/event';
import { welcomeOf } from '../wecom/welcome';

export interface EventsParts extends ClicksParts, CardSettings {
  readonly receive: Receive;
  readonly greet: Greet | undefined;
  readonly answerWithinMs: number;
}

/** Answers events in the response to them: delivered once, five seconds (developer site, page 101027). */
export class Events {
  readonly #clicks: Clicks;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(private readonly parts: EventsParts) {
    this.#clicks = new Clicks(parts);
  }

  /** The update of the clicked card. What the click is answered goes to its conversation through the outbox. */
  async tapped(click: Click, from: Pick<Inbound, 'channel' | 'receivedAt' | 'replyTo'>): Promise<string> {
    const { receive } = this.parts;
    const late = this.#late();
    const update = await this.#clicks.settle(
      click,
      (choice) => this.#keep(receive(spokenBy(click.tapped, choice, from))),
      late.promise,
    );
    late.cancel();
    return JSON.stringify(update);
  }

  /** The welcome, or nothing when it would come too late. */
  async entered({ userid }: Entered): Promise<string | undefined> {
    const { greet, plain, log } = this.parts;
    if (!greet) return undefined;
    const late = this.#late();
    try {
      const saying = await Promise.race([this.#keep(greet(userid)), late.promise]);
      return saying ? JSON.stringify(welcomeOf(saying, plain)) : undefined;
    } catch (error) {
      log.error({ err: error }, 'event not answered');
      return undefined;
    } finally {
      late.cancel();
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  #keep<T>(job: Promise<T>): Promise<T> {
    this.#underWay.add(job);
    const forget = (): void => void this.#underWay.delete(job);
    job.then(forget, forget);
    return job;
  }

  #late(): { readonly promise: Promise<void>; readonly cancel: () => void } {
    let timer: NodeJS.Timeout | undefined;
    const promise = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.parts.answerWithinMs);
    });
    return { promise, cancel: () => clearTimeout(timer) };
  }
}
