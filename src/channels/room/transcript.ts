import type { RoomLine, RoomPort } from './port';

/** What a page is given at once. */
export interface LinePage {
  readonly lines: readonly RoomLine[];
  readonly more: boolean;
}

export const privateChat = (userid: string): string => `person:${userid}`;

/** A private chat is seen by its person only. */
export const sees = (userid: string, chat: string): boolean =>
  !chat.startsWith('person:') || chat === privateChat(userid);

/** All lines of the room in memory (a room holds thousands, not millions), written through to the port. */
export class Transcript {
  private readonly all: RoomLine[] = [];
  private readonly keyed = new Map<string, RoomLine>();
  private readonly chats = new Map<string, RoomLine[]>();
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly port: RoomPort,
    private readonly added: (line: RoomLine) => void,
  ) {}

  async load(): Promise<void> {
    for (let page = await this.port.lines(0); page.length > 0; page = await this.port.lines(this.lastId)) {
      for (const line of page) this.remember(line);
    }
  }

  get lastId(): number {
    return this.all.at(-1)?.id ?? 0;
  }

  /** One at a time, so that ids are seen in their order; a key that is there already gives the line of then. */
  add(line: Omit<RoomLine, 'id'>): Promise<RoomLine> {
    const job = this.tail.then(async () => {
      const known = line.key === undefined ? undefined : this.keyed.get(line.key);
      if (known) return known;
      const stored = await this.port.addLine(line);
      this.remember(stored);
      this.added(stored);
      return stored;
    });
    this.tail = job.catch(() => undefined);
    return job;
  }

  line(id: number): RoomLine | undefined {
    return this.all[firstAfter(this.all, id - 1)];
  }

  last(chat: string): RoomLine | undefined {
    return this.chats.get(chat)?.at(-1);
  }

  /** Of all chats that this person sees: what came after this id, oldest first. */
  after(id: number, userid: string, limit: number): LinePage {
    const lines: RoomLine[] = [];
    for (let at = firstAfter(this.all, id); at < this.all.length; at += 1) {
      const line = this.all[at];
      if (!line || !sees(userid, line.chat)) continue;
      if (lines.length === limit) return { lines, more: true };
      lines.push(line);
    }
    return { lines, more: false };
  }

  /** Of one chat: the newest lines before this id, oldest first. */
  before(id: number, chat: string, limit: number): LinePage {
    const lines = this.chats.get(chat) ?? [];
    const end = firstAfter(lines, id - 1);
    const start = Math.max(0, end - limit);
    return { lines: lines.slice(start, end), more: start > 0 };
  }

  private remember(line: RoomLine): void {
    this.all.push(line);
    if (line.key !== undefined) this.keyed.set(line.key, line);
    const chat = this.chats.get(line.chat);
    if (chat) chat.push(line);
    else this.chats.set(line.chat, [line]);
  }
}

/** Index of the first line with a greater id; the lines are in the order of their ids. */
function firstAfter(lines: readonly RoomLine[], id: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.id ?? 0) <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
