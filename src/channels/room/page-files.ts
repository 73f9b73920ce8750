import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

export interface PageFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page has no build step: its files are served as they lie in the source, also when we run from `dist`. */
export function pageFiles(): readonly PageFile[] {
  const folder = join(packageRoot(__dirname), 'src', 'channels', 'room', 'page');
  return readdirSync(folder).flatMap((name) => {
    const type = types[extname(name)];
    return type === undefined ? [] : [{ name, type, bytes: readFileSync(join(folder, name)) }];
  });
}

function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json above ${__dirname}`);
  return packageRoot(parent);
}
