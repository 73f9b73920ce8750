import { WSClient } from '@wecom/aibot-node-sdk';
import type { SendResult } from '../../chat/channel';
import type { Log } from '../../lib/log';
import type { Refused } from '../wecom/media-ids';
import { settled, uploaded } from './ack';
import { quietLogger } from './quiet-logger';

export interface Gateway {
  readonly botId: string;
  readonly secret: string;
  readonly wsUrl: string;
  /** Between pings; two without an answer end the connection. */
  readonly heartbeatMs: number;
}

export interface Frame {
  readonly reqId: string;
  readonly body: unknown;
}

export interface ClientEvents {
  subscribed(): void;
  message(frame: Frame): void;
  event(frame: Frame): void;
  /** The last thing it says, and only once. */
  ended(loss: 'closed' | 'refused' | 'kicked', detail: string): void;
}

/** One connection: it opens once, ends once and is then thrown away. */
export interface Client {
  request(reqId: string, body: object, cmd: string): Promise<SendResult>;
  /** Gives the media_id. */
  upload(bytes: Uint8Array, name: string): Promise<string | Refused>;
  close(): void;
}

/** The library's own text ends with the code; the words before it are the gateway's. */
const REFUSAL = /^Authentication failed.*\(code: (-?\d+)\)$/;
/** What people write has a few kB; pictures are addresses. A frame beyond this ends the connection, not the process. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;
const HANDSHAKE_MS = 10_000;

interface Raw {
  readonly headers?: { readonly req_id?: unknown };
  readonly body?: unknown;
}

const frameOf = ({ headers, body }: Raw): Frame => ({
  reqId: typeof headers?.req_id === 'string' ? headers.req_id : '',
  body,
});

const isKick = ({ body }: Raw): boolean => {
  const { event } = Object(body) as { event?: { eventtype?: unknown } };
  return event?.eventtype === 'disconnected_event';
};

/**
 * The library keeps a state of its own when it reconnects that cannot be trusted (7.5: 11, 12, 16): it may not
 * reconnect, and every connection is a new client.
 */
export function openClient(gateway: Gateway, log: Log, events: ClientEvents): Client {
  const { heartbeatMs: heartbeatInterval, ...address } = gateway;
  const client = new WSClient({
    ...address,
    heartbeatInterval,
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    wsOptions: { maxPayload: MAX_FRAME_BYTES, handshakeTimeout: HANDSHAKE_MS },
    logger: quietLogger(log),
  });
  let over = false;
  let refusal: string | undefined;
  let kicked = false;
  let failure = '';
  const end = (): void => {
    if (over) return;
    over = true;
    if (kicked) events.ended('kicked', '');
    else if (refusal !== undefined) events.ended('refused', refusal);
    else events.ended('closed', failure);
  };
  client.on('authenticated', () => {
    if (!over) events.subscribed();
  });
  client.on('message', (frame: Raw) => {
    if (!over) events.message(frameOf(frame));
  });
  client.on('event', (frame: Raw) => {
    kicked ||= isKick(frame);
    if (!over && !kicked) events.event(frameOf(frame));
  });
  client.on('error', (error) => {
    const code = REFUSAL.exec(error.message)?.[1];
    if (code !== undefined) refusal = `errcode ${code}`;
    const { code: cause } = error as { code?: unknown };
    if (failure === '' && typeof cause === 'string') failure = cause;
  });
  client.on('disconnected', end);
  client.connect();
  return {
    request: (reqId, body, cmd) => settled(client.reply({ headers: { req_id: reqId } }, body, cmd)),
    upload: (bytes, filename) => uploaded(client.uploadMedia(Buffer.from(bytes), { type: 'file', filename })),
    close() {
      over = true;
      client.disconnect();
    },
  };
}
