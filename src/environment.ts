import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root';

/** Settings of the file `.env` in the project's folder; what the environment says already wins. */
export function loadEnvironment(): void {
  const path = join(projectRoot(), '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}
