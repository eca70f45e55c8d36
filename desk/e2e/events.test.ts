import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './support/browser';
import { as } from './support/people';

useBrowser();

const grid = (page: Page) => page.getByRole('grid', { name: 'Events' });
const told = (page: Page, words: string | RegExp) =>
  page.getByRole('status').filter({ hasText: words }).first().waitFor();

/** Wait until the table says that it holds so many events. */
async function count(page: Page, events: number): Promise<void> {
  await grid(page)
    .and(page.locator(`[aria-rowcount="${events + 1}"][aria-busy="false"]`))
    .waitFor();
}

/** Wait until the table holds all events of the project that fit; other tests may import more. */
async function all(page: Page, filter = ''): Promise<void> {
  const total = await page.evaluate(async (fits) => {
    const answer = await fetch(`/api/events?limit=1&${fits}`);
    return ((await answer.json()) as { total: number }).total;
  }, filter);
  expect(total).toBeGreaterThan(1);
  await count(page, total);
}

const query = (page: Page): URLSearchParams =>
  new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');

describe('events', () => {
  it('share one filter between table, map, timeline and address', async () => {
    const { page, troubles, close } = await as('Rita', '#/events');
    await all(page);
    const line = page.getByRole('img', { name: /^Events by/ });
    const before = await line.getAttribute('aria-label');
    await page.getByRole('searchbox', { name: 'Search in the quoted words' }).fill('market');
    await count(page, 1);
    expect(query(page).get('words')).toBe('market');
    await expect.poll(() => line.getAttribute('aria-label')).not.toBe(before);
    await page.getByRole('button', { name: 'Places as a list' }).click();
    expect(await page.locator('.places tbody tr').count()).toBe(1);

    const again = await as('Rita', new URL(page.url()).hash);
    await count(again.page, 1);
    await again.page.getByRole('button', { name: 'Clear all' }).click();
    await all(again.page);
    await again.close();
    expect(troubles).toEqual([]);
    await close();
  });

  it('are narrowed by fields, and say so in words', async () => {
    const { page, troubles, close } = await as('Rita', '#/events');
    await all(page);
    await page.keyboard.press('f');
    const form = page.getByRole('form', { name: 'Filters' });
    await form.getByLabel('What happened').selectOption('ASSAULT');
    await form.getByLabel('Country').selectOption('MLI');
    await all(page, 'category=ASSAULT&country=MLI');
    await form.getByLabel('Contested').selectOption('true');
    await count(page, 1);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'contested, take away' }).click();
    await all(page, 'category=ASSAULT&country=MLI');
    expect(query(page).get('category')).toBe('ASSAULT');
    expect(troubles).toEqual([]);
    await close();
  });

  it('are sorted by a click on a column, and say what to do where none fits', async () => {
    const { page, close } = await as('Rita', '#/events?view=table');
    await all(page);
    await grid(page).getByRole('button', { name: 'Told by' }).click();
    await grid(page)
      .getByRole('columnheader', { name: 'Told by' })
      .and(page.locator('[aria-sort="descending"]'))
      .waitFor();
    await page.getByRole('row').nth(1).getByText('Koro').waitFor();
    await page.getByRole('searchbox').fill('volcano');
    await page.getByText('No event fits').waitFor();
    await close();
  });

  it('are filtered on the timeline, by mouse and by keyboard', async () => {
    const { page, troubles, close } = await as('Rita', '#/events');
    await all(page);
    const line = page.getByRole('img', { name: /^Events by day/ });
    const box = (await line.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => query(page).get('since')).toMatch(/^2024-0[56]/);
    const until = query(page).get('until');
    await page.getByRole('slider', { name: 'Last day shown' }).press('ArrowRight');
    await expect.poll(() => query(page).get('until')).not.toBe(until);
    await page.getByRole('button', { name: 'All days' }).click();
    await all(page);
    await page.getByRole('button', { name: 'As a table' }).click();
    const table = page.getByRole('region', { name: 'Timeline as a table' });
    await table.getByRole('button', { name: '2 Jun 2024' }).click();
    await count(page, 3);
    expect(troubles).toEqual([]);
    await close();
  });

  it('open by keyboard alone', async () => {
    const { page, close } = await as('Rita', '#/events?sort=told');
    await all(page);
    await grid(page).getByRole('row').nth(1).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Koro, Mali/ }).waitFor();
    await page.getByRole('link', { name: 'Events', exact: true }).last().click();
    await expect.poll(() => query(page).get('sort')).toBe('told');
    await close();
  });
});

describe('the map', () => {
  it('opens what is told at a place, and narrows to it', async () => {
    const { page, troubles, close } = await as('Rita', '#/events?place=Goma&view=map');
    const map = page.locator('.canvas[data-drawn]');
    await map.waitFor();
    const box = (await map.boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const card = page.getByRole('complementary', { name: 'Events here' });
    await card.getByRole('link', { name: /Goma/ }).waitFor();
    await card.getByRole('button', { name: 'Only these in the table' }).click();
    await expect.poll(() => query(page).get('box')).toBeTruthy();
    await page.getByRole('button', { name: 'Anywhere' }).click();
    await expect.poll(() => query(page).get('box')).toBeNull();
    await page.getByRole('button', { name: 'Only in frame' }).click();
    await expect.poll(() => query(page).get('box')).toBeTruthy();
    expect(troubles).toEqual([]);
    await close();
  });

  it('never pins a province or a country', async () => {
    const { page, troubles, close } = await as('Rita', '#/events');
    await all(page);
    const shown = await page.evaluate(async () => {
      const answer = await fetch('/api/events/points');
      return (await answer.json()) as { precision: number[]; area: string[] };
    });
    const provinces = shown.area.filter((_, at) => [3, 4].includes(shown.precision[at] ?? 0));
    expect(provinces).toContain('UKR/Luhanska oblast');
    await page.getByRole('button', { name: 'Places as a list' }).click();
    const list = page.locator('.places');
    await list.getByRole('button', { name: 'Luhanska oblast, Ukraine' }).waitFor();
    await list.getByRole('button', { name: 'Sudan', exact: true }).click();
    await expect.poll(() => query(page).get('country')).toBe('SDN');
    expect(troubles).toEqual([]);
    await close();
  });

  it('is a list where it cannot be drawn', async () => {
    const { page, troubles, close } = await as('Rita', '');
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto(`${new URL(page.url()).origin}/#/events?view=map`);
    await page.reload();
    await page.getByText('cannot draw the map').waitFor();
    await page.getByRole('button', { name: 'Luhanska oblast, Ukraine' }).waitFor();
    expect(troubles).toEqual([]);
    await close();
  });
});

describe('an event', () => {
  async function openKoro(person: 'Ada' | 'Rita') {
    const tab = await as(person, '#/events?words=market&view=table');
    await count(tab.page, 1);
    await tab.page.getByRole('row').nth(1).click();
    await tab.page.getByRole('heading', { level: 1, name: /Koro, Mali/ }).waitFor();
    return tab;
  }

  it('shows every voice with its words, and where they differ', async () => {
    const { page, troubles, close } = await openKoro('Rita');
    const voices = page.getByRole('region', { name: 'Voices side by side' });
    const claims = await voices.locator('thead th').count();
    expect(claims).toBeGreaterThanOrEqual(4);
    await voices.getByText('denies it').first().waitFor();
    expect(await voices.locator('mark').allTextContents()).toContain('killed');
    const differ = page.getByRole('region', { name: 'Where they differ' });
    await differ.getByText('whether it happened').first().waitFor();
    await page.getByRole('heading', { name: 'Numbers by voice' }).waitFor();
    await page.getByText('at least 11').first().waitFor();
    // A reader decides nothing.
    expect(await page.getByRole('button', { name: /Merge/ }).count()).toBe(0);
    expect(troubles).toEqual([]);
    await close();
  });

  it('can be split, and put together again', async () => {
    const { page, troubles, close } = await openKoro('Ada');
    const boxes = page.getByRole('checkbox', { name: /^Choose the claim/ });
    const before = await boxes.count();
    await boxes.first().check();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: /^Split off 1 of/ });
    await dialog.getByLabel('Why').fill('it tells of the day before');
    await dialog.getByRole('button', { name: 'Split off' }).click();
    await told(page, 'Split off');
    await expect.poll(() => boxes.count()).not.toBe(before);
    await page.getByRole('button', { name: 'Undo' }).click();
    await told(page, 'Taken back');
    await page.goto(`${new URL(page.url()).origin}/#/events?words=market&view=table`);
    await count(page, 1);
    await page.getByRole('row').nth(1).click();
    await expect.poll(() => boxes.count()).toBe(before);
    expect(troubles).toEqual([]);
    await close();
  });

  it('can be merged with another; the log says who and why', async () => {
    const { page, troubles, close } = await openKoro('Ada');
    const boxes = page.getByRole('checkbox', { name: /^Choose the claim/ });
    const before = await boxes.count();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge with another event' });
    await dialog.getByRole('searchbox').fill('injured');
    await dialog.getByRole('radio', { name: /Koro/ }).first().check();
    await dialog.getByLabel('Why').fill('the same morning');
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await told(page, 'Merged');
    await expect.poll(() => boxes.count()).toBe(before + 1);
    const log = page.getByRole('region', { name: 'What people decided' });
    await log.getByText('the same morning').waitFor();
    await log.getByText('Ada').first().waitFor();
    await log.getByRole('button', { name: 'Take back' }).last().click();
    const why = page.getByRole('dialog', { name: 'Take this decision back' });
    await why.getByLabel('Why').fill('two places after all');
    await why.getByRole('button', { name: 'Take back' }).click();
    await expect.poll(() => boxes.count()).not.toBe(before + 1);
    expect(troubles).toEqual([]);
    await close();
  });
});
