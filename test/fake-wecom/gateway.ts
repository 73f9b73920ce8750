import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { clickedIn } from './cards';
import { Conversations, type Shown } from './conversations';
import { bodyOf, reachesBot, type Spoken } from './people';
import { type FakeClock, no, ok, type Verdict } from './rules';
import { Uploads } from './uploads';

/** What can be wrong with a gateway. All is well at the start; set and unset at any time. */
export interface Faults {
  /** An errcode in the place of the ack of a subscribe, or none at all. */
  subscribe?: number | 'silent';
  /** Pings are not answered. */
  silentPings?: boolean;
  /** Callbacks do not arrive although pings are answered: the half-dead socket. */
  deaf?: boolean;
  /** An errcode in the place of an ack, `silent` (done, not acknowledged), `dropped` (neither); `undefined`: as usual. */
  ack?: (frame: Frame) => number | 'silent' | 'dropped' | undefined;
  /** Acks come so much later. */
  ackDelayMs?: number;
  /** Between disconnected_event and the close of the older connection. In the field 2 to 313 s. */
  kickDelayMs?: number;
}

export interface Frame {
  readonly cmd: string;
  readonly headers: { readonly req_id: string };
  readonly body: Readonly<Record<string, unknown>>;
}

export interface GatewayOptions {
  readonly botId: string;
  readonly secret: string;
  readonly clock: FakeClock;
  /** Gives the response_url of a message. */
  readonly responseUrl?: (spoken: Spoken) => string;
}

/** The WebSocket gateway of one bot (page 101463). It survives `away()`; `back()` listens on the same port. */
export class FakeGateway {
  readonly faults: Faults = {};
  /** Every command but pings, as it came. */
  readonly frames: Frame[] = [];
  /** Messages for which no connection stood: the real one does not repeat them either. */
  readonly lost: string[] = [];
  readonly chats: Conversations;
  readonly uploads: Uploads;
  #server: WebSocketServer | undefined;
  #port = 0;
  #subscribed: WebSocket | undefined;
  #serial = 0;

  constructor(private readonly options: GatewayOptions) {
    this.uploads = new Uploads(options.clock);
    this.chats = new Conversations(options.clock, (mediaId) => this.uploads.holds(mediaId));
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  get subscribed(): boolean {
    return this.#subscribed !== undefined;
  }

  /** Subscribes that were granted or refused or left unanswered. */
  get subscribes(): number {
    return this.frames.filter(({ cmd }) => cmd === 'aibot_subscribe').length;
  }

  async back(): Promise<void> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: this.#port });
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#serve(socket));
    this.#server = server;
  }

  /** Every connection breaks and new ones are refused. */
  async away(): Promise<void> {
    const server = this.#server;
    const closed = server && new Promise((resolve) => server.close(resolve));
    this.drop();
    this.#server = undefined;
    await closed;
  }

  /** Every connection breaks without a word. */
  drop(): void {
    for (const socket of this.#server?.clients ?? []) socket.terminate();
    this.#subscribed = undefined;
  }

  /** The socket stays open and answers pings, but the gateway has forgotten who it is: 846609 (7.5). */
  forget(): void {
    this.#subscribed = undefined;
  }

  /** Somebody says something; `undefined` when it is not for the bot, nobody listened, or the gateway is deaf. */
  say(spoken: Spoken, ids: { msgid?: string } = {}): string | undefined {
    if (!reachesBot(spoken)) return undefined;
    const to = spoken.chatId ?? spoken.userid;
    return this.#call('aibot_msg_callback', to, { ...bodyOf(spoken), ...ids, ...this.#responseUrl(spoken) });
  }

  #responseUrl(spoken: Spoken): { response_url?: string } {
    const { responseUrl } = this.options;
    return responseUrl ? { response_url: responseUrl(spoken) } : {};
  }

  /** An event: `enter_chat`, `feedback_event`, … */
  happen(eventtype: string, { userid, chatId, more = {} }: Spoken, ids: { msgid?: string } = {}): string | undefined {
    const event = { eventtype, ...(Object.keys(more).length > 0 && { [eventtype]: more }) };
    const spoken = { userid, ...(chatId !== undefined && { chatId }) };
    const body = { ...bodyOf(spoken), ...ids, ...this.#responseUrl(spoken), msgtype: 'event', event };
    return this.#call('aibot_event_callback', chatId ?? userid, body);
  }

  /** Somebody taps the button of that label, as it stands in their own view of a card that is shown. */
  tap(userid: string, card: Shown, label: string, ids: { msgid?: string } = {}): string | undefined {
    const { taskId = '', to } = card;
    const more = this.chats.cards.click(taskId, userid, label);
    return this.happen('template_card_event', { userid, ...(to !== userid && { chatId: to }), more }, ids);
  }

  /** A frame as it stands, for what only a broken gateway sends. */
  raw(text: string): void {
    this.#subscribed?.send(text);
  }

  #call(cmd: string, to: string, body: Readonly<Record<string, unknown>>): string | undefined {
    this.#serial += 1;
    const [reqId, msgid] = [`cb-${this.#serial}`, `msg-${this.#serial}`];
    const full = { msgid, aibotid: this.options.botId, ...body };
    this.chats.opened(reqId, to, cmd === 'aibot_msg_callback' ? 'message' : 'event', clickedIn(body));
    if (!this.#subscribed || this.faults.deaf) {
      this.lost.push(msgid);
      return undefined;
    }
    this.#subscribed.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body: full }));
    return reqId;
  }

  #serve(socket: WebSocket): void {
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#subscribed === socket) this.#subscribed = undefined;
    });
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString('utf8')) as Frame;
      if (frame.cmd === 'ping') {
        if (!this.faults.silentPings) this.#answer(socket, frame, ok());
        return;
      }
      this.frames.push(frame);
      if (frame.cmd === 'aibot_subscribe') this.#subscribe(socket, frame);
      else this.#command(socket, frame);
    });
  }

  #subscribe(socket: WebSocket, frame: Frame): void {
    const { botId, secret } = this.options;
    const { subscribe } = this.faults;
    if (subscribe === 'silent') return;
    const known = frame.body['bot_id'] === botId && frame.body['secret'] === secret;
    const verdict = no(subscribe ?? (known ? 0 : 853000));
    if (verdict.errcode === 0) this.#take(socket);
    this.#answer(socket, frame, verdict);
  }

  /** One connection per bot: the older one is told and closed a little later (7.3). */
  #take(socket: WebSocket): void {
    const older = this.#subscribed;
    this.#subscribed = socket;
    if (!older || older === socket) return;
    this.#serial += 1;
    const { botId: aibotid, clock } = this.options;
    const create_time = Math.floor(clock.now() / 1000);
    const event = { eventtype: 'disconnected_event' };
    const body = { msgid: `ev-${this.#serial}`, create_time, aibotid, msgtype: 'event', event };
    older.send(JSON.stringify({ cmd: 'aibot_event_callback', headers: { req_id: `ev-${this.#serial}` }, body }));
    setTimeout(() => older.close(), this.faults.kickDelayMs ?? 20).unref();
  }

  #command(socket: WebSocket, frame: Frame): void {
    const fault = this.faults.ack?.(frame);
    if (fault === 'dropped') return;
    if (typeof fault === 'number') return this.#answer(socket, frame, no(fault));
    const verdict = socket === this.#subscribed ? this.#do(frame) : no(846609);
    if (fault === undefined) this.#answer(socket, frame, verdict);
  }

  #do({ cmd, headers: { req_id: reqId }, body }: Frame): Verdict {
    switch (cmd) {
      case 'aibot_respond_msg':
        return this.chats.respond(reqId, body);
      case 'aibot_respond_welcome_msg':
        return this.chats.welcome(reqId, body);
      case 'aibot_respond_update_msg':
        return this.chats.update(reqId, body);
      case 'aibot_send_msg':
        return this.chats.push(reqId, body);
      case 'aibot_upload_media_init':
        return this.uploads.init(body);
      case 'aibot_upload_media_chunk':
        return this.uploads.chunk(body);
      case 'aibot_upload_media_finish':
        return this.uploads.finish(body);
      default:
        return no(40058);
    }
  }

  #answer(socket: WebSocket, { headers }: Frame, { errcode, body }: Verdict): void {
    const text = JSON.stringify({ headers, errcode, errmsg: errcode === 0 ? 'ok' : 'refused', ...(body && { body }) });
    const { ackDelayMs = 0 } = this.faults;
    if (ackDelayMs === 0) socket.send(text);
    else setTimeout(() => socket.send(text), ackDelayMs).unref();
  }
}
