import { z } from 'zod';
import type { SecondReader } from '../chat/second-reader';

export interface HttpReaderSettings {
  /** Address of an OpenAI-compatible `chat/completions`. */
  readonly url: string;
  readonly model: string;
  /** Sent as a bearer token; a server of the county's own may need none. */
  readonly key?: string;
  readonly timeoutMs: number;
}

/** Why there was no proposal. Never holds the question, the answer or the key. */
class SecondReaderFailure extends Error {}

const MAX_ANSWER_BYTES = 64 * 1024;
/** One line of a command and nothing more. */
const MAX_TOKENS = 200;

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    length += bytes.length;
    if (length > MAX_ANSWER_BYTES) throw new SecondReaderFailure('the answer is too long');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The one line that was asked for; anything else is no proposal. */
function lineOf(text: string): string | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SecondReaderFailure('the answer is no JSON');
  }
  const read = completion.safeParse(json);
  if (!read.success) throw new SecondReaderFailure('the answer is no chat completion');
  const line = read.data.choices[0]?.message.content.trim() ?? '';
  return /^\/[^\r\n]+$/.test(line) ? line : undefined;
}

/** One question is one POST; redirects are not followed, nothing is repeated. */
export function createHttpReader({ url, model, key, timeoutMs }: HttpReaderSettings): SecondReader {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  return {
    async ask({ instructions, text }) {
      const messages = [
        { role: 'system', content: instructions },
        { role: 'user', content: text },
      ];
      const body = JSON.stringify({ model, messages, temperature: 0, max_tokens: MAX_TOKENS });
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
        if (response.status !== 200) {
          await response.body?.cancel();
          throw new SecondReaderFailure(`HTTP ${response.status}`);
        }
        return lineOf(await textOf(response));
      } catch (error) {
        if (error instanceof SecondReaderFailure) throw error;
        throw new SecondReaderFailure(signal.aborted ? `no answer within ${timeoutMs} ms` : 'not reachable');
      }
    },
  };
}
