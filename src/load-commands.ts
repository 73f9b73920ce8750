import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Command } from './chat/command';
import { createRegistry, type Registry } from './chat/registry';
import { projectRoot } from './project-root';

/**
 * Every file in `commands/` is a command. The sources say which there are (a compiled file whose source is gone is
 * left alone); they are loaded beside this module: from `dist/` when built, from the sources in tests.
 */
export function loadCommands(): Registry {
  const sources = join(projectRoot(), 'commands');
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(sources, join(entry.parentPath, entry.name)))
    .sort();
  const found = files.map((file) => {
    const module = require(join(__dirname, '..', 'commands', file.slice(0, -'.ts'.length))) as { default?: Command };
    if (!module.default) throw new Error(`commands/${file} exports no command by default`);
    return { file: `commands/${file}`, section: file.split(sep)[0] ?? '', command: module.default };
  });
  return createRegistry(found);
}
