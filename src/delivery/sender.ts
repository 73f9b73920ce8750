import type { Channel, Outbound, PushRoute, Route, SendResult } from '../chat/channel';
import type { OutgoingBody } from '../chat/outgoing';
import type { Trouble } from '../chat/trouble';
import type { OutboxRow, Tx, Work } from '../domain/ports';
import { afterQuiet } from '../domain/steps';
import type { Clock } from '../lib/clock';
import type { Log } from '../lib/log';
import { causeOf, classify } from './errcodes';
import { Lanes } from './lanes';
import { type Change, changeAfter, holdsUp, isBehind, refusalOf } from './outcome';
import { apart, portionsOf } from './portions';
import { type Way, wayOf } from './way';

export interface SenderParts {
  readonly work: Work;
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: readonly Channel[];
  /** Marks a text that may have arrived before. */
  readonly markAgain: (markdown: string) => string;
  /** Tells people what only they can mend, in the transaction in which it is written down. */
  readonly tell: (tx: Tx, trouble: Trouble) => Promise<void>;
}

type Refused = Extract<SendResult, { outcome: 'refused' }>;
/** `held`: it stays behind one that waits. `changed`: what is ready is not what it was. */
type Step = 'done' | 'held' | 'changed';

interface Sending {
  readonly row: OutboxRow;
  readonly body: OutgoingBody;
  readonly way: Way;
}

/** Any text, to see how much longer the mark makes it. */
const SAMPLE = 'text';

const routeOf = ({ route }: OutboxRow): Route => JSON.parse(route) as Route;
const bodyOf = ({ body }: OutboxRow): OutgoingBody => JSON.parse(body) as OutgoingBody;

/** The conversation: inside it everything goes in its order, and no other waits for it. */
function laneOf(row: OutboxRow): string {
  const route = routeOf(row);
  const place = route.kind === 'reply' ? route.to : route;
  if (place?.kind === 'group') return `group:${place.chatId}`;
  if (place?.kind === 'person') return `person:${place.userid.toLowerCase()}`;
  return `reply:${row.route}`;
}

/** Empties the outbox, conversation by conversation, one row at a time: claim, send, write down what came of it. */
export class Sender {
  readonly #lanes = new Lanes<OutboxRow>({
    ready: (limit) => this.#ready(limit),
    laneOf,
    work: (lane, rows) => this.#work(lane, rows),
  });
  /** Rows that wait for their next try, as of the last look. */
  #waiting: readonly OutboxRow[] = [];
  /** What became of a send must not be forgotten because the database was away at that moment. */
  readonly #unwritten = new Map<number, (tx: Tx) => Promise<void>>();
  readonly #markBytes: number;

  constructor(private readonly parts: SenderParts) {
    this.#markBytes = Buffer.byteLength(parts.markAgain(SAMPLE)) - SAMPLE.length;
  }

  /** Sends what is due. Calls while it runs are joined and make it look once more. */
  flush(): Promise<void> {
    return this.#lanes.flush(async () => {
      for (const [id, job] of this.#unwritten) await this.#write(id, job);
    });
  }

  /** Rows that a crash left in the middle of a send: nobody knows whether they arrived. */
  async recover(): Promise<void> {
    const rows = await this.parts.work.run((tx) => tx.outbox.interrupted());
    const interrupted = { outcome: 'unknown', detail: 'interrupted' } as const;
    for (const row of rows) await this.#finish(row, changeAfter(row, interrupted, this.parts.clock.now()));
  }

  /** This channel can send again: what waits only because it could not goes at once. */
  async wake(name: string): Promise<void> {
    const { work, clock, channels } = this.parts;
    const rows = await work.run((tx) => tx.outbox.retrying(clock.now()));
    const ids: number[] = [];
    for (const row of rows) {
      if (refusalOf(row) === 'wait') continue;
      if ((await wayOf(channels, routeOf(row), bodyOf(row)))?.channel.name === name) ids.push(row.id);
    }
    if (ids.length > 0) await work.run((tx) => tx.outbox.wake(ids, clock.now()));
    await this.flush();
  }

  #ready(limit: number): Promise<readonly OutboxRow[]> {
    const now = this.parts.clock.now();
    return this.parts.work.run(async (tx) => {
      this.#waiting = await tx.outbox.retrying(now);
      return tx.outbox.ready(now, limit);
    });
  }

  async #work(lane: string, rows: readonly OutboxRow[]): Promise<boolean> {
    const waiting = this.#waiting.filter((row) => holdsUp(row) && laneOf(row) === lane);
    let didSomething = false;
    for (const row of rows) {
      const step = await this.#send(row, waiting);
      if (step !== 'held') didSomething = true;
      // Its parts, or its other way, come before what is behind it: read again.
      if (step === 'changed') break;
    }
    return didSomething;
  }

  async #send(row: OutboxRow, waiting: readonly OutboxRow[]): Promise<Step> {
    const { channels, work, log } = this.parts;
    const body = bodyOf(row);
    if (await this.#sleeps(row, body)) return 'changed';
    const way = await wayOf(channels, routeOf(row), body);
    if (way && (await this.#isHeld(row, way, waiting))) return 'held';
    if (!(await work.run((tx) => tx.outbox.claim(row.id)))) return 'done';
    if (!way) {
      const route = pushRouteOf(routeOf(row));
      log.warn({ outbox: row.id, kind: route?.kind, place: row.place }, 'no channel reaches this place');
      // What had to go by one channel was about that channel.
      const isLost = route && body.by === undefined;
      await this.#give(row, 'no channel', isLost ? { kind: 'undelivered', route, body } : undefined);
      return 'done';
    }
    const texts = way.apart ? apart(body) : portionsOf(body, way.channel, this.#markBytes);
    const [only] = texts;
    if (!only || texts.length > 1) return this.#split(row, body, texts);
    const markdown = row.again ? this.parts.markAgain(only.markdown) : only.markdown;
    const outbound = { ...body, ...only, markdown, route: way.route, again: row.again };
    return this.#settle({ row, body, way }, await attempt(way.channel, outbound));
  }

  /** What could not go in the evening does not go in the night: it waits for the morning, and holds up nothing. */
  async #sleeps({ id, again }: OutboxRow, { calm }: OutgoingBody): Promise<boolean> {
    const { clock, work } = this.parts;
    const notBefore = afterQuiet(clock.now());
    if (!calm || notBefore <= clock.now()) return false;
    await work.run((tx) => tx.outbox.finish(id, { state: 'queued', notBefore, again, detail: '' }));
    return true;
  }

  async #isHeld(row: OutboxRow, { channel }: Way, waiting: readonly OutboxRow[]): Promise<boolean> {
    for (const other of waiting) {
      if (!isBehind(row, other)) continue;
      const way = await wayOf(this.parts.channels, routeOf(other), bodyOf(other));
      if (way?.channel === channel) return true;
    }
    return false;
  }

  /** Several rows instead of one, so that each part is sent and repeated on its own. */
  async #split(row: OutboxRow, { by, calm, trouble }: OutgoingBody, texts: readonly OutgoingBody[]): Promise<Step> {
    const parts = texts.map((text, index) => {
      const markdown = row.again && index === 0 ? this.parts.markAgain(text.markdown) : text.markdown;
      return {
        ...text,
        markdown,
        ...(by !== undefined && { by }),
        ...(calm && { calm }),
        ...(trouble && { trouble }),
      };
    });
    await this.#replace(row, 'split', (tx) => addAll(tx, row, parts));
    return 'changed';
  }

  async #replace(row: OutboxRow, detail: string, add: (tx: Tx) => Promise<void>): Promise<void> {
    await this.parts.work.run(async (tx) => {
      await add(tx);
      await tx.outbox.finish(row.id, { state: 'sent', notBefore: row.notBefore, again: false, detail });
    });
  }

  async #settle(sending: Sending, result: SendResult): Promise<Step> {
    const { row } = sending;
    const change = changeAfter(row, result, this.parts.clock.now());
    if (result.outcome === 'refused' && change.state === 'failed') return this.#refused(sending, result);
    await this.#finish(row, change);
    return change.state === 'queued' ? 'changed' : 'done';
  }

  /** Refused for good, or too often, on this way: by another one if there is one, else it is told. */
  async #refused({ row, body, way }: Sending, result: Refused): Promise<Step> {
    const { route, channel } = way;
    const { errcode } = result;
    const cause = causeOf(errcode);
    if (route.kind === 'reply') {
      const { to } = route;
      if (to && cause !== 'message' && classify(errcode) !== 'retry') return this.#asPush(row, body, { to, errcode });
      await this.#give(row, `${errcode} ${result.detail}`, to && { kind: 'undelivered', route: to, body, errcode });
      return 'done';
    }
    if (classify(errcode) === 'unbind') return this.#unbind({ row, body, way }, { route, result });
    const told: Trouble[] = cause === 'setting' ? [{ kind: 'setting', channel: channel.name, errcode }] : [];
    if (told.length === 0 || route.kind === 'person') told.push({ kind: 'undelivered', route, body, errcode });
    await this.#give(row, `${errcode} ${result.detail}`, ...told);
    return 'done';
  }

  /** The way of a reply is closed: what it says goes to its conversation. */
  async #asPush(
    row: OutboxRow,
    body: OutgoingBody,
    { to, errcode }: { to: PushRoute; errcode: number },
  ): Promise<Step> {
    const markdown = row.again ? this.parts.markAgain(body.markdown) : body.markdown;
    const like = { ...row, route: JSON.stringify(to) };
    await this.#replace(row, `${errcode} reply closed`, (tx) => addAll(tx, like, [{ ...body, markdown }]));
    return 'changed';
  }

  /** First it is told and stays in the queue, then the way is taken off: whatever dies between, it is not lost. */
  async #unbind({ row, body, way: { channel } }: Sending, { route, result }: { route: PushRoute; result: Refused }) {
    const { work, clock, log, tell } = this.parts;
    const { errcode } = result;
    const detail = `${errcode} ${result.detail}`;
    log.warn({ outbox: row.id, place: row.place, channel: channel.name, detail }, 'this way to the place is closed');
    await work.run(async (tx) => {
      await tell(tx, { kind: 'unbound', channel: channel.name, route });
      const { again } = row;
      await tx.outbox.finish(row.id, { state: 'queued', notBefore: clock.now(), again, detail });
    });
    await channel.forget?.(route);
    if (!(await channel.reaches(route))) return 'changed' as const;
    await this.#give(row, detail, { kind: 'undelivered', route, body, errcode });
    return 'done' as const;
  }

  /** Given up, and told. */
  async #give(row: OutboxRow, detail: string, ...troubles: readonly (Trouble | undefined)[]): Promise<void> {
    const { log, clock, tell } = this.parts;
    if (detail !== 'no channel') log.error({ outbox: row.id, place: row.place, detail }, 'send given up');
    const { again } = row;
    const change: Change = { state: 'failed', notBefore: clock.now(), again, detail };
    await this.#write(row.id, async (tx) => {
      await tx.outbox.finish(row.id, change);
      for (const trouble of troubles) if (trouble) await tell(tx, trouble);
    });
  }

  async #finish(row: OutboxRow, change: Change): Promise<void> {
    const { log } = this.parts;
    const { detail } = change;
    if (change.state === 'failed') log.error({ outbox: row.id, place: row.place, detail }, 'send given up');
    else if (change.state === 'queued') log.warn({ outbox: row.id, place: row.place, detail }, 'send to be repeated');
    await this.#write(row.id, (tx) => tx.outbox.finish(row.id, change));
  }

  async #write(id: number, job: (tx: Tx) => Promise<void>): Promise<void> {
    this.#unwritten.set(id, job);
    await this.parts.work.run(job);
    this.#unwritten.delete(id);
  }
}

const pushRouteOf = (route: Route): PushRoute | undefined => (route.kind === 'reply' ? route.to : route);

async function addAll(tx: Tx, like: OutboxRow, texts: readonly OutgoingBody[]): Promise<void> {
  const { route, sortAt, place, notBefore } = like;
  for (const text of texts) await tx.outbox.add({ route, body: JSON.stringify(text), sortAt, place, notBefore });
}

/** A channel that throws has broken its promise; whether the message is out nobody knows. */
async function attempt(channel: Channel, outbound: Outbound): Promise<SendResult> {
  try {
    return await channel.send(outbound);
  } catch (error) {
    return { outcome: 'unknown', detail: error instanceof Error ? error.message : 'channel threw' };
  }
}
