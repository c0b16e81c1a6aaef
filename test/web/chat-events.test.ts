import { expect, test } from 'vitest';
import { enter, openRoom, type Room } from './chat-room.ts';

/** Reads the open line event by event; `leave` is what a closed page does. */
async function listen(room: Room, headers: Record<string, string>, query = '') {
  const response = await room.app.request(`/chat/events${query}`, { headers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const block = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const found = text.slice(0, end);
        text = text.slice(end + 2);
        return found;
      }
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return undefined;
      text += value;
    }
  };
  const event = async () => {
    for (;;) {
      const found = await block();
      if (found === undefined || /^event: /m.test(found)) return found;
    }
  };
  return { response, event, leave: () => reader?.cancel() };
}

const idOf = (event: string | undefined) => /^id: (.*)$/m.exec(event ?? '')?.[1];

test('each line is sent once: what stands already, and what comes', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  await room.say(address, '1', { text: 'ยินดีต้อนรับ' });
  const { response, event, leave } = await listen(room, headers);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(await event()).toBe('event: language\ndata: th');
  const first = await event();
  expect(first).toMatch(/^event: line\ndata: <div class="line bot" data-id="1".*ยินดีต้อนรับ.*\nid: 1$/s);
  await room.hear(address, '2', 'ถาม');
  await room.say(address, '3', { text: 'ตอบ' });
  expect([idOf(await event()), idOf(await event())]).toEqual(['2', '3']);
  await leave();
});

test('a page that has lines already is sent only what stands behind them', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  for (const id of ['1', '2', '3']) {
    room.now = new Date(room.now.getTime() + 120_000);
    await room.say(address, id, { text: id });
  }
  const byQuery = await listen(room, headers, '?after=2');
  await byQuery.event();
  expect(idOf(await byQuery.event())).toBe('3');
  const byHeader = await listen(room, { ...headers, 'last-event-id': '1' }, '?after=3');
  await byHeader.event();
  expect([idOf(await byHeader.event()), idOf(await byHeader.event())]).toEqual(['2', '3']);
  await byQuery.leave();
  await byHeader.leave();
});

test('a line that became visible late, in front of the last one, is not missed', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  await room.say(address, 'late', { text: 'x' });
  await room.hear(address, 'last', 'x');
  const { event, leave } = await listen(room, { ...headers, 'last-event-id': 'last' });
  await event();
  expect(idOf(await event())).toBe('late');
  await leave();
});

test('an id that nobody knows leads to all recent lines', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  for (let line = 1; line <= 35; line += 1) await room.say(address, String(line), { text: 'x' });
  const { event, leave } = await listen(room, headers, '?after=gone');
  await event();
  expect(idOf(await event())).toBe('6');
  await leave();
});

test('another language is told to the page', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  const { event, leave } = await listen(room, headers);
  expect(await event()).toContain('th');
  room.language = 'en';
  await room.say(address, '1', { text: 'Done' });
  expect(await event()).toBe('event: language\ndata: en');
  await leave();
});

test('a page that goes away is forgotten', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  const { event, leave } = await listen(room, headers);
  await event();
  expect(room.watching(address)).toBe(1);
  await leave();
  await expect.poll(() => room.watching(address)).toBe(0);
});

test('a failed reading is made up for with the next wake', async () => {
  const room = openRoom();
  const { address, headers } = await enter(room);
  const { event, leave } = await listen(room, headers);
  await event();
  room.away = true;
  await room.say(address, '1', { text: 'ระหว่างขัดข้อง' });
  await expect.poll(() => room.failures).toBeGreaterThan(0);
  room.away = false;
  await room.say(address, '2', { text: 'หลังขัดข้อง' });
  expect([idOf(await event()), idOf(await event())]).toEqual(['1', '2']);
  await leave();
});

test('a process that stops closes its open lines', async () => {
  const room = openRoom();
  const { headers } = await enter(room);
  const { event } = await listen(room, headers);
  await event();
  room.stopping.abort();
  expect(await event()).toBeUndefined();
});

test('without a cookie there is no open line', async () => {
  expect((await openRoom().app.request('/chat/events')).status).toBe(204);
});
