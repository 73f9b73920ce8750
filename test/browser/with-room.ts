import type { Browser, BrowserContext } from 'playwright-core';
import { type OpenRoom, openRoom } from '../channels/room/open-room';
import { openBrowser } from './chromium';

export interface Stage {
  readonly context: BrowserContext;
  /** Stopped at the end: a test that opens another one puts it here. */
  room: OpenRoom;
}

/** One browser for all tests around it; a room and a visitor's context of its own for each. */
export function withRoom(ready: (stage: Stage) => void): void {
  let browser: Browser;
  let stage: Stage;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage = { room: await openRoom(), context: await browser.newContext() };
    stage.context.setDefaultTimeout(8000);
    ready(stage);
  });
  afterEach(async () => {
    await stage.context.close();
    await stage.room.stop();
  });
}
