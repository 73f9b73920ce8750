import { join } from 'node:path';
import { report } from '../../src/cli/doctor/report';
import { type DoctorOptions, runDoctor } from '../../src/cli/doctor/run';
import type { Instant } from '../../src/lib/time';
import { projectRoot } from '../../src/project-root';
import { loadTemplates } from '../../src/words/templates';
import { NIGHT, type World } from './world';

const templates = loadTemplates(join(projectRoot(), 'templates'));

/** The doctor's report on a world, as an operator reads it. */
export async function ask(
  { env }: World,
  more: Readonly<Record<string, string>> = {},
  options: Partial<DoctorOptions> = {},
): Promise<string> {
  const now = options.clock?.now() ?? NIGHT;
  const findings = await runDoctor({
    env: { ...env, ...more },
    clock: { now: () => now },
    zone: 'Asia/Shanghai',
    connect: false,
    hello: () => 'hello',
    warn: () => undefined,
    ...options,
  });
  return report(templates, findings, now);
}

/** A clock that stands somewhere else. */
export const at = (now: Instant): Partial<DoctorOptions> => ({ clock: { now: () => now } });

/** Settings of a bot with the URL callback in the place of the long connection. */
export const CALLBACK = {
  WECOM_BOT_ID: '',
  WECOM_BOT_SECRET: '',
  WECOM_WS_URL: '',
  WECOM_CALLBACK_TOKEN: 'token',
  WECOM_CALLBACK_AES_KEY: 'k'.repeat(43),
} as const;
