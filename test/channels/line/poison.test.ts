import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundSchema } from '../../../src/channels/channel.ts';
import { event, fromUser, inputOf, receive, receiveRaw, textEvent, USER } from './webhook.ts';

/** Whether PostgreSQL's JSON takes every string in it. */
function storable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  return typeof value !== 'object' || value === null || Object.values(value).every(storable);
}

describe('an event that cannot be read', () => {
  it.each([
    ['no id', { type: 'follow', webhookEventId: undefined }, 'webhookEventId'],
    ['an id with NUL', { type: 'follow', webhookEventId: 'a\u0000b' }, 'webhookEventId'],
    ['an endless id', { type: 'follow', webhookEventId: 'a'.repeat(5_000) }, 'webhookEventId'],
    ['no source', { type: 'activated', source: undefined }, 'source'],
    ['a source without a user', { type: 'follow', source: { type: 'user' } }, 'source.userId'],
    ['a source of an unknown kind', { type: 'follow', source: { type: 'moon', moonId: 'M1' } }, 'source.type'],
    ['a time that is none', { type: 'follow', timestamp: 'yesterday' }, 'timestamp'],
    ['a time beyond all calendars', { type: 'follow', timestamp: 9e15 }, 'timestamp'],
    ['no type', { type: undefined }, 'type'],
    ['a message without a message', { type: 'message' }, 'message'],
    ['a text that is a number', { type: 'message', message: { type: 'text', id: '1', text: 7 } }, 'message.text'],
    ['a button with too much in it', { type: 'postback', postback: { data: 'x'.repeat(301) } }, 'postback.data'],
  ])('is set aside with its reason: %s', async (_, content, field) => {
    const { status, events, setAside } = await receive([event(content)]);
    expect({ status, events }).toEqual({ status: 200, events: [] });
    expect(setAside).toHaveLength(1);
    expect(setAside[0]?.reason).toContain(`${field}:`);
    expect(setAside[0]?.eventId).toMatch(/^[\x21-\x7e]{1,200}$/);
  });

  it('keeps what id and address it has', async () => {
    const { setAside } = await receive([event({ type: 'message', webhookEventId: '01HX' })]);
    expect(setAside).toMatchObject([{ channel: 'line', eventId: '01HX', address: USER }]);
  });

  it('has the same stand-in id when the same request comes again, and another one than its neighbour', async () => {
    const events = [null, null];
    const ids = async () => (await receive(events)).setAside.map(({ eventId }) => eventId);
    expect(await ids()).toEqual(await ids());
    expect(new Set(await ids()).size).toBe(2);
  });

  it('does not tell its text or user in the reason', async () => {
    const { setAside } = await receive([event({ type: 'postback', postback: { data: `ลับ${'x'.repeat(400)}` } })]);
    expect(setAside[0]?.reason).not.toMatch(/ลับ|xx|U1/);
  });

  it('leaves its 99 neighbours alone', async () => {
    const all: unknown[] = Array.from({ length: 100 }, (_, index) => textEvent(`ข้อ ${index}`));
    all[41] = { type: 'message', poison: true };
    const { status, events, setAside } = await receive(all);
    expect({ status, read: events.length, aside: setAside.length }).toEqual({ status: 200, read: 99, aside: 1 });
  });
});

describe('a text that would break something later', () => {
  it('loses NUL and halves of surrogate pairs', async () => {
    expect(await inputOf(textEvent('ก\u0000ข\ud83dค'))).toMatchObject({ text: 'กข\ufffdค' });
  });

  it('of a megabyte is cut at 5,000 units between clusters', async () => {
    const input = await inputOf(textEvent('กำ้'.repeat(350_000)));
    expect(input).toMatchObject({ text: 'กำ้'.repeat(1_666) });
  });

  it('of one endless cluster is cut all the same', async () => {
    const input = await inputOf(textEvent(`ก${'\u0e49'.repeat(1_000_000)}`));
    expect(input.type === 'text' && input.text.length).toBe(5_000);
  });

  it('nested a hundred thousand deep is set aside', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const good = JSON.stringify(textEvent('เมนู'));
    const received = await receiveRaw(`{"events":[${deep},${good},{"type":"message","message":${deep}}]}`);
    expect(received).toMatchObject({ status: 200, events: [{ input: { text: 'เมนู' } }] });
    expect(received.setAside).toHaveLength(2);
  });
});

describe('whatever comes', () => {
  const odd = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.constantFrom('message', 'text', '\u0000', '\ud800', -1, 1e300));
  const nearly = fc.record(
    {
      type: fc.oneof(fc.constantFrom('message', 'postback', 'unsend', 'follow', '__proto__'), odd),
      mode: fc.oneof(fc.constantFrom('active', 'standby'), odd),
      timestamp: fc.oneof(fc.nat(), odd),
      webhookEventId: fc.oneof(fc.uuid(), odd),
      replyToken: fc.oneof(fc.uuid(), odd),
      source: fc.oneof(fc.constantFrom(fromUser, { type: 'group', groupId: 'C1' }), odd),
      message: fc.oneof(
        fc.record(
          { type: fc.oneof(fc.constant('text'), odd), id: fc.oneof(fc.uuid(), odd), text: odd, mention: odd },
          { requiredKeys: [] },
        ),
        odd,
      ),
      postback: fc.oneof(fc.record({ data: odd }), odd),
      unsend: fc.oneof(fc.record({ messageId: odd }), odd),
    },
    { requiredKeys: [] },
  );

  it('every event becomes exactly one that is read or one set aside, and all of it can be stored', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof({ weight: 4, arbitrary: nearly }, odd), { maxLength: 8 }), async (events) => {
        const received = await receive(events);
        read += received.events.length;
        expect(received.status).toBe(200);
        expect(received.events.length + received.setAside.length).toBe(events.length);
        for (const inbound of received.events) expect(inboundSchema.safeParse(inbound).error).toBeUndefined();
        expect(storable(received)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(read).toBeGreaterThan(0);
  });

  it('any signed bytes are answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect([200, 400]).toContain((await receiveRaw(bytes)).status);
      }),
    );
  });
});
