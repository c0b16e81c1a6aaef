import { expect, test } from 'vitest';
import { enter, NOW, openRoom } from './chat-room.ts';

const ID = '0d5f6a54-3f5a-4f5e-8a64-b0c0a1d2e3f4';

test('a text is handed over with the page’s own id, the address and the time', async () => {
  const room = openRoom();
  const { postJson, address } = await enter(room);
  const response = await postJson({ id: ID, text: ' ผอ.กอง ต้องเป็นอะไร\r\nในปีที่ 3 ' });
  expect(response.status).toBe(202);
  expect(room.accepted).toEqual([
    {
      channel: 'web',
      eventId: ID,
      address,
      kind: 'person',
      input: { type: 'text', text: 'ผอ.กอง ต้องเป็นอะไร\nในปีที่ 3' },
      at: NOW.toISOString(),
    },
  ]);
});

test('a press brings its label, cut to 60 graphemes', async () => {
  const room = openRoom();
  const { postJson } = await enter(room);
  await postJson({ id: ID, press: 'c|menu|', label: 'กี่'.repeat(70) });
  expect(room.accepted[0]?.input).toEqual({ type: 'press', data: 'c|menu|', label: `${'กี่'.repeat(59)}…` });
});

test('arrivals close to each other are one event', async () => {
  const room = openRoom();
  const { postJson } = await enter(room);
  await postJson({ arrived: true });
  await postJson({ arrived: true });
  expect(room.accepted.map((event) => event.input)).toEqual([{ type: 'arrived' }, { type: 'arrived' }]);
  expect(new Set(room.accepted.map((event) => event.eventId)).size).toBe(1);
});

test('without a script a form leads back to the page', async () => {
  const room = openRoom();
  const { postForm } = await enter(room);
  const response = await postForm({ id: ID, text: 'สวัสดี' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  expect(room.accepted[0]?.input).toEqual({ type: 'text', text: 'สวัสดี' });
});

test('a button works without a script, with its label', async () => {
  const room = openRoom();
  const { postForm, address, page } = await enter(room);
  await room.say(address, '1', { text: 'เลือก', choices: [{ label: 'เมนู "หลัก"', press: 'c|menu|' }] });
  const value = /name="choice" value="([^"]*หลัก[^"]*)"/.exec(await page())?.[1]?.replaceAll('&quot;', '"') ?? '';
  await postForm({ id: ID, choice: value });
  expect(room.accepted[0]?.input).toEqual({ type: 'press', data: 'c|menu|', label: 'เมนู "หลัก"' });
});

test('a double click on a form is one event, and going back to say something else is another', async () => {
  const room = openRoom();
  const { postForm } = await enter(room);
  for (const text of ['หนึ่ง', 'หนึ่ง', 'สอง']) await postForm({ id: ID, text });
  const [first, again, other] = room.accepted.map((event) => event.eventId);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
  ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
  ['another origin', { origin: 'https://evil.example' }],
  ['an opaque origin', { origin: 'null' }],
  ['nowhere', {}],
])('a post from %s is refused', async (_from, from) => {
  const room = openRoom();
  const { cookie } = await enter(room);
  const headers = { host: 'localhost', cookie, 'content-type': 'application/json', ...from };
  const response = await room.app.request('/chat', { method: 'POST', headers, body: JSON.stringify({ id: ID, text: 'x' }) });
  expect(response.status).toBe(403);
  expect(room.accepted).toEqual([]);
});

test('a browser that only sends its origin is heard', async () => {
  const room = openRoom();
  const { cookie } = await enter(room);
  const headers = { host: 'taksa.example:3000', origin: 'http://taksa.example:3000', cookie, 'content-type': 'application/json' };
  const response = await room.app.request('/chat', { method: 'POST', headers, body: JSON.stringify({ id: ID, text: 'x' }) });
  expect(response.status).toBe(202);
});

test('without a cookie nothing is stored, and the cookie comes again', async () => {
  const room = openRoom();
  const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
  const response = await room.app.request('/chat', { method: 'POST', headers, body: JSON.stringify({ id: ID, text: 'x' }) });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: expect.stringContaining('คุกกี้') });
  expect(response.headers.get('set-cookie')).toContain('taksa_chat=');
  expect(room.accepted).toEqual([]);
});

test('a text of 2,000 characters is taken; a longer one stays in the field with a kind word', async () => {
  const room = openRoom();
  const { postForm } = await enter(room);
  expect((await postForm({ id: ID, text: 'ก'.repeat(2_000) })).status).toBe(303);
  const response = await postForm({ id: ID, text: 'ข'.repeat(2_001) });
  const html = await response.text();
  expect(response.status).toBe(422);
  expect(html).toContain('ข'.repeat(2_001));
  expect(html).toContain('ยาวเกิน 2000 ตัวอักษร');
  expect(room.accepted).toHaveLength(1);
});

test('more than 16 KB is not read', async () => {
  const room = openRoom();
  const { postJson, postForm } = await enter(room);
  const text = 'ก'.repeat(6_000);
  expect((await postJson({ id: ID, text })).status).toBe(413);
  expect(await (await postForm({ id: ID, text })).text()).toContain('ข้อความยาวเกินไป');
  expect(room.accepted).toEqual([]);
});

test.each([
  ['no id', { text: 'x' }],
  ['a wrong id', { id: 'x', text: 'x' }],
  ['neither text nor press', { id: ID }],
  ['a press that no button of ours has', { id: ID, press: 'x'.repeat(301) }],
  ['something else', 'x'],
])('%s is not understood, and nothing is stored', async (_what, body) => {
  const room = openRoom();
  const { postJson } = await enter(room);
  expect((await postJson(body)).status).toBe(400);
  expect(room.accepted).toEqual([]);
});

test.each([
  ['broken JSON', { 'content-type': 'application/json' }, '{'],
  ['a broken form', { 'content-type': 'multipart/form-data; boundary=x' }, 'nothing of the kind'],
  ['a press that is no JSON', { 'content-type': 'application/x-www-form-urlencoded' }, `id=${ID}&choice=menu`],
])('%s is not understood', async (_what, type, body) => {
  const room = openRoom();
  const { headers } = await enter(room);
  expect((await room.app.request('/chat', { method: 'POST', headers: { ...headers, ...type }, body })).status).toBe(400);
  expect(room.accepted).toEqual([]);
});

test('what cannot be stored as JSON is taken out of a text', async () => {
  const room = openRoom();
  const { postJson } = await enter(room);
  await postJson({ id: ID, text: 'ก\u0000ข\ud800ค\u0007\tง' });
  expect(room.accepted[0]?.input).toEqual({ type: 'text', text: 'กข\ufffdค\tง' });
});

test('an empty text is not sent', async () => {
  const room = openRoom();
  const { postJson } = await enter(room);
  const response = await postJson({ id: ID, text: ' \n ' });
  expect([response.status, await response.json()]).toEqual([422, { message: 'กรุณาพิมพ์ข้อความก่อนกดส่ง' }]);
});

test('with the database away a message is not lost: it is said so, and the same attempt can be made again', async () => {
  const room = openRoom();
  const { postJson, postForm } = await enter(room);
  room.away = true;
  const json = await postJson({ id: ID, text: 'สำคัญ' });
  expect([json.status, json.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await json.json()).toEqual({ message: expect.stringContaining('ลองอีกครั้ง') });
  const typed = await (await postForm({ id: ID, text: 'สำคัญมาก' })).text();
  expect(typed).toMatch(/<textarea[^>]*>สำคัญมาก<\/textarea>/);
  expect(typed).toContain(`name="id" value="${ID}"`);
  const pressed = await (await postForm({ id: ID, choice: JSON.stringify({ press: 'c|quiz|', label: 'เริ่ม' }) })).text();
  expect(pressed).toContain('value="{&quot;press&quot;:&quot;c|quiz|&quot;,&quot;label&quot;:&quot;เริ่ม&quot;}">ลองอีกครั้ง');
});

test('trouble is told in the language of the person', async () => {
  const room = openRoom();
  const { postJson } = await enter(room);
  room.language = 'en';
  expect(await (await postJson({ id: ID, text: '' })).json()).toEqual({ message: 'Please type a message before sending.' });
});
