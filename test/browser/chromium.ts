import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** `CHROMIUM`, or the first one on PATH. */
function findChromium(): string | undefined {
  const given = process.env['CHROMIUM'];
  if (given) return given;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

const executablePath = findChromium();

/** `describe` where there is a browser; elsewhere the tests are skipped, and it is said why. */
export const describeInBrowser: typeof describe.skip = executablePath ? describe : describe.skip;
if (!executablePath) {
  process.stderr.write(
    'SKIPPED: no Chromium found (install it or name it in CHROMIUM): the room was not tried in a browser\n',
  );
}

export function openBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('no Chromium');
  return chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
