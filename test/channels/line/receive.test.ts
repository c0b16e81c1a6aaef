import { describe, expect, it } from 'vitest';
import { inboundSchema } from '../../../src/channels/channel.ts';
import { AT, event, GROUP, inGroup, inputOf, receive, receiveRaw, sign, textEvent, USER } from './webhook.ts';

const refused = { events: [], setAside: [] };

describe('the signature', () => {
  const body = JSON.stringify({ destination: USER, events: [textEvent('สวัสดี')] });

  it('lets a signed request in', async () => {
    expect(await receiveRaw(body)).toMatchObject({ status: 200, events: [{ input: { text: 'สวัสดี' } }] });
  });

  it.each([
    ['empty', ''],
    ['of another body', sign(`${body} `)],
    ['not base64', '!!!'],
    ['cut short', sign(body).slice(0, 20)],
  ])('refuses a signature that is %s', async (_, signature) => {
    expect(await receiveRaw(body, signature)).toMatchObject({ status: 401, ...refused });
  });

  it('refuses a request without one', async () => {
    const { makeLineChannel } = await import('../../../src/channels/line/channel.ts');
    const channel = makeLineChannel({ channelSecret: 's', accessToken: 't', baseUrl: 'http://127.0.0.1:9' });
    expect(await channel.receive?.({ headers: {}, body: Buffer.from(body) })).toMatchObject({
      status: 401,
      reason: 'signature is missing',
    });
  });

  it('notices one altered byte wherever it stands', async () => {
    const signature = sign(body);
    for (let at = 0; at < body.length; at += 7) {
      const bytes = Buffer.from(body);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      expect(await receiveRaw(bytes, signature)).toMatchObject({ status: 401, ...refused });
    }
  });

  it('is checked before the body is read', async () => {
    expect((await receiveRaw('{not json', sign('x'))).status).toBe(401);
  });
});

describe('the body', () => {
  it.each(['', '{not json', 'null', '[]', '{}', '{"events":null}', '{"events":{}}', '"events"'])('answers 400 to %j', async (body) => {
    expect(await receiveRaw(body)).toMatchObject({ status: 400, ...refused });
  });

  it('takes the console\'s "verify", which holds no events', async () => {
    expect(await receive([])).toEqual({ status: 200, ...refused });
  });
});

describe('an event', () => {
  it('is told in neutral terms', async () => {
    const { events } = await receive([textEvent('สวัสดี', { webhookEventId: '01HXEVENT' })]);
    expect(events).toEqual([
      {
        channel: 'line',
        eventId: '01HXEVENT',
        address: USER,
        kind: 'person',
        input: { type: 'text', text: 'สวัสดี', messageId: '468789577898262530' },
        at: '2026-01-15T03:00:00.000Z',
        reply: { token: 'a'.repeat(32), until: '2026-01-15T03:00:50.000Z' },
      },
    ]);
    expect(inboundSchema.safeParse(events[0]).success).toBe(true);
  });

  it('that is redelivered counts its 50 seconds from when it happened', async () => {
    const { events } = await receive([textEvent('สวัสดี', { deliveryContext: { isRedelivery: true }, timestamp: AT - 86_400_000 })]);
    expect(events[0]?.reply?.until).toBe('2026-01-14T03:00:50.000Z');
  });

  it('without a reply token has no right to reply', async () => {
    const { events } = await receive([event({ type: 'unfollow', replyToken: undefined })]);
    expect(events).toHaveLength(1);
    expect(events[0]).not.toHaveProperty('reply');
  });

  it.each([
    ['a button', { type: 'postback', postback: { data: 'c|menu|' } }, { type: 'press', data: 'c|menu|' }],
    ['a follow', { type: 'follow', follow: { isUnblocked: true } }, { type: 'arrived' }],
    ['an unfollow', { type: 'unfollow' }, { type: 'left' }],
    ['the bot joining a group', { type: 'join', source: inGroup }, { type: 'arrived' }],
    ['the bot leaving a group', { type: 'leave', source: inGroup }, { type: 'left' }],
    ['an unsend', { type: 'unsend', unsend: { messageId: '42' } }, { type: 'unsent', messageId: '42' }],
    [
      'a sticker',
      { type: 'message', message: { type: 'sticker', id: '1', packageId: '1', stickerId: '2' } },
      { type: 'unreadable', what: 'sticker' },
    ],
    ['a picture', { type: 'message', message: { type: 'image', id: '1' } }, { type: 'unreadable', what: 'image' }],
    [
      'a kind of message yet to come',
      { type: 'message', message: { type: 'hologram', id: '1' } },
      { type: 'unreadable', what: 'hologram' },
    ],
    ['an edit', { type: 'messageEdited', message: { type: 'text', id: '1', text: 'x' } }, { type: 'ignored', what: 'messageEdited' }],
    ['a member who joins', { type: 'memberJoined', source: inGroup, joined: { members: [] } }, { type: 'ignored', what: 'memberJoined' }],
    ['a member who leaves', { type: 'memberLeft', source: inGroup, left: { members: [] } }, { type: 'ignored', what: 'memberLeft' }],
    ['a kind of event yet to come', { type: 'teleported' }, { type: 'ignored', what: 'teleported' }],
    ['a name that every object has', { type: 'constructor' }, { type: 'ignored', what: 'constructor' }],
    ['standby', { type: 'message', mode: 'standby', message: { type: 'text', id: '1', text: 'ลับ' } }, { type: 'ignored', what: 'standby' }],
  ])('tells %s', async (_, content, input) => {
    expect(await inputOf(event(content))).toEqual(input);
  });
});

describe('in a group', () => {
  const mention = (...places: [index: number, length: number, isSelf: boolean][]) => ({
    mention: { mentionees: places.map(([index, length, isSelf]) => ({ type: 'user', index, length, isSelf })) },
  });

  it('the group is the address', async () => {
    const { events } = await receive([
      textEvent('@ทักษะ เมนู', { source: inGroup }, mention([0, 6, true])),
      textEvent('@ทักษะ เมนู', { source: { type: 'room', roomId: 'R1' } }, mention([0, 6, true])),
    ]);
    expect(events).toMatchObject([
      { address: GROUP, kind: 'group' },
      { address: 'R1', kind: 'group' },
    ]);
  });

  it.each([
    ['at the front', '@ทักษะ เมนู', mention([0, 6, true]), 'เมนู'],
    ['without a space behind', '@ทักษะเมนู', mention([0, 6, true]), 'เมนู'],
    ['overlapping another', '@ทักษะ เมนู', mention([0, 6, true], [3, 2, true]), 'เมนู'],
    ['in the middle, behind an emoji of two units', '👍 ขอ @ทักษะ เมนู', mention([6, 6, true]), '👍 ขอ เมนู'],
    ['beside another person', '@สมชาย @ทักษะ เมนู', mention([0, 6, false], [7, 6, true]), '@สมชาย เมนู'],
    ['twice', '@ทักษะ เมนู @ทักษะ', mention([12, 6, true], [0, 6, true]), 'เมนู'],
    ['beyond the end', 'เมนู @ท', mention([5, 600, true]), 'เมนู'],
    ['alone', '@ทักษะ', mention([0, 6, true]), ''],
  ])('a mention %s is taken out of the text', async (_, said, places, text) => {
    expect(await inputOf(textEvent(said, { source: inGroup }, places))).toMatchObject({ type: 'text', text });
  });

  it.each([
    ['nobody', {}],
    ['somebody else', mention([0, 3, false])],
    ['all', { mention: { mentionees: [{ type: 'all', index: 0, length: 4 }] } }],
    ['something unreadable', { mention: { mentionees: [{ index: -1, length: 'x', isSelf: true }] } }],
  ])('words to %s are not kept', async (_, message) => {
    const received = await receive([textEvent('ความลับของเรา', { source: inGroup }, message)]);
    expect(received.events).toMatchObject([{ input: { type: 'ignored', what: 'group' } }]);
    expect(JSON.stringify(received)).not.toContain('ความลับ');
  });

  it('a sticker is not spoken about, and a button works', async () => {
    expect(await inputOf(event({ type: 'message', source: inGroup, message: { type: 'sticker', id: '1' } }))).toMatchObject({
      type: 'ignored',
    });
    expect(await inputOf(event({ type: 'postback', source: inGroup, postback: { data: 'c|menu|' } }))).toEqual({
      type: 'press',
      data: 'c|menu|',
    });
  });
});
