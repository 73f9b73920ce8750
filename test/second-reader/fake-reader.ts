import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly authorization: string | undefined;
  readonly model: string;
  readonly instructions: string;
  readonly text: string;
  /** Everything that left the house. */
  readonly raw: string;
}

/** What it answers: a line (or any other content) in a chat completion, or something else entirely. */
export type Reply = string | { readonly status?: number; readonly body?: string; readonly afterMs?: number };

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A chat completions server over real HTTP that answers what the test tells it to. */
export class FakeReader {
  readonly asked: Asked[] = [];
  next: (asked: Asked) => Reply | Promise<Reply> = () => 'NONE';
  #url = '';
  readonly #server = createServer((request, response) => {
    void (async () => {
      const raw = await bodyOf(request);
      const { model, messages } = JSON.parse(raw) as { model: string; messages: { content: string }[] };
      const [system, user] = messages;
      const { authorization } = request.headers;
      const asked = { authorization, model, instructions: system?.content ?? '', text: user?.content ?? '', raw };
      this.asked.push(asked);
      const reply = await this.next(asked);
      const { status = 200, body, afterMs = 0 } = typeof reply === 'string' ? {} : reply;
      const content = typeof reply === 'string' ? reply : '';
      const completion = JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] });
      setTimeout(() => response.writeHead(status, { location: this.#url }).end(body ?? completion), afterMs);
    })();
  });

  get url(): string {
    return this.#url;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1/chat/completions`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
