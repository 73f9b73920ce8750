import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecondReader } from '../../chat/second-reader';
import { createBot } from '../../create-bot';
import { type Instant, dayOf } from '../../lib/time';
import { applyImport } from '../../register/apply-import';
import { importHazards } from '../../register/import-hazards';
import { planImport } from '../../register/plan-import';
import { readRegister } from '../../register/read-register';
import { type Storage, openStorage } from '../../storage';
import type { Life, Program } from './program';
import { BOT_NAME } from './script';

interface Settings {
  readonly registerPath: string;
  readonly hazards: boolean;
  readonly now: Instant;
  /** A PostgreSQL database that may be emptied; without it, a SQLite file of its own. */
  readonly databaseUrl?: string;
  /** Stories have none. */
  readonly secondReader?: SecondReader;
}

/** Every queued row, whenever it is to go: no clock goes beyond this. */
const FAR_FUTURE: Instant = 8_000_000_000_000_000;
const ROWS = 1000;

async function loadRegister(storage: Storage, { registerPath, hazards, now }: Settings): Promise<void> {
  const file = await readRegister(registerPath);
  await storage.work.run(async (tx) => {
    const plan = planImport(await tx.register.load(), file);
    await applyImport(tx, plan, { now, day: dayOf(now) });
    if (hazards) await importHazards(tx, file, now);
  });
}

const queued = (storage: Storage): ReturnType<Life['waiting']> =>
  storage.work.run(async ({ outbox }) => [...(await outbox.ready(FAR_FUTURE, ROWS)), ...(await outbox.interrupted())]);

/** The real program on data of its own, with the story's register and nothing else in it. */
export class RealProgram implements Program {
  private constructor(
    private readonly folder: string,
    private readonly url: string,
    private readonly secondReader: SecondReader | undefined,
  ) {}

  static async open(settings: Settings): Promise<RealProgram> {
    const folder = await mkdtemp(join(tmpdir(), 'story-'));
    const program = new RealProgram(
      folder,
      settings.databaseUrl ?? `sqlite:${join(folder, 'story.sqlite')}`,
      settings.secondReader,
    );
    try {
      const storage = await openStorage({ url: program.url });
      try {
        if (settings.databaseUrl !== undefined) await storage.wipe();
        await loadRegister(storage, settings);
      } finally {
        await storage.close();
      }
      return program;
    } catch (error) {
      await program.remove();
      throw error;
    }
  }

  get filesDir(): string {
    return join(this.folder, 'files');
  }

  async begin({ clock, channel, log }: Parameters<Program['begin']>[0]): Promise<Life> {
    const storage = await openStorage({ url: this.url });
    const parts = { storage, clock, channels: [channel], log, filesDir: this.filesDir };
    try {
      const bot = await createBot({
        ...parts,
        botName: BOT_NAME,
        adminUserids: [],
        ...(this.secondReader && { secondReader: this.secondReader }),
      });
      return {
        bot,
        register: () => storage.work.run((tx) => tx.register.load()),
        waiting: () => queued(storage),
        end: () => storage.close(),
      };
    } catch (error) {
      await storage.close();
      throw error;
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
