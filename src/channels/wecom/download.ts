import { MediaError } from './media-error';
import { dispositionName } from './media-name';

export interface Download {
  readonly bytes: Uint8Array;
  readonly name?: string;
}

async function bytesOf(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) throw new MediaError('too_big');
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (response.body) {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > maxBytes) throw new MediaError('too_big');
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

/**
 * One GET with a cap on bytes and time; a redirect is refused, because it could lead anywhere.
 * @throws MediaError
 */
export async function download(url: URL, limits: { maxBytes: number; timeoutMs: number }): Promise<Download> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const response = await fetch(url, { redirect: 'manual', signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      const { status } = response;
      throw status >= 300 && status < 400 ? new MediaError('redirect') : new MediaError('http_status', String(status));
    }
    const bytes = await bytesOf(response, limits.maxBytes);
    const name = dispositionName(response.headers.get('content-disposition'));
    return { bytes, ...(name !== undefined && { name }) };
  } catch (error) {
    if (error instanceof MediaError) throw error;
    throw new MediaError(signal.aborted ? 'timeout' : 'network');
  }
}
