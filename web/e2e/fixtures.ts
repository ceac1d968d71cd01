/**
 * What every browser test needs: a server of its own, an owner who is signed in, and a page that
 * fails the test when the content policy refuses anything or a script throws.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { OrderbellServer, OWNER } from './server';

interface Fixtures {
  /** Settings of the server that are not the default, as environment variables. */
  settings: Readonly<Record<string, string>>;
  server: OrderbellServer;
  /** The live page, signed in as the owner, in English. */
  live: LivePage;
}

/** The live page as a person uses it. */
export class LivePage {
  constructor(
    readonly page: Page,
    readonly server: OrderbellServer,
  ) {}

  /** Opens another tab of the same browser. */
  async anotherTab(): Promise<LivePage> {
    const page = await this.page.context().newPage();
    return openLive(page, this.server);
  }

  /** The codes of the list, from the top. */
  codes(): Promise<string[]> {
    return this.page.locator('[data-order]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-order') ?? ''));
  }

  row(code: string) {
    return this.page.locator(`[data-order="${code}"]`);
  }

  counter(name: 'unpaid' | 'pending' | 'confirmed' | 'completed' | 'closed' | 'total') {
    return this.page.locator(`[data-counter="${name}"]`);
  }

  press(action: string, code: string): Promise<void> {
    return this.page.getByRole('button', { name: `${action} ${code}` }).click();
  }

  async expectConnection(state: string, timeout = 10_000): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-connection', state, { timeout });
  }

  /** `ringing` is written by the page only while it measures sound. */
  async expectAlarm(state: 'silent' | 'ringing' | 'blocked' | 'muted' | 'elsewhere', timeout = 10_000): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-alarm', state, { timeout });
  }
}

export const test = base.extend<Fixtures>({
  settings: [{}, { option: true }],
  server: async ({ settings }, provide) => {
    const server = await OrderbellServer.start(settings);
    await provide(server);
    await server.stop();
  },
  page: async ({ page, server }, provide) => {
    const faults = watchFaults(page.context());
    await provide(page);
    expect(faults, 'no script may throw and the content policy may refuse nothing').toEqual([]);
    void server;
  },
  live: async ({ page, server }, provide) => {
    await becomeOwner(page.context(), server);
    await provide(await openLive(page, server));
  },
});

export { expect };
export type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** Makes the owner's account through the API; the browser gets the session's cookie. */
export async function becomeOwner(context: BrowserContext, server: OrderbellServer): Promise<void> {
  const token = server.setupPath.split('/').at(-1);
  const answer = await context.request.post(`${server.url}/v1/setup`, { data: { ...OWNER, token } });
  expect(answer.status(), await answer.text()).toBe(201);
}

export async function openLive(page: Page, server: OrderbellServer): Promise<LivePage> {
  await page.goto(`${server.url}/`);
  const live = new LivePage(page, server);
  await live.expectConnection('live');
  return live;
}

/** Every violation that axe finds on the page, in one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Measured at rest: half-transparent moments of an animation have no contrast to speak of.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((animation) => animation.effect?.getTiming().iterations !== Infinity).map((animation) => animation.finished)));
  const { violations: found } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`));
}

function watchFaults(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) faults.push(message.text());
  });
  return faults;
}
