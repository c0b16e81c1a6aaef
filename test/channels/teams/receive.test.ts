/** What is let in and what is set aside, whatever may come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inboundSchema, type Received } from '../../../src/channels/channel.ts';
import { makeTeamsChannel } from '../../../src/channels/teams/channel.ts';
import { activity, groupActivity, rawRequest } from './samples.ts';

const channel = makeTeamsChannel({ serviceUrls: ['https://smba.trafficmanager.net'], tenants: [] }, { host: '127.0.0.1' });

const receive = async (body: unknown): Promise<Received> => {
  if (!channel.receive) throw new Error('the channel takes no webhooks');
  return channel.receive(rawRequest(body));
};

describe('poison', () => {
  it.each([
    ['no sender', { from: undefined }],
    ['no conversation', { conversation: undefined }],
    ['an address that no column holds', { conversation: { id: 'x'.repeat(201) } }],
    ['NUL in an id', { from: { id: 'a\u0000' } }],
    ['a kind with blanks', { type: 'a kind' }],
  ])('with %s is set aside with its reason', async (_name, change) => {
    const { status, events, setAside } = await receive(activity(change));
    expect({ status, events }).toEqual({ status: 200, events: [] });
    expect(setAside).toEqual([
      { channel: 'teams', eventId: expect.stringMatching(/^sha256:/), address: expect.any(String), reason: expect.stringMatching(/./) },
    ]);
  });

  it('that nests without end is taken like anything else', async () => {
    const deep = JSON.stringify(activity()).replace('"plain"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect((await receive(deep)).events[0]?.input).toMatchObject({ type: 'text', text: 'สวัสดี' });
  });

  it.each(['', 'null', '[]', '"text"', '{"type":', '{}'])('%j is answered with 400', async (body) => {
    expect(await receive(body)).toMatchObject({ status: 400, events: [], setAside: [] });
  });

  it('that is no UTF-8 is answered with 400', async () => {
    expect(await channel.receive?.({ headers: {}, body: Uint8Array.of(0xff, 0xfe) })).toMatchObject({ status: 400 });
  });

  it('of any kind never throws, and what becomes of it can be kept', async () => {
    const field = fc.constantFrom(
      'type',
      'id',
      'from',
      'recipient',
      'conversation',
      'channelData',
      'text',
      'value',
      'entities',
      'attachments',
      'timestamp',
      'locale',
      'name',
      'action',
      'membersRemoved',
    );
    const type = fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate', 'messageDelete', 'typing');
    const change = fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })));
    await fc.assert(
      fc.asyncProperty(type, change, fc.boolean(), async (kind, replaced, group) => {
        const body = { ...(group ? groupActivity({ type: kind }) : activity({ type: kind })), ...replaced };
        const { status, events, setAside } = await receive(body);
        expect(status).toBe(200);
        expect(events.length + setAside.length).toBe(1);
        const kept = JSON.stringify([...events.map((event) => inboundSchema.parse(event)), ...setAside]);
        expect(kept).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('anonymous traffic', () => {
  const statusFor = async (serviceUrl: string, host = '127.0.0.1', serviceUrls: string[] = []) =>
    (await makeTeamsChannel({ serviceUrls, tenants: [] }, { host }).receive?.(rawRequest(activity({ serviceUrl }))))?.status;

  it.each([
    ['http://127.0.0.1:4030', 200],
    ['http://localhost:56150/_connector', 200],
    ['http://[::1]:80/', 200],
    ['https://smba.trafficmanager.net/th/', 403],
    ['http://127.0.0.1.example.com/', 403],
    ['http://localhost@example.com/', 403],
    ['http://example.com@localhost/', 403],
    ['file://localhost/etc', 403],
    ['nowhere', 403],
  ])('with the service URL %s', async (serviceUrl, status) => {
    expect(await statusFor(serviceUrl)).toBe(status);
  });

  it('may answer to hosts on the list', async () => {
    expect(await statusFor('http://tester.local:8080/x', '127.0.0.1', ['http://tester.local:8080'])).toBe(200);
    expect(await statusFor('https://tester.local:8080/x', '127.0.0.1', ['http://tester.local:8080'])).toBe(403);
  });

  it('is refused where the server listens to more than this machine', async () => {
    expect(await statusFor('http://127.0.0.1:4030', '0.0.0.0')).toBe(403);
  });

  it('is not begun with a list that makes no sense', () => {
    expect(() => makeTeamsChannel({ serviceUrls: ['smba'], tenants: [] }, { host: '127.0.0.1' })).toThrow('TEAMS_SERVICE_URLS');
  });
});
