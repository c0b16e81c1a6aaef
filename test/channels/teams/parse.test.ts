/** What activities mean: each kind that Teams sends. */
import { describe, expect, it } from 'vitest';
import { type Inbound, inboundSchema, type Received } from '../../../src/channels/channel.ts';
import { makeTeamsChannel } from '../../../src/channels/teams/channel.ts';
import { activity, BOT_ID, groupActivity, rawRequest, SERVICE_URL } from './samples.ts';

const channel = makeTeamsChannel({ serviceUrls: ['https://smba.trafficmanager.net'], tenants: [] }, { host: '127.0.0.1' });

const receive = async (body: unknown): Promise<Received> => {
  if (!channel.receive) throw new Error('the channel takes no webhooks');
  return channel.receive(rawRequest(body));
};

/** The one event of an activity, as the inbox keeps it. */
async function read(body: unknown): Promise<Inbound> {
  const { status, events, setAside } = await receive(body);
  expect({ status, setAside }).toEqual({ status: 200, setAside: [] });
  expect(events).toHaveLength(1);
  return inboundSchema.parse(events[0]);
}
const inputOf = async (body: unknown) => (await read(body)).input;

describe('a text', () => {
  it('becomes a whole event', async () => {
    expect(await read(activity())).toEqual({
      channel: 'teams',
      eventId: 'a:1:1700000000001',
      address: 'aad-somchai',
      kind: 'person',
      reference: {
        serviceUrl: SERVICE_URL,
        conversationId: 'a:1',
        channelId: 'msteams',
        botId: BOT_ID,
        botName: 'ทักษะ',
        tenantId: 'tenant-1',
        userId: '29:somchai',
        aadObjectId: 'aad-somchai',
        locale: 'th-TH',
      },
      input: { type: 'text', text: 'สวัสดี', messageId: '1700000000001' },
      at: '2026-03-02T02:03:04.567Z',
      locale: 'th-TH',
    });
  });

  it.each([
    ['entities', 'รายได้ &gt; 5&nbsp;&amp;&nbsp;&lt;b&gt; &quot;ก&#39; &#x0E01; &#3586;', 'รายได้ > 5 & <b> "ก\' ก ข'],
    ['an entity written out', '&amp;lt;', '&lt;'],
    ['what only looks like an entity', 'R&D &foo; &#99999999; &#x110000;', 'R&D &foo; &#99999999; &#x110000;'],
    ['mentions', '<at>ทักษะ</at> CIO <at id="0">คนอื่น</at> คือใคร', 'CIO   คือใคร'],
    ['space around', ' \u00a0 ก ข\n', 'ก ข'],
    ['NUL and half a surrogate pair', 'ก\u0000ข\ud800', 'กข\ufffd'],
    ['NUL and halves written as entities', '&#0;ก&#xD800;', 'ก\ufffd'],
  ])('is read with %s', async (_name, text, expected) => {
    expect(await inputOf(activity({ text }))).toMatchObject({ type: 'text', text: expected });
  });

  it('is cut at 5,000 units, never within a pair', async () => {
    const input = await inputOf(activity({ text: `${'ก'.repeat(4_999)}😀 จบ` }));
    expect(input).toMatchObject({ type: 'text', text: 'ก'.repeat(4_999) });
  });

  it('is known by the address of the chat where the person has no directory id', async () => {
    expect((await read(activity({ from: { id: '29:somchai' } }))).address).toBe('29:somchai');
  });

  it('of a megabyte is read in no time', async () => {
    const input = await inputOf(activity({ text: '<at <at>&#x'.repeat(100_000) }));
    expect(input.type === 'text' && input.text.length <= 5_000).toBe(true);
  });

  it('has the time of arrival where its own cannot be read', async () => {
    for (const timestamp of [undefined, 'yesterday', '+275760-09-13T00:00:00.000Z', 12]) {
      const { at } = await read(activity({ timestamp }));
      expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(60_000);
    }
  });
});

describe('a press', () => {
  const action = { type: 'Action.Execute', verb: 'press', data: { press: 'c|menu|' } };
  const invoke = (change: Record<string, unknown> = {}) =>
    activity({ type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, text: undefined, ...change });

  it('by Action.Execute is answered in the response', async () => {
    const { events, answer } = await receive(invoke());
    expect(events[0]?.input).toEqual({ type: 'press', data: 'c|menu|' });
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: expect.any(String) });
  });

  it('by Action.Submit comes as a message', async () => {
    expect(await inputOf(activity({ text: undefined, value: { press: 'c|quiz|' } }))).toEqual({ type: 'press', data: 'c|quiz|' });
  });

  it('in a group needs no mention', async () => {
    const received = await read(groupActivity({ text: undefined, entities: undefined, value: { press: 'c|menu|' } }));
    expect(received).toMatchObject({ address: '19:group@thread.v2', kind: 'group', input: { type: 'press' } });
  });

  it('without an id is the same event when it comes again, and another when it differs', async () => {
    const first = await read(invoke({ id: undefined }));
    expect((await read(invoke({ id: undefined }))).eventId).toBe(first.eventId);
    expect((await read(invoke({ id: undefined, timestamp: '2026-03-02T02:03:05Z' }))).eventId).not.toBe(first.eventId);
  });

  it.each([
    ['nothing', undefined],
    ['another form of data', { action: { data: { other: 1 } } }],
    ['an endless press', { action: { data: { press: 'x'.repeat(301) } } }],
  ])('with %s is answered and left alone', async (_name, value) => {
    const { events, answer } = await receive(invoke({ value }));
    expect(events[0]?.input).toEqual({ type: 'ignored', what: 'invoke' });
    expect(answer).toMatchObject({ statusCode: 200 });
  });

  it('of another kind of invoke gets an empty answer', async () => {
    const { events, answer } = await receive(invoke({ name: 'task/fetch' }));
    expect(events[0]?.input.type).toBe('ignored');
    expect(answer).toEqual({});
  });

  it('is answered even where the activity is set aside', async () => {
    const { answer, setAside } = await receive(invoke({ recipient: undefined }));
    expect(setAside).toHaveLength(1);
    expect(answer).toMatchObject({ statusCode: 200 });
  });
});

describe('coming and going', () => {
  const added = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: BOT_ID }, { id: '29:somchai' }] };

  it('is an arrival once, though an installation is told twice', async () => {
    expect(await inputOf(activity({ type: 'installationUpdate', action: 'add', text: undefined }))).toEqual({ type: 'arrived' });
    expect(await inputOf(activity(added))).toEqual({ type: 'ignored', what: 'conversationUpdate' });
  });

  it.each([
    ['a removed app', { type: 'installationUpdate', action: 'remove' }, 'left'],
    ['a removed bot', { type: 'conversationUpdate', membersRemoved: [{ id: '29:x' }, { id: BOT_ID }] }, 'left'],
    ['another who leaves', { type: 'conversationUpdate', membersRemoved: [{ id: '29:x' }] }, 'ignored'],
    ['a new name of the chat', { type: 'conversationUpdate', topicName: 'ใหม่' }, 'ignored'],
    ['an upgraded app', { type: 'installationUpdate', action: 'add-upgrade' }, 'ignored'],
  ])('understands %s', async (_name, change, type) => {
    expect((await inputOf(activity({ text: undefined, ...change }))).type).toBe(type);
  });
});

describe('in a group', () => {
  it('the bot hears what is said to it, for the group and not for a person', async () => {
    const received = await read(groupActivity());
    expect(received).toMatchObject({ address: '19:group@thread.v2', kind: 'group', input: { type: 'text', text: 'สวัสดี' } });
    expect(JSON.stringify(received.reference)).not.toContain('somchai');
  });

  it.each([
    ['the talk of others', { text: 'กินข้าวกัน', entities: [] }],
    ['a mention of somebody else', { entities: [{ type: 'mention', mentioned: { id: '29:other' } }] }],
    ['a mention that only looks like one', { entities: undefined }],
    ['the same in a channel', { entities: [], conversation: { conversationType: 'channel', id: '19:c@thread.tacv2;messageid=1' } }],
  ])('leaves alone %s', async (_name, change) => {
    expect(await inputOf(groupActivity(change))).toEqual({ type: 'ignored', what: 'not mentioned' });
  });

  it('a mention without words is answered kindly', async () => {
    expect(await inputOf(groupActivity({ text: '<at>ทักษะ</at> ' }))).toEqual({ type: 'unreadable', what: 'mention' });
  });
});

describe('other activities', () => {
  it('a message taken back is forgotten, and is another event than the message itself', async () => {
    const deleted = await read(activity({ type: 'messageDelete', text: undefined }));
    expect(deleted.input).toEqual({ type: 'unsent', messageId: '1700000000001' });
    expect(deleted.eventId).not.toBe((await read(activity())).eventId);
  });

  it.each([
    ['a picture', [{ contentType: 'image/png' }, { contentType: 'text/html' }], 'image'],
    ['a file', [{ contentType: 'application/vnd.microsoft.teams.file.download.info' }], 'file'],
    ['an emoji as HTML', [{ contentType: 'text/html' }], 'attachment'],
  ])('%s cannot be read', async (_name, attachments, what) => {
    expect(await inputOf(activity({ text: '', attachments }))).toEqual({ type: 'unreadable', what });
  });

  it('a text counts more than what is attached to it', async () => {
    expect(await inputOf(activity({ attachments: [{ contentType: 'text/html' }] }))).toMatchObject({ type: 'text' });
  });

  it.each(['messageUpdate', 'messageReaction', 'typing', 'endOfConversation', 'event', 'kindOfTomorrow'])(
    '%s is only recorded',
    async (type) => {
      expect(await inputOf(activity({ type }))).toEqual({ type: 'ignored', what: type });
    },
  );

  it('an empty message is only recorded', async () => {
    expect(await inputOf(activity({ text: ' ' }))).toEqual({ type: 'ignored', what: 'empty message' });
  });

  it('what the bot says itself is only recorded', async () => {
    expect(await inputOf(activity({ from: { id: BOT_ID } }))).toEqual({ type: 'ignored', what: 'own' });
  });
});
