import { becomeOwner, type CDPSession, expect, type Page, test } from '../../web/e2e/fixtures';

/**
 * The browser's own policy: no sound before somebody has touched the page. Playwright's evaluations,
 * and so its assertions, count as touches for the browser; this looks at the page without one.
 */
class UntouchedPage {
  private constructor(
    readonly page: Page,
    private readonly protocol: CDPSession,
  ) {}

  static async open(page: Page, url: string): Promise<UntouchedPage> {
    const protocol = await page.context().newCDPSession(page);
    await page.goto(url);
    return new UntouchedPage(page, protocol);
  }

  async look<T>(expression: string): Promise<T> {
    const { result } = await this.protocol.send('Runtime.evaluate', { expression, returnByValue: true, userGesture: false });
    return result.value as T;
  }

  state() {
    return this.look<string>('`${document.documentElement.dataset.connection} ${document.documentElement.dataset.alarm} ${navigator.userActivation.hasBeenActive ? "touched" : "untouched"}`');
  }

  strip() {
    return this.look<string>(`document.querySelector('[data-testid="sound-blocked"]')?.textContent ?? ''`);
  }

  /** A real click, as from a mouse. */
  async click(selector: string): Promise<void> {
    const [x, y] = await this.look<[number, number]>(
      `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`,
    );
    await this.page.mouse.click(x, y);
  }
}

// A trace is recorded by evaluations, too.
test.use({ trace: 'off' });

test('where the browser blocks sound the page says so, and one tap makes it ring', async ({ page, server }) => {
  await becomeOwner(page.context(), server);
  const till = await UntouchedPage.open(page, server.url);
  await expect.poll(() => till.state()).toBe('live silent untouched');
  // Already before the first order: a silent till must be noticed while there is time.
  expect(await till.strip()).toContain('Sound is blocked - tap to enable');

  await server.order();
  await expect.poll(() => till.state()).toBe('live blocked untouched');
  expect(await till.look("document.querySelector('[data-testid=alarm-banner]') !== null")).toBe(true);

  await till.click('[data-testid="sound-blocked"]');
  await expect.poll(() => till.state()).toBe('live ringing touched');
  expect(await till.strip()).toBe('');

  await page.reload();
  await expect.poll(() => till.state()).toBe('live blocked untouched');
  expect(await till.strip()).toContain('Sound is blocked - tap to enable');
  // Any touch will do, not only one on the strip.
  await till.click('#feed-title');
  await expect.poll(() => till.state()).toBe('live ringing touched');
});

test('a tab that may not sound leaves the bell to one that may', async ({ page, server }) => {
  await becomeOwner(page.context(), server);
  const touched = await UntouchedPage.open(page, server.url);
  const untouched = await UntouchedPage.open(await page.context().newPage(), server.url);
  await server.order();
  await expect.poll(() => touched.state()).toBe('live blocked untouched');
  await expect.poll(() => untouched.state()).toBe('live blocked untouched');
  await touched.page.bringToFront();
  await touched.click('#feed-title');
  await expect.poll(() => touched.state()).toBe('live ringing touched');
  await expect.poll(() => untouched.state()).toBe('live elsewhere untouched');
  expect(await untouched.strip()).toBe('');
});
