import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf, type Instant, instantOf, MINUTE } from '../../src/lib/time';
import { applyImport, planImport, readRegister } from '../../src/register';
import { openStorage } from '../../src/storage';
import { encrypt, openAnswer, signedQuery } from '../channels/callback/fake-wecom';
import { answer, type FarEnd, startFarEnd } from '../http/far-end';
import { readLeft } from './left';
import { Victim } from './victim-process';

const COUNTY = join(__dirname, '..', '..', 'data', 'sample', 'county.json');
const DAY = '2022-09-29';
export const at = (hour: number, minute = 0, second = 0): Instant => instantOf(DAY, hour * 60 + minute, second);

export interface Said {
  readonly msgid: string;
  readonly [field: string]: unknown;
}

/** The program's clock may have moved between the question and the answer. */
const clockOf = (body: string): Instant => (JSON.parse(body) as { timestamp: number }).timestamp * 1000;

export interface Arrival {
  /** The group whose webhook it came to, or the msgid that it answers late. */
  readonly to: string;
  readonly text: string;
}

/** The sample county and WeCom around it, for a program that is killed again and again. */
export class World {
  readonly #folder = mkdtempSync(join(tmpdir(), 'crash-'));
  readonly #file = join(this.#folder, 'bot.sqlite');
  readonly url = `sqlite:${this.#file}`;
  #victim: Victim | undefined;
  #serial = 0;
  now: Instant;
  /** What WeCom got as an answer to a message, each time. */
  readonly answers = new Map<string, string[]>();

  private constructor(
    readonly far: FarEnd,
    now: Instant,
  ) {
    this.now = now;
  }

  /** With the register of the sample and webhooks of its groups G1 and G3. */
  static async open(now: Instant): Promise<World> {
    const world = new World(await startFarEnd(), now);
    const storage = await openStorage({ url: world.url });
    const file = await readRegister(COUNTY);
    await storage.work.run(async (tx) => {
      await applyImport(tx, planImport(await tx.register.load(), file), { now, day: dayOf(now) });
    });
    for (const group of ['G1', 'G3']) {
      await storage.secrets.put(`webhook:${group}`, `${world.far.base}/cgi-bin/webhook/send?key=webhook-of-${group}`);
    }
    await storage.close();
    return world;
  }

  get victim(): Victim {
    if (!this.#victim) throw new Error('nothing runs');
    return this.#victim;
  }

  /** Starts the program; with a point, it will kill itself there. */
  begin(point?: string): Victim {
    this.#victim = new Victim({
      databaseUrl: this.url,
      apiBase: this.far.base,
      now: this.now,
      ...(point !== undefined && { point }),
    });
    return this.#victim;
  }

  /** After a test that failed in the middle. */
  revive(): void {
    this.far.play(answer(0));
    if (this.victim.dead) this.begin();
  }

  /** Does this, in which the program must die at this point. */
  async killedIn<T>(point: string, job: () => Promise<T>): Promise<T> {
    const { victim } = this;
    await victim.dieAt(point);
    const result = await job();
    await victim.killedItself();
    return result;
  }

  /** The same, and starts it again. */
  async dying<T>(point: string, job: () => Promise<T>): Promise<T> {
    const result = await this.killedIn(point, job);
    this.begin();
    return result;
  }

  message(userid: string, text: string, group = 'G1'): Said {
    this.#serial += 1;
    const msgid = `m${this.#serial}`;
    return {
      msgid,
      aibotid: 'aib1',
      chattype: 'group',
      chatid: group,
      from: { userid },
      response_url: `${this.far.base}/cgi-bin/aibot/response?response_code=${msgid}`,
      msgtype: 'text',
      text: { content: `@小安 ${text}` },
    };
  }

  /** Delivers it once, as WeCom does: the answer, or undefined when it was not acknowledged. */
  async deliver(said: Said): Promise<string | undefined> {
    const port = await this.victim.port();
    if (port === undefined) return undefined;
    const encrypted = encrypt(JSON.stringify(said));
    const { now } = this;
    const query = signedQuery(encrypted, now);
    let body: string;
    try {
      const response = await fetch(`http://127.0.0.1:${port}/wecom/callback?${query.toString()}`, {
        method: 'POST',
        body: JSON.stringify({ encrypt: encrypted }),
      });
      body = await response.text();
      if (response.status !== 200) return undefined;
    } catch {
      return undefined;
    }
    const opened = openAnswer(body, query.get('nonce') ?? '', clockOf(body)) as { stream?: { content: string } };
    const text = opened.stream?.content ?? '';
    this.answers.set(said.msgid, [...(this.answers.get(said.msgid) ?? []), text]);
    return text;
  }

  /** Says it and needs an answer. */
  async ask(userid: string, text: string, group = 'G1'): Promise<string> {
    const answer = await this.deliver(this.message(userid, text, group));
    if (answer === undefined) throw new Error(`no answer to ${text}: ${this.victim.complaints().join('\n')}`);
    return answer;
  }

  /** Moves the clock, of WeCom and of the program, and rings the bell. */
  async passTo(now: Instant): Promise<void> {
    this.now = now;
    await this.victim.tick(now);
  }

  pass(minutes: number): Promise<void> {
    return this.passTo(this.now + minutes * MINUTE);
  }

  /** What came to groups and as late answers, in order. */
  arrivals(): Arrival[] {
    return this.far.posts.map(({ path, body }) => {
      const said = body as { text?: { content: string }; markdown?: { content: string } };
      const code = /=(?:webhook-of-)?(\w+)$/.exec(path)?.[1] ?? path;
      return { to: code, text: said.text?.content ?? said.markdown?.content ?? '' };
    });
  }

  /** What is in the database. */
  left() {
    return readLeft(this.url);
  }

  async close(): Promise<void> {
    await this.#victim?.kill();
    await this.far.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
