import { expect, test, violations } from '../../web/e2e/fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme });

    test('set-up and the page without a link', async ({ page, server }) => {
      await page.goto(server.url);
      await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.goto(server.url + server.setupPath);
      await page.getByRole('button', { name: 'Create owner account' }).click();
      await expect(page.getByText('Fill this in').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('sign-in, with an error', async ({ live }) => {
      const { page } = live;
      await page.context().clearCookies();
      await page.reload();
      await page.getByLabel('E-mail').fill('nobody@example.com');
      await page.getByLabel('Password').fill('wrong password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByTestId('sign-in-error')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the live page: empty, ringing, with every status, with its panels open', async ({ live }) => {
      // It is looked at in five states, which takes a busy machine of two cores more than a minute.
      test.slow();
      const { page, server } = live;
      expect(await violations(page)).toEqual([]);

      const bring = async (...actions: string[]) => {
        const { code } = await server.order({ note: 'No onions', delivery: { type: 'delivery', address: 'Jl. Mawar 3' } });
        for (const action of actions) await server.act(code, action);
        return code;
      };
      await bring('accept', 'start', 'ready', 'ship', 'complete');
      await bring('accept', 'start', 'ready', 'ship');
      await bring('accept', 'start', 'ready');
      await bring('accept', 'start');
      await bring('accept');
      await bring('ack');
      await server.order({ pay_later: false });
      await server.order({ flow: 'booking', booking: { resource_name: 'Villa Melati', check_in: '2026-12-01', check_out: '2026-12-04', guests: 4 } });
      const newest = await bring();
      await expect(live.row(newest)).toBeVisible();
      await live.expectAlarm('ringing');
      expect(await violations(page)).toEqual([]);

      await page.getByRole('button', { name: /^Sound/ }).click();
      await expect(page.getByLabel('Volume')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: `More actions for ${newest}` }).click();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await live.press('Decline', newest);
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('nothing scrolls sideways and every target is large enough', async ({ live }) => {
    const { page, server } = live;
    const { code } = await server.order({ customer: 'Raden Ajeng Kartini Wulandari Kusumaningrum', note: 'Averylongwordthatdoesnotbreakanywhereatallbecausesomebodyforgotthespaces' });
    await expect(live.row(code)).toBeVisible();
    for (const language of ['English', 'Bahasa Indonesia']) {
      await page.getByRole('button', { name: language }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, a[href], input, select')]
          .filter((element) => element.offsetParent !== null && !element.closest('.sr-only'))
          .map((element) => ({ name: element.textContent || element.getAttribute('aria-label'), ...element.getBoundingClientRect().toJSON() }) as { name: string; width: number; height: number })
          .filter(({ width, height }) => width < 44 || height < 44)
          .map(({ name, width, height }) => `${name} ${String(width)}x${String(height)}`),
      );
      expect(small).toEqual([]);
    }
  });

  test('texts forty per cent longer still fit', async ({ live }) => {
    const { page, server } = live;
    await server.order();
    await live.expectAlarm('ringing');
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) if (/[a-z]{3}/i.test(text.data)) text.data += ' ' + 'mn'.repeat(Math.ceil(text.data.length / 5));
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
