/** A browser as a person has it, with everything that goes wrong in a page collected. */

import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFailed } from 'vitest';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  // The map is drawn without a graphics card.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser;

export function useBrowser(): void {
  beforeAll(async () => {
    const executablePath = process.env['CHROMIUM'] ?? PATHS.find(existsSync) ?? 'chromium';
    // Chromium's own sandbox does not start for the root user.
    const args = process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET;
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
  });
}

export interface Tab {
  readonly page: Page;
  /** Errors of scripts and everything that the content security policy refused. */
  readonly troubles: string[];
  readonly close: () => Promise<void>;
}

export async function open(
  link = '',
  more: BrowserContextOptions = {},
  desk = inject('desk'),
): Promise<Tab> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce',
    ...more,
  });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    // A refused request is an answer that the page shows; the browser logs it all the same.
    if (message.type() === 'error' && !message.text().includes('status of 4')) {
      troubles.push(message.text());
    }
  });
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(desk))
      troubles.push(`asked for ${request.url()}`);
  });
  onTestFailed(async ({ task }) => {
    if (page.isClosed()) return;
    const path = join(tmpdir(), `desk-${task.id}.png`);
    await page.screenshot({ path });
    console.error(`${task.name}: ${page.url()} looked like ${path}`, troubles);
  });
  await page.goto(`${desk}/${link}`);
  return { page, troubles, close: () => context.close() };
}

/** Open a document by its name in the list. */
export async function openDocument(name: string, more: BrowserContextOptions = {}): Promise<Tab> {
  const tab = await open('#/documents', more);
  await tab.page.getByRole('link', { name: new RegExp(`${name}\\.txt`) }).click();
  await tab.page
    .getByRole('region', { name: 'Claims', includeHidden: true })
    .waitFor({ state: 'attached' });
  return tab;
}

/** No rule of WCAG 2.2 AA that a program can check is broken. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const broken = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.violations.map((one) => ({
      rule: one.id,
      help: one.help,
      nodes: one.nodes.slice(0, 5).map((node) => `${node.html} ${node.failureSummary ?? ''}`),
    }));
  });
  expect(broken).toEqual([]);
}
