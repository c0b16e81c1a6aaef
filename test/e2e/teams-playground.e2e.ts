/**
 * A conversation in Teams through Microsoft's own test client, driven in Chromium: welcome, a question, a whole quiz
 * with card buttons, interrupted by a question. The client is fetched once into tmp/; where it cannot be, this is skipped.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../fakes/free-port.ts';
import { launchBrowser } from './browser.ts';

const CLIENT = '@microsoft/m365agentsplayground@0.2.28';
const HOME = path.resolve('tmp/playground');
const PROGRAM = path.join(HOME, 'node_modules/.bin/agentsplayground');
/** Pictures of the conversation go here when it is set. */
const PICTURES = process.env.TAKSA_PICTURES;

function isClientHere(): boolean {
  if (fs.existsSync(PROGRAM)) return true;
  try {
    fs.mkdirSync(HOME, { recursive: true });
    fs.writeFileSync(path.join(HOME, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', CLIENT, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: HOME, stdio: 'inherit' });
    return true;
  } catch {
    console.warn(`skipped the conversation in Teams: ${CLIENT} cannot be installed`);
    return false;
  }
}

describe.skipIf(!isClientHere())("a conversation in Microsoft's Teams test client", () => {
  let client: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const port = await freePort();
    const env = { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' };
    client = spawn(PROGRAM, ['start', '-e', `${process.env.TAKSA_URL}/api/messages`, '-c', 'msteams', '-p', String(port)], {
      cwd: HOME,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const chunk of client.stdout ?? []) if (String(chunk).includes('Listening')) break;
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1100, height: 1000 } });
    await page.route('**/*', (route) =>
      ['127.0.0.1', 'localhost'].includes(new URL(route.request().url()).hostname) ? route.continue() : route.abort(),
    );
    await page.goto(`http://127.0.0.1:${port}`, { waitUntil: 'domcontentloaded' });
  });
  afterAll(async () => {
    await browser?.close();
    if (client && client.exitCode === null) {
      const ended = once(client, 'exit');
      client.kill('SIGKILL');
      await ended;
    }
  });

  const sees = (text: string | RegExp) => page.getByText(text).last().waitFor();
  const say = async (text: string) => {
    await page.locator('[contenteditable=true]').first().click();
    await page.keyboard.insertText(text);
    await page.getByRole('button', { name: 'Send Message' }).click();
  };
  const press = (label: string) => page.getByRole('button', { name: label, exact: true }).last().click();
  const picture = async (name: string) => void (PICTURES && (await page.screenshot({ path: path.join(PICTURES, `teams-${name}.png`) })));

  test('welcome, question, a whole quiz by buttons with a question in between', async () => {
    await sees(/ประกาศความเป็นส่วนตัว/);
    await picture('welcome');
    await press('ข้าม');
    await press('ข้าม');
    await say('ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร');
    await sees(/ผู้บริหารการเปลี่ยนแปลงด้านดิจิทัลระดับองค์กร/);
    await picture('answer');

    await say('ทำแบบทดสอบ');
    await press('ความปลอดภัยออนไลน์');
    await sees(/ข้อ 1 จาก 5/);
    await press('ก');
    await sees(/ข้อ 2 จาก 5/);
    await picture('item');
    await say('มิติการเรียนรู้มีกี่มิติ');
    await sees(/5 มิติ/);
    for (const next of [3, 4, 5]) {
      await press('ข');
      await sees(new RegExp(`ข้อ ${next} จาก 5`));
    }
    await press('ค');
    await sees(/ถูก \d จาก 5|\d จาก 5 ข้อ/);
    await picture('score');
    expect(await page.getByText(/error/i).count()).toBe(0);
  });
});
