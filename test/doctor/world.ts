import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { spokenSetting } from '../../src/channels';
import type { Tx } from '../../src/domain/ports';
import { dayOf, type Instant, instantOf } from '../../src/lib/time';
import { applyImport, planImport, readRegister } from '../../src/register';
import { openStorage } from '../../src/storage';
import { BOT_ID, SECRET, startFakeWecom } from '../fake-wecom';

const root = join(__dirname, '..', '..');
const hook = require.resolve('../storage/typescript.js');
const at = require.resolve('./at.ts');
/** Monday, 2026-11-23 03:10 Beijing time: somebody was called out of bed. */
export const NIGHT: Instant = instantOf('2026-11-23', 3 * 60 + 10);
const chatOf = (groupId: string): string => `wr${groupId}`;
export const keyOf = (groupId: string): string => `key-of-${groupId}-4711`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Env = Readonly<Record<string, string>>;

/** A bureau that is set up as it should be, before the fake of WeCom: tests break one thing each. */
export async function openWorld(now: Instant = NIGHT) {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const wecom = await startFakeWecom({ now: () => now });
  const url = `sqlite:${join(folder, 'office.sqlite')}`;
  const env: Env = {
    DATABASE_URL: url,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    WECOM_BOT_ID: BOT_ID,
    WECOM_BOT_SECRET: SECRET,
    WECOM_WS_URL: wecom.gateway.url,
    WECOM_API_BASE: wecom.web.base,
  };
  const children: ChildProcess[] = [];
  const change = async (job: (tx: Tx) => Promise<void>): Promise<void> => {
    const storage = await openStorage({ url });
    try {
      await storage.work.run(job);
    } finally {
      await storage.close();
    }
  };
  await change(async (tx) => {
    const file = await readRegister(join(root, 'data', 'sample', 'county.json'));
    await applyImport(tx, planImport(await tx.register.load(), file), { now, day: dayOf(now) });
    for (const group of (await tx.register.load()).groups) {
      await tx.register.putGroup({ ...group, chatId: chatOf(group.id) });
      await tx.secrets.put(`webhook:${group.id}`, wecom.web.webhook(keyOf(group.id)));
      await tx.settings.set(spokenSetting(BOT_ID, `group:${chatOf(group.id)}`), 'yes');
    }
    await tx.register.touch();
  });
  const launch = (program: string, more: Env, args: readonly string[]): ChildProcess => {
    // Empty counts as absent, and keeps a developer's own file of settings out.
    const none = { WECOM_CALLBACK_TOKEN: '', WECOM_CALLBACK_AES_KEY: '', ADMIN_USERIDS: '', BOT_NAME: '' };
    const settings = { PATH: process.env['PATH'] ?? '', TIMEZONE: '', LOG_LEVEL: '', ...none, ...env, ...more };
    const child = spawn(process.execPath, ['-r', hook, at, join(root, program), ...args], {
      cwd: root,
      env: { DOCTOR_NOW: String(now), ...settings },
    });
    children.push(child);
    return child;
  };
  return {
    now,
    env,
    folder,
    wecom,
    change,
    /** Runs a program of ours to its end. */
    async run(program: string, more: Env = {}, ...args: string[]): Promise<Ended> {
      const child = launch(program, more, args);
      const [out, err]: [string[], string[]] = [[], []];
      child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString('utf8')));
      child.stderr?.on('data', (chunk: Buffer) => err.push(chunk.toString('utf8')));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, out: out.join(''), err: err.join('') };
    },
    /** Starts the program itself, and resolves when it listens. */
    async start(more: Env = {}): Promise<void> {
      const child = launch('src/main.ts', more, []);
      const said: string[] = [];
      child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
      if (!child.stdout) throw new Error('no output');
      for await (const line of createInterface({ input: child.stdout })) {
        said.push(line);
        if (line.includes('listening for WeCom')) return;
      }
      throw new Error(`it did not start:\n${said.join('\n')}`);
    },
    async close(): Promise<void> {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'close');
      }
      await wecom.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
