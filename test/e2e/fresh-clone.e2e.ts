/**
 * A newcomer's first minutes: a fresh clone without packages and data, `npm start`, and a question in the web chat is
 * answered with its source. As the user who runs the tests and, where that is root, as an ordinary user too. Then a
 * second start, a signal to npm, and nothing is left running.
 */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { followService } from '../service.ts';
import { launchBrowser } from './browser.ts';

const QUESTION = 'ผู้อำนวยการกองในปีที่ 3-5 ต้องเป็นอะไร';
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

function cloneInto(name: string, owner: number | undefined): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `taksa-${name}-`));
  fs.chmodSync(dir, 0o755);
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), path.join(dir, 'taksa')]);
  if (owner !== undefined) execFileSync('chown', ['-R', `${owner}:${owner}`, dir]);
  return dir;
}

async function askInBrowser(url: string): Promise<string> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
    await page.goto(url);
    await page.locator('.line.bot').first().waitFor();
    await page.getByRole('textbox').fill(QUESTION);
    await page.getByRole('textbox').press('Enter');
    const answer = page.locator('.line.person').last().locator('xpath=following-sibling::*[contains(@class, "bot")][1]');
    await answer.locator('.source').first().waitFor();
    return await answer.innerText();
  } finally {
    await browser.close();
  }
}

function npmStart(dir: string, owner: number | undefined) {
  // The machine's own npm settings, where they stand in a file that another user cannot read, go along as a copy.
  const settings = path.join(os.homedir(), '.npmrc');
  if (fs.existsSync(settings)) fs.copyFileSync(settings, path.join(dir, '.npmrc'));
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const env = { ...inherited, HOME: dir, npm_config_cache: path.join(dir, 'npm-cache'), PORT: '0', LOG_LEVEL: 'warn' };
  const account = owner === undefined ? {} : { uid: owner, gid: owner };
  return followService(spawn('npm', ['start'], { cwd: path.join(dir, 'taksa'), env, ...account, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** True while a database server runs over a data folder. */
function isServed(dir: string): boolean {
  const file = path.join(dir, 'taksa/.data/postgres/postmaster.pid');
  return fs.existsSync(file);
}

async function untilStopped(dir: string): Promise<void> {
  for (let waited = 0; isServed(dir) && waited < 150; waited += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}

const users = [
  { who: 'as the user who runs the tests', name: 'clone', owner: undefined },
  ...(isRoot ? [{ who: 'as an ordinary user', name: 'nobody', owner: NOBODY }] : []),
];

describe.each(users)('a fresh clone, $who', ({ name, owner }) => {
  test('npm start installs, serves and answers; a second start is quick; a signal stops all', { timeout: 400_000 }, async () => {
    const dir = cloneInto(name, owner);
    try {
      const first = await npmStart(dir, owner);
      const answer = await askInBrowser(first.url);
      expect(answer).toContain('ผู้บริหารการเปลี่ยนแปลงด้านดิจิทัลระดับองค์กร');
      expect(answer).toContain('4.6.1');
      await first.stop();
      await untilStopped(dir);
      expect(isServed(dir)).toBe(false);

      const second = await npmStart(dir, owner);
      expect(second.said()).not.toContain('installing');
      expect((await fetch(`${second.url}/health/ready`)).status).toBe(200);
      await second.stop();
      await untilStopped(dir);
      expect(isServed(dir)).toBe(false);
    } finally {
      fs.rmSync(dir, { recursive: true, force: true });
    }
  });
});
