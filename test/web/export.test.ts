/** The link to one's own data, from the chat to the file. */
import { expect, test } from 'vitest';
import { exportRoutes } from '../../src/web/export.tsx';
import { openHouse, PUBLIC_URL } from '../bot/house.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
const house = await openHouse(db);
const app = exportRoutes(house.people);

async function askForLink(address: string): Promise<string> {
  await house.tell('ข้อมูลของฉัน', address);
  await house.press('ขอสำเนา', address);
  const choice = (await house.said(address)).at(-1)?.choices?.find((one) => 'url' in one);
  if (!choice || !('url' in choice)) throw new Error('no link was given');
  expect(choice.url.startsWith(`${PUBLIC_URL}/export/`)).toBe(true);
  return choice.url.slice(PUBLIC_URL.length);
}
const age = (minutes: number) => db.$executeRaw`UPDATE export_link SET expires_at = expires_at - make_interval(mins => ${minutes})`;

test('opening the link shows a button and uses nothing up; pressing it gives the data, once', async () => {
  await house.tell('70:20:10 คืออะไร', 'reader');
  await house.press('มีประโยชน์', 'reader');
  const link = await askForLink('reader');
  for (const _preview of [1, 2, 3]) {
    const page = await app.request(link);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post"')]);
  }
  const file = await app.request(link, { method: 'POST' });
  expect(file.status).toBe(200);
  expect(file.headers.get('content-type')).toContain('application/json');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const data = (await file.json()) as {
    person: { identities: unknown[]; feedback: unknown[] };
    messagesFromMe: { input: unknown }[];
    messagesToMe: unknown[];
  };
  expect(data.person.identities).toMatchObject([{ channel: 'line', address: 'reader' }]);
  expect(data.person.feedback).toMatchObject([{ question: '70:20:10 คืออะไร', useful: true }]);
  expect(data.messagesFromMe.map(({ input }) => input)).toContainEqual({ type: 'text', text: '70:20:10 คืออะไร' });
  expect(data.messagesToMe.length).toBeGreaterThan(1);

  for (const method of ['GET', 'POST']) {
    const again = await app.request(link, { method });
    expect([again.status, await again.text()]).toEqual([410, expect.not.stringContaining('reader')]);
  }
});

test('two presses at once give one file', async () => {
  const link = await askForLink('double');
  const files = await Promise.all([1, 2, 3, 4].map(() => app.request(link, { method: 'POST' })));
  expect(files.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410]);
});

test('it works for ten minutes', async () => {
  const link = await askForLink('slow');
  await age(9);
  expect((await app.request(link)).status).toBe(200);
  await age(1);
  expect((await app.request(link)).status).toBe(410);
  expect((await app.request(link, { method: 'POST' })).status).toBe(410);
});

test('a made-up link tells nothing', async () => {
  expect((await app.request('/export/abc')).status).toBe(410);
  expect((await app.request('/export/abc', { method: 'POST' })).status).toBe(410);
});

test('neither page nor file is kept, framed or told to others', async () => {
  const link = await askForLink('careful');
  for (const response of [await app.request(link), await app.request(link, { method: 'POST' })]) {
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': expect.stringMatching(/^(no-referrer|same-origin)$/),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  }
});

test('the data of others is not in it', async () => {
  await house.tell('เรื่องของคนอื่น', 'someone-else');
  const link = await askForLink('nosy');
  expect(await (await app.request(link, { method: 'POST' })).text()).not.toMatch(/someone-else|เรื่องของคนอื่น/);
});
