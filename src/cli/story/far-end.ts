import type { Abilities, Channel, Outbound, Receive, SendResult } from '../../chat/channel';
import type { Answer, Choice, Inbound, Saying } from '../../chat/message';
import type { OutFile } from '../../domain/workbook';
import type { Clock } from '../../lib/clock';
import type { Instant } from '../../lib/time';
import { plain } from '../../words/escape';
import { keyOf, type Place, placeOf } from './place';

/** Something that the bot said, as it reached people. */
export interface Said {
  readonly place: Place;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly file?: OutFile;
  readonly at: Instant;
}

const OFFLINE = -1;

/**
 * As the long connection, with the groups' webhooks for those who are rung: pushes anywhere, 20480 bytes (protocol
 * 4.1); choices are written as lines.
 */
const ABILITIES: Abilities = { push: ['group', 'person'], mentions: true, cards: false, files: true, maxBytes: 20_480 };

/**
 * Everything beyond the channel: the people's phones. It outlives the process, as they do, and can be told to refuse
 * sends for a time or to answer the next one with an errcode.
 */
export class FarEnd {
  private receive: Receive | undefined;
  private life = 0;
  private delivering = false;
  private held: Said[] = [];
  private readonly errcodes: number[] = [];
  private refusesUntil: Instant = 0;
  /** Places where the bot was said not to be any more; it is again when somebody speaks to it there. */
  private readonly forgotten = new Set<string>();
  /** True once anything was told to go wrong here. */
  disturbed = false;

  constructor(
    private readonly clock: Clock,
    private readonly hear: (said: Said) => void,
  ) {}

  /** The channel of the next life of the process; the one before is dead from now on. */
  channel(): Channel {
    const life = ++this.life;
    this.receive = undefined;
    return {
      name: 'story',
      abilities: ABILITIES,
      reaches: (route) => route.kind !== 'reply' && !this.forgotten.has(keyOf(route)),
      forget: async (route) => {
        this.forgotten.add(keyOf(route));
      },
      start: async (receive) => {
        if (life === this.life) this.receive = receive;
      },
      send: async (outbound) => (life === this.life ? this.take(outbound) : this.offline()),
      stop: async () => {
        if (life === this.life) this.receive = undefined;
      },
    };
  }

  /** Nobody is at the bot's end until the next channel starts. */
  hangUp(): void {
    this.life += 1;
    this.receive = undefined;
  }

  refuseUntil(at: Instant): void {
    this.disturbed = true;
    this.refusesUntil = at;
  }

  /** End of a running outage. */
  get outageEndsAt(): Instant | undefined {
    return this.clock.now() < this.refusesUntil ? this.refusesUntil : undefined;
  }

  answerNext(errcode: number): void {
    this.disturbed = true;
    this.errcodes.push(errcode);
  }

  /** Hands a message in and gives the answer without showing it. What is pushed meanwhile is shown by `release`. */
  async deliver(message: Inbound): Promise<Answer | undefined> {
    if (!this.receive) throw new Error('nobody receives: the channel was not started');
    this.delivering = true;
    this.forgotten.delete(keyOf(placeOf(message)));
    return this.receive(message);
  }

  /** Shows the answer, if it is to be shown, and then what was pushed meanwhile. */
  release(message: Inbound, answer: Answer | undefined): void {
    this.delivering = false;
    const held = this.held;
    this.held = [];
    if (answer) this.hear(this.said(placeOf(message), answer));
    for (const said of held) this.hear(said);
  }

  private said(place: Place, { markdown, choices, file }: Saying & Pick<Outbound, 'file'>): Said {
    const text = file ? `[文件 ${file.name}]` : plain(markdown);
    return { place, text, choices, at: this.clock.now(), ...(file && { file }) };
  }

  private offline(): SendResult {
    return { outcome: 'refused', errcode: OFFLINE, detail: 'the connection is down' };
  }

  private take(outbound: Outbound): SendResult {
    if (this.outageEndsAt !== undefined) return this.offline();
    const errcode = this.errcodes.shift();
    if (errcode !== undefined) return { outcome: 'refused', errcode, detail: `errcode ${errcode}` };
    const { route } = outbound;
    if (route.kind === 'reply') return { outcome: 'refused', errcode: 40_008, detail: 'no such route here' };
    const said = this.said(route, outbound);
    if (this.delivering) this.held.push(said);
    else this.hear(said);
    return { outcome: 'sent' };
  }
}
