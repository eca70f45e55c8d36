import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { expectAccessible, useBrowser } from './support/browser';
import { as } from './support/people';

useBrowser();

const VIEWS = {
  events: '#/events',
  map: '#/events?view=map&country=MLI',
  import: '#/import',
  export: '#/export?country=MLI&since=2024-06-01',
  settings: '#/settings',
  accounts: '#/accounts',
  coding: '#/coding',
  adjudication: '#/adjudication',
  agreement: '#/agreement',
} as const;

describe('every view', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of access, ${colorScheme}`, async () => {
      const { page, troubles, close } = await as('Ada', '#/events', { colorScheme });
      for (const link of Object.values(VIEWS)) {
        await page.goto(`${inject('team')}/${link}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await expectAccessible(page);
      }
      await page.goto(`${inject('team')}/#/events?words=market&view=table`);
      await page.getByRole('row').nth(1).click();
      await page.getByRole('region', { name: 'Voices side by side' }).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('m');
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
      expect(troubles).toEqual([]);
      await close();
    });
  }

  it('can be used at twice the size: nothing is cut off sideways', async () => {
    const viewport = { width: 640, height: 360 };
    const { page, close } = await as('Ada', '#/events', { viewport, deviceScaleFactor: 2 });
    for (const link of Object.values(VIEWS)) {
      await page.goto(`${inject('team')}/${link}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const over = await page.evaluate(() => {
        const main = document.querySelector('main');
        const root = document.documentElement;
        return Math.max(
          root.scrollWidth - root.clientWidth,
          (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
        );
      });
      expect(over, link).toBeLessThanOrEqual(0);
    }
    await close();
  });
});

describe('settings', () => {
  it('show names of private persons only with a reason', async () => {
    const { page, troubles, close } = await as('Ada', '#/settings');
    const box = page.getByRole('checkbox', { name: /Hide the names of private persons/ });
    await box.click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Show names' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await box.isChecked()).toBe(true);
    expect(troubles).toEqual([]);
    await close();
  });

  it('are only looked at by those who are not the owner', async () => {
    const { page, close } = await as('Rita', '#/settings');
    expect(await page.getByRole('checkbox', { name: /Code blind/ }).isDisabled()).toBe(true);
    await page.goto(`${inject('team')}/#/accounts`);
    await page.getByText('Your role does not show you this').waitFor();
    await close();
  });
});

describe('accounts', () => {
  it('let somebody in once by a link', async () => {
    const { page, troubles, close } = await as('Ada', '#/accounts');
    await page.getByLabel('Name').fill('Emil');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const link = await page.getByRole('dialog').getByLabel('Link').inputValue();
    expect(link).toContain('#/login?link=');
    await page.keyboard.press('Escape');
    await page.getByRole('rowheader', { name: 'Emil' }).waitFor();
    await page.getByRole('button', { name: 'Close the account of Emil' }).click();
    await page.getByRole('rowheader', { name: /Emil closed/ }).waitFor();
    expect(troubles).toEqual([]);
    await close();
  });
});

describe('export', () => {
  it('makes a file of what the filter keeps, with private names masked', async () => {
    const { page, troubles, close } = await as('Ada', '#/export?country=MLI');
    await page.getByRole('button', { name: 'Mali, take away' }).waitFor();
    await page.getByText('each letter is written as').waitFor();
    await page.getByRole('radio', { name: /Table of claims/ }).check();
    await page.getByRole('button', { name: 'Make the file' }).click();
    const link = page.getByRole('link', { name: /^Download/ }).first();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.split('\n')[0]).toContain('evidence');
    expect(text).toContain('Koro');
    expect(text).not.toContain('Darfur');
    expect(troubles).toEqual([]);
    await close();
  });

  it('keeps archives with private names to the owner', async () => {
    const { page, close } = await as('Rita', '#/export');
    const archive = page.getByRole('radio', { name: /Archive of claims/ });
    await archive.waitFor();
    expect(await archive.isDisabled()).toBe(true);
    await close();
  });
});

describe('coding and adjudication', () => {
  it('goes from giving out a document to a ruling', async () => {
    const dora = await as('Ada', '#/coding');
    await dora.page.getByRole('button', { name: 'Give out documents' }).click();
    const dialog = dora.page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /Second week in brief/ }).check();
    await dialog.getByRole('checkbox', { name: 'Ben' }).check();
    await dialog.getByRole('checkbox', { name: 'Cleo' }).check();
    await dialog.getByRole('radio', { name: /with suggestions/ }).check();
    await dialog.getByRole('button', { name: 'Give out' }).click();
    await dora.page.getByRole('cell', { name: 'Ben' }).first().waitFor();
    await dora.close();

    for (const [coder, all] of [['Ben', true] as const, ['Cleo', false] as const]) {
      const { page, troubles, close } = await as(coder, '#/coding');
      await page.getByRole('link', { name: /Second week in brief/ }).click();
      await page.locator('article').first().waitFor();
      const claims = await page.locator('article').count();
      for (let at = 0; at < (all ? claims : claims - 1); at += 1) {
        // A verdict goes on to the next claim by itself.
        await page.locator('article[aria-current]:not(:has(.good))').waitFor();
        await page.keyboard.press('a');
        await expect.poll(() => page.locator('article .good').count()).toBe(at + 1);
      }
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
      await page.getByText('Handed in', { exact: false }).first().waitFor();
      expect(troubles).toEqual([]);
      await close();
    }

    const { page, troubles, close } = await as('Dora', '#/adjudication');
    await page.getByRole('link', { name: /Second week in brief/ }).click();
    await page
      .getByText(/to rule on/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Ruled' }).waitFor();
    await page.getByRole('button', { name: 'Accept them all' }).click();
    await page.getByRole('status').filter({ hasText: 'Accepted' }).waitFor();
    await page.goto(`${inject('team')}/#/agreement`);
    await page.getByRole('heading', { name: /suggestions/ }).waitFor();
    await page
      .getByRole('rowheader', { name: /finding the claims/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    expect(troubles).toEqual([]);
    await close();
  });
});

describe('import', () => {
  it('reads files, and says of each that it cannot read why', async () => {
    const { page, troubles, close } = await as('Ben', '#/import');
    const words = 'Gunmen killed two farmers near Mopti on 1 July 2024, a priest said.\n';
    await page.getByLabel(/Drop files here/).setInputFiles([
      { name: 'july.txt', mimeType: 'text/plain', buffer: Buffer.from(words) },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 no') },
    ]);
    await page.getByLabel(/^Publisher/).fill('July Post');
    await page.getByRole('button', { name: 'Import 2 files' }).click();
    const job = page.getByRole('article', { name: '2 files' });
    await job.getByText('done', { exact: true }).waitFor();
    await job.getByText('What could not be read').click();
    await job.getByRole('cell', { name: /broken\.pdf/ }).waitFor();
    await page.goto(`${inject('team')}/#/events?words=farmers&view=table`);
    await page.getByRole('gridcell', { name: /Mopti/ }).waitFor();
    expect(troubles).toEqual([]);
    await close();
  });
});
