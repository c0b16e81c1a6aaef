/**
 * The web chat in a real browser, against the service at TAKSA_URL (such as http://127.0.0.1:3000). Chromium is looked
 * for at CHROMIUM_PATH, else at /usr/bin/chromium.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

const url = process.env.TAKSA_URL ?? '';
const QUESTION = 'ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร';
const PATIENCE_MS = 15_000;

describe.skipIf(!url)('the web chat', { timeout: 60_000 }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    faults = [];
    context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    context.setDefaultTimeout(PATIENCE_MS);
    page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(url);
    await page.locator('.line.bot').first().waitFor();
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  const ask = async (text: string) => {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('textbox').press('Enter');
  };

  const focused = () => page.locator(':focus');

  /** The answer that stands behind the last thing the person said. */
  const answer = () => page.locator('.line.person').last().locator('xpath=following-sibling::*[contains(@class, "bot")][1]');

  test('a question is answered with its source, and a reload keeps the conversation', async () => {
    await ask(QUESTION);
    await answer().locator('.source').first().waitFor();
    const said = await page.locator('.line').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-id')));
    await page.reload();
    await page.locator('.line.person').waitFor();
    expect(await page.locator('.line').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-id')))).toEqual(said);
    expect(await page.locator('.line.person .bubble').allInnerTexts()).toEqual([QUESTION]);
  });

  test('everything can be done by keyboard', async () => {
    await page.keyboard.press('Tab');
    expect(await focused().getAttribute('class')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await focused().getAttribute('id')).toBe('text');
    await page.keyboard.type('เมนู');
    await page.keyboard.press('Enter');
    await answer().locator('button').first().waitFor();
    await answer().locator('button').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.line.person').count()).toBe(2);
    await answer().waitFor();
    expect(await focused().getAttribute('class')).toContain('line person');
  });

  test('a double click on a button says it once', async () => {
    await page.locator('header button').dblclick();
    await answer().waitFor();
    await page.reload();
    await page.locator('.line.person').waitFor();
    expect(await page.locator('.line.person').count()).toBe(1);
  });

  test('what is seen can be heard: names, roles, languages', async () => {
    await ask(QUESTION);
    await answer().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toMatch(/^(th|en)$/);
    expect(await page.title()).not.toBe('');
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    expect(await nameless(page)).toEqual([]);
    expect(await repeatedIds(page)).toEqual([]);
  });

  test('nothing is wider than a narrow phone, and everything to press is large enough', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await ask(QUESTION);
    await answer().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const heights = await page
      .locator('button:visible')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(43.9);
  });

  test('without a script a question is asked and answered as well', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    plain.setDefaultTimeout(PATIENCE_MS);
    const sheet = await plain.newPage();
    await sheet.goto(url);
    await sheet.getByRole('textbox').fill(QUESTION);
    await sheet.locator('.composer button').click();
    await sheet.locator('.line.person').waitFor();
    await sheet.locator('.source').first().waitFor();
    await plain.close();
  });
});

/** What a screen reader meets without a name: buttons, links, fields, pictures, bars, the log. */
async function nameless(page: Page): Promise<string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  return tree.split('\n').filter((line) => /^\s*- (button|link|textbox|img|progressbar|log)(?! ")/.test(line));
}

async function repeatedIds(page: Page): Promise<(string | null)[]> {
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map((element) => element.getAttribute('id')));
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}
