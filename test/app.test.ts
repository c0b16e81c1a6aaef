/** The whole house on one database, as two instances behind a load balancer. */
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { type App, startApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/lib/clock.ts';
import { makeLog } from '../src/lib/log.ts';
import { testDatabase } from './database.ts';
import { until } from './until.ts';

const { url } = await testDatabase();
const config = readConfig({ PORT: '0', DATABASE_POOL: '6', PUBLIC_URL: 'https://taksa.example' });
const start = (): Promise<App> => startApp(config, url, systemClock, makeLog('silent'));
const [here, there] = await Promise.all([start(), start()]);
afterAll(() => Promise.all([here.stop(), there.stop()]));

/** A browser: one cookie, whichever instance answers. */
async function browse() {
  const first = await fetch(`${here.url}/`);
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const page = async (app: App) => (await fetch(`${app.url}/`, { headers: { cookie } })).text();
  const say = async (app: App, text: string) => {
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const response = await fetch(`${app.url}/chat`, { method: 'POST', headers, body: JSON.stringify({ id: randomUUID(), text }) });
    return response.status;
  };
  return { page, say };
}

test('a question put to one instance is answered, with its source, on the page of the other', async () => {
  const { page, say } = await browse();
  expect(await say(here, '70:20:10 คืออะไร')).toBe(202);
  await until(async () => (await page(there)).includes('ที่มา:'), 'the answer stands on the page');
  expect(await say(there, 'เมนู')).toBe(202);
  await until(async () => (await page(here)).includes('เส้นทางของฉัน'), 'the menu stands on the page');
});

test('two people do not see each other', async () => {
  const [one, other] = [await browse(), await browse()];
  await one.say(here, 'คำถามลับเฉพาะ');
  await until(async () => (await one.page(here)).includes('คำถามลับเฉพาะ'));
  expect(await other.page(here)).not.toContain('คำถามลับเฉพาะ');
});

test('it says that it is ready, and counts what it does', async () => {
  expect((await fetch(`${here.url}/health/ready`)).status).toBe(200);
  const metrics = await (await fetch(`${there.url}/metrics`)).text();
  expect(metrics).toMatch(/taksa_inbox_waiting \d/);
});

test('without an app of Teams, anonymous activities are taken on this machine; LINE is off', async () => {
  expect((await fetch(`${here.url}/api/messages`, { method: 'POST', body: '{}' })).status).toBe(400);
  expect((await fetch(`${here.url}/webhooks/line`, { method: 'POST', body: '{}' })).status).toBe(404);
});

test('stopped, it takes nothing more, and the other goes on', async () => {
  const third = await start();
  await third.stop();
  await expect(fetch(`${third.url}/health/live`)).rejects.toThrow();
  expect((await fetch(`${here.url}/health/live`)).status).toBe(200);
});
