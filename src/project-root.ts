import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `templates/`, `data/` and `package.json`, found from `src/` and from `dist/src/` alike. */
export function projectRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'templates')) && existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error('templates/ not found beside the program');
}
