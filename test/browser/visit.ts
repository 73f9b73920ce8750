import type { BrowserContext, Locator, Page } from 'playwright-core';

/** A tab of the room, in the words of the tests. */
export interface Visit {
  readonly page: Page;
  readonly log: Locator;
  readonly input: Locator;
  /** What went wrong in the page's console. */
  readonly troubles: string[];
  /** Bubbles that contain this text. */
  bubble(text: string): Locator;
  say(text: string): Promise<void>;
}

const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

export async function visit(context: BrowserContext, url: string, viewport = desktop): Promise<Visit> {
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(url);
  await page.locator('#app[aria-busy="false"]').waitFor();
  const input = page.getByRole('textbox', { name: '消息' });
  return {
    page,
    log: page.getByRole('log'),
    input,
    troubles,
    bubble: (text) => page.locator('#lines .bubble', { hasText: text }),
    async say(text) {
      await input.fill(text);
      await input.press('Enter');
    },
  };
}
