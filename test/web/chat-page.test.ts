import { expect, test } from 'vitest';
import { enter, NOW, openRoom } from './chat-room.ts';

test('the first visit gets a page in Thai, a cookie for a year, and a strict policy', async () => {
  const { first } = await enter(openRoom());
  const html = await first.text();
  expect(first.status).toBe(200);
  expect(html).toContain('<html lang="th">');
  expect(html).toContain('data-arriving="yes"');
  expect(first.headers.get('set-cookie')).toMatch(/^taksa_chat=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(first.headers.get('cache-control')).toBe('no-store');
  const policy = first.headers.get('content-security-policy') ?? '';
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"])
    expect(policy).toContain(rule);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

test('over https the cookie is bound to the host', async () => {
  const { first, headers } = await enter(openRoom({ secure: true }));
  expect(first.headers.get('set-cookie')).toMatch(/^__Host-taksa_chat=[\w-]{43}; .*Secure/);
  expect(headers.cookie).toContain('__Host-');
});

test('the cookie itself is not what is stored', async () => {
  const { cookie, address } = await enter(openRoom());
  expect(address).toMatch(/^[\w-]{43}$/);
  expect(cookie).not.toContain(address);
});

test('two browsers are two people, and one sees nothing of the other', async () => {
  const room = openRoom();
  const [one, other] = [await enter(room), await enter(room)];
  await room.say(one.address, '1', { text: 'เรื่องของคนแรก' });
  expect(await one.page()).toContain('เรื่องของคนแรก');
  expect(await other.page()).not.toContain('เรื่องของคนแรก');
});

test('a cookie that is not ours is replaced', async () => {
  const response = await openRoom().app.request('/', { headers: { cookie: 'taksa_chat=1' } });
  expect(response.headers.get('set-cookie')).toMatch(/^taksa_chat=[\w-]{43};/);
});

test('the conversation stands on the page, in the language of the person, and the page no longer arrives', async () => {
  const room = openRoom();
  const { address, page } = await enter(room);
  room.language = 'en';
  await room.hear(address, 'a', 'What now?');
  await room.say(address, 'b', { text: 'This.', choices: [{ label: 'More', press: 'c|more|' }] });
  const html = await page();
  expect(html).toContain('<html lang="en">');
  expect(html.indexOf('What now?')).toBeLessThan(html.indexOf('This.'));
  expect(html).toContain('data-after="b"');
  expect(html).not.toContain('data-arriving');
  expect(html).toContain('>More</button>');
});

test('an answer still awaited shows, and a page without a script comes back for it', async () => {
  const room = openRoom();
  const { address, page } = await enter(room);
  await room.hear(address, 'a', 'ถาม');
  expect(await page()).toContain('http-equiv="refresh"');
  await room.say(address, 'b', { text: 'ตอบ' });
  expect(await page()).not.toContain('http-equiv="refresh"');
});

test('an answer that never came is not awaited for ever', async () => {
  const room = openRoom();
  const { address, page } = await enter(room);
  await room.hear(address, 'a', 'ถาม');
  room.now = new Date(NOW.getTime() + 120_000);
  expect(await page()).not.toContain('http-equiv="refresh"');
});

test('with the database away the page says so and when to come back', async () => {
  const room = openRoom();
  const { headers } = await enter(room);
  room.away = true;
  const response = await room.app.request('/', { headers });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  const html = await response.text();
  expect(html).toContain('ระบบยังไม่พร้อม');
  expect(html).not.toContain('data-arriving');
});

test('the conversation is a log, the field has a label, and the field can be skipped to', async () => {
  const html = await (await enter(openRoom())).first.text();
  expect(html).toMatch(/role="log" aria-live="polite" aria-label="[^"]+"/);
  expect(html).toMatch(/<label[^>]* for="text">[^<]+<\/label>/);
  expect(html).toMatch(/<body[^>]*><a class="skip" href="#text">/);
});

test('every file that the page and its style sheet name is served, for ever and with its type', async () => {
  const room = openRoom();
  const html = await (await enter(room)).first.text();
  const sheet = /"(\/assets\/chat-[0-9a-f]{12}\.css)"/.exec(html)?.[1] ?? '';
  const css = await (await room.app.request(sheet)).text();
  const named = [...`${html}${css}`.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
  expect(new Set(named).size).toBe(7);
  for (const path of named) {
    const response = await room.app.request(path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-type')).toMatch(/^(text\/(css|javascript)|font\/woff2|image\/svg)/);
  }
  expect((await room.app.request('/assets/chat-000000000000.css')).status).toBe(404);
});

test('other paths are left to others', async () => {
  const { app } = openRoom();
  app.get('/assets/console.css', (c) => c.text('theirs'));
  expect(await (await app.request('/assets/console.css')).text()).toBe('theirs');
  expect((await app.request('/console')).headers.get('content-security-policy')).toBeNull();
});
