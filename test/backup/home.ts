import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../../src/lib/clock';
import { dayOf } from '../../src/lib/time';
import { applyImport, planImport, readRegister } from '../../src/register';
import { openStorage } from '../../src/storage';
import { AES_KEY, encrypt, openAnswer, signedQuery, TOKEN } from '../channels/callback/fake-wecom';

const root = join(__dirname, '..', '..');
const hooks = ['-r', require.resolve('../storage/typescript.js'), '-r', require.resolve('./elsewhere.ts')];
const SHARED = ['templates', 'commands', 'package.json', 'data/calendar', 'data/sample'];
const ABSENT = [
  'WECOM_BOT_ID',
  'WECOM_BOT_SECRET',
  'WECOM_WS_URL',
  'ADMIN_USERIDS',
  'BOT_NAME',
  'TIMEZONE',
  'LOG_LEVEL',
];

export interface Ran {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** A folder with data of its own in which the real program and its tools run, as installed. */
export class Home {
  readonly folder = mkdtempSync(join(tmpdir(), 'home-'));
  readonly database = join(this.folder, 'data', 'baopingan.sqlite');
  readonly filesDir = join(this.folder, 'data', 'files');
  readonly url = `sqlite:${this.database}`;
  #program: ChildProcessWithoutNullStreams | undefined;
  port = 0;
  /** Everything that the program has logged. */
  log = '';

  constructor(private readonly apiBase: string) {
    mkdirSync(join(this.folder, 'data'));
    for (const name of SHARED) symlinkSync(join(root, name), join(this.folder, name));
  }

  async loadRegister(): Promise<void> {
    const storage = await openStorage({ url: this.url });
    const now = systemClock.now();
    await storage.work.run(async (tx) => {
      const plan = planImport(
        await tx.register.load(),
        await readRegister(join(root, 'data', 'sample', 'county.json')),
      );
      await applyImport(tx, plan, { now, day: dayOf(now) });
    });
    await storage.close();
  }

  #spawn(program: string, args: readonly string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [...hooks, join(root, 'src', program), ...args], {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        BOT_HOME: this.folder,
        DATABASE_URL: 'sqlite:data/baopingan.sqlite',
        WECOM_API_BASE: this.apiBase,
        WECOM_CALLBACK_TOKEN: TOKEN,
        WECOM_CALLBACK_AES_KEY: AES_KEY,
        PORT: String(this.port),
        ...Object.fromEntries(ABSENT.map((name) => [name, ''])),
      },
    });
  }

  /** One of `src/cli`, to its end. */
  async run(tool: string, ...args: readonly string[]): Promise<Ran> {
    const child = this.#spawn(`cli/${tool}.ts`, args);
    let said = '';
    let complained = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.stderr.on('data', (chunk) => (complained += String(chunk)));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said, complained };
  }

  /** Starts the bot; resolves when it listens. */
  async start(): Promise<void> {
    this.port = 0;
    const child = this.#spawn('main.ts', []);
    this.#program = child;
    let complaints = '';
    child.stderr.on('data', (chunk) => (complaints += String(chunk)));
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => reject(new Error(`the program did not start: ${complaints}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.log += `${line}\n`;
        const { msg, port } = JSON.parse(line) as { msg: string; port?: number };
        if (msg !== 'listening for WeCom' || port === undefined) return;
        this.port = port;
        resolve();
      });
    });
  }

  async kill(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#program;
    this.#program = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'close');
  }

  /** A message as WeCom delivers it; the answer, or undefined when it was not acknowledged. */
  async deliver(message: object): Promise<string | undefined> {
    const encrypted = encrypt(JSON.stringify(message));
    const query = signedQuery(encrypted, systemClock.now());
    const url = `http://127.0.0.1:${this.port}/wecom/callback?${query.toString()}`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ encrypt: encrypted }) });
    const body = await response.text();
    if (response.status !== 200) return undefined;
    const { timestamp } = JSON.parse(body) as { timestamp: number };
    const opened = openAnswer(body, query.get('nonce') ?? '', timestamp * 1000) as { stream?: { content: string } };
    return opened.stream?.content ?? '';
  }

  async close(): Promise<void> {
    await this.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
