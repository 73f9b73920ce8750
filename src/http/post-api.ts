import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What became of a POST to WeCom's interfaces; of the same shape as a channel's SendResult. */
export type ApiOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly errcode: number; readonly detail: string }
  | { readonly outcome: 'unknown'; readonly detail: string };

export interface ApiPost extends ApiCall {
  readonly body: unknown;
}

export interface ApiCall {
  readonly url: URL;
  /** From the start to the whole answer. */
  readonly timeoutMs: number;
  /** Never part of a detail, whatever the other side says. */
  readonly secret: string;
}

/** errcode of WeCom for "system busy": nothing arrived, try again. */
const NOTHING_ARRIVED = -1;
const MAX_ANSWER_BYTES = 64 * 1024;

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function codeOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return [code, name].find((word) => typeof word === 'string')?.toString() ?? 'error';
}

function errcodeOf(text: string): { errcode: number; errmsg: string } | undefined {
  try {
    const { errcode, errmsg } = JSON.parse(text) as { errcode?: unknown; errmsg?: unknown };
    return typeof errcode === 'number' ? { errcode, errmsg: typeof errmsg === 'string' ? errmsg : '' } : undefined;
  } catch {
    return undefined;
  }
}

function outcomeOf(status: number, text: string, secret: string): ApiOutcome {
  if (status !== 200) return { outcome: 'refused', errcode: NOTHING_ARRIVED, detail: `HTTP ${status}` };
  const said = errcodeOf(text);
  if (said === undefined) return { outcome: 'unknown', detail: 'HTTP 200 without an errcode' };
  if (said.errcode === 0) return { outcome: 'sent' };
  const errmsg = said.errmsg
    .replaceAll(secret, '***')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200);
  return { outcome: 'refused', errcode: said.errcode, detail: `errcode ${said.errcode} ${errmsg}`.trim() };
}

/** What is sent, and its content type. */
export interface Content {
  readonly type: string;
  readonly bytes: Buffer;
}

/** One POST of JSON. */
export const postApi = async ({ body, ...call }: ApiPost): Promise<ApiOutcome> =>
  (await postContent(call, { type: 'application/json; charset=utf-8', bytes: Buffer.from(JSON.stringify(body)) }))
    .result;

/**
 * One POST on a connection of its own, redirects not followed. A failure before the connection stood means that
 * nothing arrived (`refused`, -1: it may be tried again for hours); after that nobody knows (`unknown`). `fetch` does
 * not tell the two apart when packets vanish silently, and a kept-alive connection would blur them: hence node:http.
 Gives the text of the answer, too.
 */
export async function postContent(
  { url, timeoutMs, secret }: ApiCall,
  { type, bytes }: Content,
): Promise<{ readonly result: ApiOutcome; readonly text: string }> {
  const secure = url.protocol === 'https:';
  const signal = AbortSignal.timeout(timeoutMs);
  let connected = false;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'content-type': type, 'content-length': bytes.length };
      const request = (secure ? requestHttps : requestHttp)(url, { method: 'POST', headers, agent: false, signal });
      request.once('socket', (socket) => {
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          connected = true;
        });
      });
      request.once('response', resolve).on('error', reject);
      request.end(bytes);
    });
    const text = await textOf(response);
    return { result: outcomeOf(response.statusCode ?? 0, text, secret), text };
  } catch (error) {
    const detail = signal.aborted ? `no answer within ${timeoutMs} ms` : codeOf(error);
    if (connected) return { result: { outcome: 'unknown', detail }, text: '' };
    const refused = { outcome: 'refused', errcode: NOTHING_ARRIVED, detail: `not connected: ${detail}` } as const;
    return { result: refused, text: '' };
  }
}
