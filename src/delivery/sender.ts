import type { Channel, Outbound, Route, SendResult } from '../chat/channel';
import type { OutgoingBody } from '../chat/outgoing';
import { shown } from '../chat/shown';
import type { OutboxRow, Tx, Work } from '../domain/ports';
import type { Clock } from '../lib/clock';
import type { Log } from '../lib/log';
import { MINUTE } from '../lib/time';
import { fit } from '../words/fit';
import { classify } from './errcodes';

export interface SenderParts {
  readonly work: Work;
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: readonly Channel[];
  /** Marks a text that may have arrived before. */
  readonly markAgain: (markdown: string) => string;
  /** Nothing carries a private message here: somebody else is told. */
  readonly undelivered: (tx: Tx, userid: string, body: OutgoingBody) => Promise<void>;
}

type Change = Parameters<Tx['outbox']['finish']>[1];

/**
 * Minutes before the next try after a failure of the system; after the last one it is given up. Short failures are
 * over within a minute of their end, and nothing is overtaken by what was due later.
 */
const RETRY_MINUTES: readonly number[] = [...Array.from({ length: 15 }, () => 1), 5, 10, 30, 60, 120, 240];
const WAIT_SECONDS = 60;
const AT_ONCE = 50;
/** Any text, to see how much longer the mark makes it. */
const SAMPLE = 'text';

/** Empties the outbox in order, one row at a time: claim, send, write down what came of it. */
export class Sender {
  #running: Promise<void> | undefined;
  #again = false;
  #unwritten: { readonly id: number; readonly change: Change } | undefined;
  readonly #markBytes: number;

  constructor(private readonly parts: SenderParts) {
    this.#markBytes = Buffer.byteLength(parts.markAgain(SAMPLE)) - SAMPLE.length;
  }

  /** Sends what is due. Calls while it runs are joined and make it look once more. */
  flush(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Rows that a crash left in the middle of a send: nobody knows whether they arrived. */
  async recover(): Promise<void> {
    const rows = await this.parts.work.run((tx) => tx.outbox.interrupted());
    for (const row of rows) await this.#finish(row, { outcome: 'unknown', detail: 'interrupted' });
  }

  async #run(): Promise<void> {
    try {
      await this.#write();
      while (this.#again) {
        this.#again = false;
        await this.#sendReady();
      }
    } finally {
      // In the same moment as the last look at `#again`: a flush is either seen by this run or starts the next.
      this.#running = undefined;
    }
  }

  async #sendReady(): Promise<void> {
    const rows = await this.parts.work.run((tx) => tx.outbox.ready(this.parts.clock.now(), AT_ONCE));
    for (const row of rows) {
      // Its parts come before what is behind it: read again.
      if ((await this.#send(row)) === 'split') return;
    }
    if (rows.length === AT_ONCE) this.#again = true;
  }

  async #send(row: OutboxRow): Promise<'split' | undefined> {
    const { work, log } = this.parts;
    const route = JSON.parse(row.route) as Route;
    const channel = await this.#channelFor(route);
    if (!(await work.run((tx) => tx.outbox.claim(row.id)))) return undefined;
    if (!channel) {
      log.warn({ outbox: row.id, kind: route.kind, place: row.place }, 'no channel reaches this place');
      await work.run(async (tx) => {
        const { notBefore, again } = row;
        await tx.outbox.finish(row.id, { state: 'failed', notBefore, again, detail: 'no channel' });
        if (route.kind === 'person')
          await this.parts.undelivered(tx, route.userid, JSON.parse(row.body) as OutgoingBody);
      });
      this.#again ||= route.kind === 'person';
      return undefined;
    }
    const body = JSON.parse(row.body) as OutgoingBody;
    const text = shown(body, channel.abilities).markdown;
    // Room is left for the mark, so that a part that is repeated is never split again.
    const parts = fit(text, channel.abilities.maxBytes - this.#markBytes);
    if (parts.length > 1) {
      await this.#split(row, body, parts);
      return 'split';
    }
    const markdown = row.again ? this.parts.markAgain(text) : text;
    await this.#finish(row, await attempt(channel, { ...body, markdown, route, again: row.again }));
    return undefined;
  }

  async #channelFor(route: Route): Promise<Channel | undefined> {
    for (const channel of this.parts.channels) {
      const carries =
        route.kind === 'reply' ? channel.name === route.channel : channel.abilities.push.includes(route.kind);
      if (carries && (await channel.reaches(route))) return channel;
    }
    return undefined;
  }

  /** A long text becomes several rows, so that each part is sent and repeated on its own. */
  async #split(row: OutboxRow, body: OutgoingBody, parts: readonly string[]): Promise<void> {
    await this.parts.work.run(async (tx) => {
      for (const [index, markdown] of parts.entries()) {
        const last = index === parts.length - 1;
        const part: OutgoingBody = { markdown, choices: [], mentions: last ? body.mentions : [] };
        const { route, sortAt, place, notBefore } = row;
        await tx.outbox.add({ route, body: JSON.stringify(part), sortAt, place, notBefore });
      }
      await tx.outbox.finish(row.id, { state: 'sent', notBefore: row.notBefore, again: false, detail: 'split' });
    });
    this.#again = true;
  }

  async #finish(row: OutboxRow, result: SendResult): Promise<void> {
    const { log } = this.parts;
    const change = this.#outcome(row, result);
    if (change.state === 'failed')
      log.error({ outbox: row.id, place: row.place, detail: change.detail }, 'send given up');
    else if (change.state === 'queued')
      log.warn({ outbox: row.id, place: row.place, detail: change.detail }, 'send to be repeated');
    this.#unwritten = { id: row.id, change };
    await this.#write();
  }

  /** What became of a send must not be forgotten because the database was away at that moment. */
  async #write(): Promise<void> {
    const unwritten = this.#unwritten;
    if (!unwritten) return;
    await this.parts.work.run((tx) => tx.outbox.finish(unwritten.id, unwritten.change));
    this.#unwritten = undefined;
  }

  #outcome(row: OutboxRow, result: SendResult): Change {
    const now = this.parts.clock.now();
    const failed = (detail: string): Change => ({ state: 'failed', notBefore: now, again: row.again, detail });
    const later = (milliseconds: number, detail: string, again = row.again): Change => ({
      state: 'queued',
      notBefore: now + milliseconds,
      again,
      detail,
    });
    if (result.outcome === 'sent') return { state: 'sent', notBefore: now, again: row.again, detail: '' };
    if (result.outcome === 'unknown')
      return row.again ? failed(`unknown twice: ${result.detail}`) : later(MINUTE, result.detail, true);
    const detail = `${result.errcode} ${result.detail}`;
    switch (classify(result.errcode)) {
      case 'wait':
        return later((result.retryAfterSeconds ?? WAIT_SECONDS) * 1000, detail);
      case 'retry': {
        const minutes = RETRY_MINUTES[row.attempts];
        return minutes === undefined ? failed(detail) : later(minutes * MINUTE, detail);
      }
      case 'unbind':
      case 'give_up':
        return failed(detail);
    }
  }
}

/** A channel that throws has broken its promise; whether the message is out nobody knows. */
async function attempt(channel: Channel, outbound: Outbound): Promise<SendResult> {
  try {
    return await channel.send(outbound);
  } catch (error) {
    return { outcome: 'unknown', detail: error instanceof Error ? error.message : 'channel threw' };
  }
}
