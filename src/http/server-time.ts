import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Instant } from '../lib/time';

/** What a server says the time is (its header Date, to the second); `undefined` when it cannot be asked. */
export async function serverTime(origin: string, timeoutMs = 3000): Promise<Instant | undefined> {
  const url = new URL(origin);
  const secure = url.protocol === 'https:';
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await new Promise<Instant | undefined>((resolve, reject) => {
      const request = (secure ? requestHttps : requestHttp)(url, { method: 'HEAD', agent: false, signal });
      request.once('response', (response) => {
        response.resume();
        const at = Date.parse(response.headers.date ?? '');
        resolve(Number.isFinite(at) ? at : undefined);
      });
      request.on('error', reject).end();
    });
  } catch {
    return undefined;
  }
}
