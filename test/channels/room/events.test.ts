import { type OpenRoom, openRoom } from './open-room';
import { start } from './fake-port';
import { HOUR } from '../../../src/lib/time';

interface Ring {
  readonly epoch: string;
  readonly lastId: number;
  readonly now: number;
  readonly movingTo?: number;
}

/** Reads a stream of events until one fits. */
class Listener {
  readonly rings: Ring[] = [];
  private readonly abort = new AbortController();
  type = '';
  private ended = false;

  static async open(url: string): Promise<Listener> {
    const listener = new Listener();
    const response = await fetch(`${url}/room/events`, { signal: listener.abort.signal });
    listener.type = response.headers.get('content-type') ?? '';
    void listener.read(response).catch(() => undefined);
    return listener;
  }

  async until(fits: (ring: Ring) => boolean): Promise<Ring> {
    for (let waited = 0; waited < 5000; waited += 10) {
      const found = this.rings.find(fits);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no such ring among ${JSON.stringify(this.rings)}`);
  }

  async untilEnded(): Promise<void> {
    for (let waited = 0; waited < 5000 && !this.ended; waited += 10)
      await new Promise((resolve) => setTimeout(resolve, 10));
    if (!this.ended) throw new Error('the stream goes on');
  }

  close(): void {
    this.abort.abort();
  }

  private async read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.rings.push(JSON.parse(event.split('data: ')[1] ?? '') as Ring);
    }
    this.ended = true;
  }
}

describe('the bell of the room', () => {
  let room: OpenRoom;
  const open: Listener[] = [];

  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(async () => {
    for (const listener of open.splice(0)) listener.close();
    await room.stop();
  });

  const listen = async (): Promise<Listener> => {
    const listener = await Listener.open(room.url);
    open.push(listener);
    return listener;
  };
  const push = (markdown: string): Promise<unknown> => room.push({ route: { kind: 'group', chatId: 'G1' }, markdown });
  const textsAfter = async (id: number): Promise<string[]> => {
    const response = await fetch(`${room.url}/room/lines?who=limei&after=${id}`);
    return ((await response.json()) as { lines: { text: string }[] }).lines.map(({ text }) => text);
  };

  test('rings in every tab for every new line', async () => {
    const tabs = await Promise.all(Array.from({ length: 20 }, listen));
    await push('一');
    await push('二');
    for (const tab of tabs) expect(await tab.until(({ lastId }) => lastId === 2)).toMatchObject({ now: start });
  });

  test('a tab that was away hears at once how far things are, and fetches what it missed', async () => {
    await push('一');
    const tab = await listen();
    const { lastId } = await tab.until(() => true);
    tab.close();
    await push('二');
    await push('三');
    const back = await listen();
    expect((await back.until(() => true)).lastId).toBe(lastId + 2);
    expect(await textsAfter(lastId)).toEqual(['二', '三']);
  });

  test('says nothing of what is said', async () => {
    const response = await fetch(`${room.url}/room/events`);
    await room.push({ route: { kind: 'person', userid: 'limei' }, markdown: 'secret' });
    const reader = response.body?.getReader();
    let heard = '';
    for (let chunks = 0; chunks < 2; chunks += 1) heard += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    expect(heard).toContain('"lastId":1');
    expect(heard).not.toContain('secret');
  });

  test('shows the clock on its way', async () => {
    const tab = await listen();
    room.port.stepMs = 60;
    await fetch(`${room.url}/room/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: start + HOUR }),
    });
    const under = await tab.until(({ movingTo, now }) => movingTo !== undefined && now > start);
    expect(under.now).toBeLessThan(start + HOUR);
    await tab.until(({ movingTo, now }) => movingTo === undefined && now === start + HOUR);
  });

  test('ends when the room stops, and another epoch begins with the next one', async () => {
    await push('一');
    const tab = await listen();
    const { epoch } = await tab.until(() => true);
    expect(tab.type).toContain('text/event-stream');
    await room.stop();
    await tab.untilEnded();
    room = await openRoom(room.port);
    const next = await (await listen()).until(() => true);
    expect(next.lastId).toBe(1);
    expect(next.epoch).not.toBe(epoch);
  });
});
