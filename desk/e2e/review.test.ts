import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { expectAccessible, open, openDocument, useBrowser } from './support/browser';
import { as } from './support/people';
import { PASSWORD } from './support/team';

useBrowser();

const chosen = (page: Page) => page.locator('article[aria-current]');
const card = (page: Page, words: string) => page.locator('article', { hasText: words }).first();
const said = (page: Page, words: string) =>
  page
    .getByRole('status')
    .getByText(new RegExp(`^${words}`))
    .first()
    .waitFor();

interface Shown {
  text: string;
  claims: { id: string; record: Record<string, unknown>; verdict: string | null }[];
}

/** The document as the desk has it, whatever the page shows. */
async function stored(page: Page): Promise<Shown> {
  return page.evaluate(async () => {
    const id = /documents\/([0-9a-f]+)/.exec(location.hash)?.[1] ?? '';
    return (await (await fetch(`/api/documents/${id}`)).json()) as Shown;
  });
}

describe('reading', () => {
  it('shows the text as it is, marked, with the claims beside it', async () => {
    const { page, troubles, close } = await openDocument('market');
    const shown = await page.locator('.column p').allTextContents();
    const { text } = await stored(page);
    expect(shown.join('')).toBe(text.replaceAll(/\n+/g, ''));
    // Emoji before it and letters from right to left do not move a mark.
    await page.locator('.m.trigger', { hasText: 'arrested' }).first().waitFor();
    const marks = await page.locator('.m.trigger').allTextContents();
    expect(marks).toContain('arrested');
    expect(marks.some((mark) => mark.startsWith('withdraw'))).toBe(true);
    expect(await page.locator('.column p[dir=rtl]').count()).toBe(1);
    expect(troubles).toEqual([]);
    await close();
  });

  it('goes from the words to the claim and from the claim to the words', async () => {
    const { page, troubles, close } = await openDocument('market');
    await page.locator('.m.trigger', { hasText: 'arrested' }).click();
    await chosen(page).filter({ hasText: 'arrested' }).waitFor();
    expect(page.url()).toContain('claim=');
    await chosen(page).locator('.value', { hasText: 'soldiers' }).click();
    await expect.poll(() => page.evaluate(() => CSS.highlights.has('flash'))).toBe(true);
    expect(troubles).toEqual([]);
    await close();
  });

  it('says who says so, link by link', async () => {
    const { page, close } = await openDocument('market');
    const chain = card(page, 'arrested').getByRole('listitem');
    expect(
      (await chain.allTextContents()).map((one) => one.replaceAll(/\s+/g, ' ').trim()),
    ).toEqual([expect.stringContaining('Emergency Lawyers'), expect.stringContaining('officials')]);
    await close();
  });

  it('begins with the claim that needs a look most', async () => {
    const { page, close } = await openDocument('market');
    await chosen(page).getByText('unsure').first().waitFor();
    await page.getByRole('button', { name: 'Accept' }).isEnabled();
    await close();
  });

  it('opens the claim of a link', async () => {
    const first = await openDocument('valley');
    await first.page.keyboard.press('j');
    await chosen(first.page).waitFor();
    const link = first.page.url().split('/').slice(3).join('/');
    const words = await chosen(first.page).locator('.what').textContent();
    await first.close();
    const { page, close } = await open(link);
    expect(await chosen(page).locator('.what').textContent()).toBe(words);
    await close();
  });
});

describe('review', () => {
  it('accepts and takes back by keyboard', async () => {
    const { page, troubles, close } = await openDocument('port');
    await page.keyboard.press('j');
    await chosen(page).waitFor();
    const first = await chosen(page).locator('.what').textContent();
    const what = (): Promise<string | null> => chosen(page).locator('.what').textContent();
    await page.keyboard.press('a');
    await said(page, 'Accepted');
    // On to the next one; what is taken back or done again comes back into view.
    await expect.poll(what).not.toBe(first);
    await page.locator('article').getByText('accepted', { exact: true }).waitFor();
    expect((await stored(page)).claims.filter((one) => one.verdict === 'accept')).toHaveLength(1);
    await page.keyboard.press('u');
    await said(page, 'Taken back');
    await expect.poll(what).toBe(first);
    expect((await stored(page)).claims.filter((one) => one.verdict === 'accept')).toHaveLength(0);
    await page.keyboard.press('Control+Shift+Z');
    await said(page, 'Accepted');
    await chosen(page).getByText('accepted', { exact: true }).waitFor();
    expect((await stored(page)).claims.filter((one) => one.verdict === 'accept')).toHaveLength(1);
    await page.keyboard.press('h');
    await page.getByRole('dialog').getByText('Ada').first().waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(troubles).toEqual([]);
    await close();
  });

  it('corrects a field by words picked with the arrows', async () => {
    const { page, troubles, close } = await openDocument('port');
    await page.locator('.m.trigger', { hasText: 'attacked' }).click();
    await chosen(page).waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('r');
    const picked = page.locator('.picked');
    await picked.waitFor();
    for (let index = 0; index < 4; index += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowLeft');
    const words = (await picked.locator('bdi').textContent()) ?? '';
    await page.keyboard.press('Enter');
    await page.locator('.chooser input').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /None of these/ }).click();
    await page.keyboard.press('Enter');
    await said(page, 'Corrected');
    await chosen(page).getByText('Corrected: recipients').waitFor();
    const { claims, text } = await stored(page);
    const found = claims.flatMap(
      (one) => one.record['recipients'] as { span: { start: number; end: number; text: string } }[],
    );
    const span = found.find((one) => one.span.text === words)?.span;
    expect(Array.from(text).slice(span?.start, span?.end).join('')).toBe(words);
    await page.keyboard.press('Control+Z');
    await said(page, 'Taken back');
    expect(troubles).toEqual([]);
    await close();
  });

  it('corrects a place by words selected with the mouse, and finds it', async () => {
    const { page, troubles, close } = await openDocument('valley');
    await page.locator('.m.trigger', { hasText: 'wounded' }).click();
    await page.keyboard.press('e');
    await page.keyboard.press('p');
    await page.locator('.picked').waitFor();
    const at = await page.evaluate(() => {
      const walker = document.createTreeWalker(
        document.querySelector('.column') as Element,
        NodeFilter.SHOW_TEXT,
      );
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.textContent?.indexOf('Jalalabad') ?? -1;
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + 9);
        const rect = range.getBoundingClientRect();
        return { x: rect.x, y: rect.y + rect.height / 2, width: rect.width };
      }
      return null;
    });
    if (!at) throw new Error('the words are not on the page');
    // A sloppy selection: whole words are taken.
    await page.mouse.move(at.x + 6, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + at.width - 6, at.y, { steps: 4 });
    await page.mouse.up();
    expect(await page.locator('.picked bdi').textContent()).toBe('Jalalabad');
    await page.keyboard.press('Enter');
    await page
      .getByRole('option', { name: /Jal.l.b.d/ })
      .first()
      .click();
    await page.keyboard.press('Control+Enter');
    await said(page, 'Corrected');
    await chosen(page)
      .getByText(/Nangarh.r, AFG/)
      .first()
      .waitFor();
    expect(troubles).toEqual([]);
    await close();
  });

  it('changes kind and status by typing', async () => {
    const { page, troubles, close } = await openDocument('valley');
    await page.locator('.m.trigger', { hasText: 'arrested' }).click();
    await page.keyboard.press('e');
    await page.keyboard.press('s');
    await page.keyboard.type('plan');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await said(page, 'Corrected');
    await chosen(page).getByText('planned', { exact: true }).waitFor();
    expect(troubles).toEqual([]);
    await close();
  });

  it('adds a claim that was missed, and takes it back', async () => {
    const { page, troubles, close } = await openDocument('valley');
    const before = (await stored(page)).claims.length;
    await page.keyboard.press('c');
    await page.locator('.picked').waitFor();
    const word = page.locator('.column p', { hasText: 'Villagers heard' });
    await word.evaluate((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let last = walker.nextNode();
      while (last && !last.textContent?.includes('shots')) last = walker.nextNode();
      const start = last?.textContent?.indexOf('shots') ?? -1;
      const range = document.createRange();
      range.setStart(last as Node, start);
      range.setEnd(last as Node, start + 5);
      const selection = window.getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      element.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    });
    expect(await page.locator('.picked bdi').textContent()).toBe('shots');
    await page.keyboard.press('Enter');
    await page.keyboard.type('assault');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await said(page, 'Claim added');
    const { claims } = await stored(page);
    expect(claims).toHaveLength(before + 1);
    const added = claims.find(
      (one) => (one.record['trigger'] as { text: string }).text === 'shots',
    );
    expect((added?.record['evidence'] as { text: string }).text).toBe(
      'Villagers heard shots after dark.',
    );
    await chosen(page).getByText('added by a person').waitFor();
    await page.keyboard.press('u');
    await said(page, 'Taken back');
    expect((await stored(page)).claims).toHaveLength(before);
    expect(troubles).toEqual([]);
    await close();
  });

  it('keeps a value without words apart, with its reason', async () => {
    const { page, troubles, close } = await openDocument('port');
    await page.locator('.m.trigger', { hasText: 'marched' }).click();
    await page.keyboard.press('e');
    await page.keyboard.press('r');
    await page.getByRole('button', { name: /No words say it/ }).click();
    await page.getByLabel('To whom').fill('the government');
    await page.getByLabel('How do you know?').fill('the march was called against it');
    await page.getByRole('button', { name: 'Keep as an inference' }).click();
    await page.keyboard.press('Control+Enter');
    await said(page, 'Corrected');
    await chosen(page).getByText('coder’s inference').waitFor();
    expect(troubles).toEqual([]);
    await close();
  });

  it('shows a conflict between two tabs and loses nothing', async () => {
    const one = await openDocument('market');
    const other = await openDocument('market');
    for (const { page } of [one, other]) {
      await page.locator('.m.trigger', { hasText: 'arrested' }).click();
      await chosen(page).waitFor();
    }
    await one.page.keyboard.press('r');
    await said(one.page, 'Rejected');
    await other.page.keyboard.press('e');
    await other.page.keyboard.press('s');
    await other.page.keyboard.type('ongoing');
    await other.page.keyboard.press('Enter');
    await other.page.keyboard.press('Enter');
    const dialog = other.page.getByRole('dialog', { name: /in the meantime/ });
    await dialog.waitFor();
    await dialog.getByText('rejected').first().waitFor();
    await expectAccessible(other.page);
    await dialog.getByRole('button', { name: /keep what I typed/ }).click();
    await other.page.getByRole('button', { name: /Save the correction/ }).click();
    await said(other.page, 'Corrected');
    await chosen(other.page).getByText('ongoing', { exact: true }).waitFor();
    expect([...one.troubles, ...other.troubles]).toEqual([]);
    await one.close();
    await other.close();
  });
});

describe('a session that ends', () => {
  it('keeps what was typed behind the log-in', async () => {
    const { page, troubles, close } = await as('Ben', '#/documents');
    await page.getByRole('table').getByRole('link').first().click();
    await chosen(page).waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('s');
    await page.keyboard.type('hypothetical');
    await page.keyboard.press('Enter');
    await page.context().clearCookies();
    await page.keyboard.press('Enter');
    await page.getByText('Your session has ended').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('Ben');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('button', { name: /Save the correction/ }).click();
    await said(page, 'Corrected');
    await page.keyboard.press('u');
    await said(page, 'Taken back');
    expect(troubles).toEqual([]);
    await close();
  });
});

describe('the desk', () => {
  it('shows its keys', async () => {
    const { page, close } = await openDocument('port');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByText('Next unsure claim').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await close();
  });

  it('asks for a reload where its files were made anew under an open page', async () => {
    const { page, close } = await open('#/documents');
    await page.getByRole('table').waitFor();
    await page.route(/assets\/ExportView/, (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Export' }).click();
    const note = page.getByRole('alert').filter({ hasText: 'The desk was updated' });
    await note.waitFor();
    await expectAccessible(page);
    await page.unrouteAll();
    await note.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('heading', { name: 'Export' }).waitFor();
    await note.waitFor({ state: 'hidden' });
    await close();
  });

  it('says what to do where nothing is found', async () => {
    const { page, close } = await open('#/documents');
    await page.getByRole('searchbox').fill('zzzzqqq');
    await page.getByText('Nothing found').waitFor();
    await page.goto(`${inject('desk')}/#/documents/${'0'.repeat(64)}`);
    await page
      .getByRole('alert')
      .getByText(/project|document/)
      .first()
      .waitFor();
    await close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of access, ${colorScheme}`, async () => {
      const { page, troubles, close } = await open('#/documents', { colorScheme });
      await page.getByRole('table').waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: /market\.txt/ }).click();
      await page.locator('.m.trigger').first().waitFor();
      await page.keyboard.press('j');
      await chosen(page).waitFor();
      await expectAccessible(page);
      await page.keyboard.press('e');
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.goto(`${inject('desk')}/#/claims`);
      await page.getByRole('list').filter({ hasText: 'market' }).first().waitFor();
      await expectAccessible(page);
      expect(troubles).toEqual([]);
      await close();
    });
  }

  it('covers what is graphic until it is asked for, and can be used at twice the size', async () => {
    const half = { viewport: { width: 640, height: 360 } };
    const { page, close } = await openDocument('graphic', half);
    await page.getByRole('button', { name: 'Flags' }).click();
    await page.getByLabel('graphic').check();
    await page.getByRole('dialog').getByLabel('Why').fill('bodies are described');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: /marked as graphic/ }).waitFor();
    expect(await page.locator('.column').count()).toBe(0);
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.locator('.m.trigger').first().click();
    await page.getByRole('button', { name: /^Claims/ }).click();
    await chosen(page).waitFor();
    await page.keyboard.press('a');
    await said(page, 'Accepted');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      640,
    );
    await close();
  });
});
