/** Who is let in: every rule for a token of the Bot Framework, checked with real keys and signatures. */
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, Received } from '../../../src/channels/channel.ts';
import { makeTeamsChannel } from '../../../src/channels/teams/channel.ts';
import { type OpenIdServer, startOpenIdServer } from '../../fakes/openid-server.ts';
import { activity, rawRequest, SERVICE_URL } from './samples.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://api.botframework.com';
const HOUR_MS = 3_600_000;

let openId: OpenIdServer;
let channel: Channel;

const channelFor = (server: OpenIdServer, tenants: string[] = []): Channel =>
  makeTeamsChannel(
    {
      app: { id: APP, password: 'secret', type: 'SingleTenant', tenantId: 'tenant-1' },
      serviceUrls: ['https://smba.trafficmanager.net'],
      tenants,
      openIdMetadata: server.metadataUrl,
    },
    { host: '0.0.0.0' },
  );

const claims = (change: Record<string, unknown> = {}): Record<string, unknown> => {
  const now = Math.floor(Date.now() / 1000);
  return { iss: ISSUER, aud: APP, serviceurl: SERVICE_URL, nbf: now - 10, exp: now + 600, ...change };
};

const deliver = async (token: string | undefined, body: unknown = activity(), to = channel): Promise<Received> => {
  if (!to.receive) throw new Error('the channel takes no webhooks');
  return to.receive(rawRequest(body, token === undefined ? undefined : `Bearer ${token}`));
};

const shut: Partial<Received> = { status: 401, events: [], setAside: [] };

beforeAll(async () => {
  openId = await startOpenIdServer();
  await openId.publish('good', ['msteams', 'webchat']);
  await openId.publish('elsewhere', ['webchat']);
  await openId.publish('unendorsed');
  await openId.publish('nobody', []);
  await openId.hide('secret');
  channel = channelFor(openId);
});
afterAll(() => openId.close());

// botbuilder writes what is wrong with a signature to standard error.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined));
afterEach(() => void vi.restoreAllMocks());

describe('a token that keeps every rule', () => {
  it('lets the activity in', async () => {
    const received = await deliver(await openId.sign('good', claims()));
    expect(received.status).toBe(200);
    expect(received.events).toHaveLength(1);
  });

  it('may be up to five minutes off', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect((await deliver(await openId.sign('good', claims({ exp: now - 200 })))).status).toBe(200);
    expect((await deliver(await openId.sign('good', claims({ nbf: now + 200 })))).status).toBe(200);
  });
});

describe('a token that breaks a rule is answered with 401 and leaves nothing', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const signed = (change: Record<string, unknown>, keyId = 'good') => openId.sign(keyId, claims(change));
  const cases: [string, () => Promise<string | undefined>][] = [
    ['missing', async () => undefined],
    ['empty', async () => ''],
    ['garbage', async () => 'garbage'],
    ['three parts of garbage', async () => 'gar.ba.ge'],
    ['three parts of JSON that says nothing', async () => 'bnVsbA.bnVsbA.bnVsbA'],
    ['expired', () => signed({ exp: now() - 400 })],
    ['without end', () => signed({ exp: undefined })],
    ['not valid yet', () => signed({ nbf: now() + 400 })],
    ['for another app', () => signed({ aud: 'another' })],
    ['for several apps', () => signed({ aud: [APP, 'another'] })],
    ['from another issuer', () => signed({ iss: 'https://sts.windows.net/tenant-1/' })],
    [
      'from an issuer of the emulator',
      () => signed({ iss: 'https://login.microsoftonline.com/tenant-1/v2.0', tid: 'tenant-1', ver: '2.0', azp: APP }),
    ],
    ['for another service URL', () => signed({ serviceurl: 'https://smba.trafficmanager.net/emea/' })],
    ['for no service URL', () => signed({ serviceurl: undefined })],
    ['signed with a key that is not published', () => signed({}, 'secret')],
    ['signed with a key for another channel', () => signed({}, 'elsewhere')],
    ['signed with a key that names no channels', () => signed({}, 'unendorsed')],
    ['signed with a key for no channel', () => signed({}, 'nobody')],
    ['forged: signed with another key than it names', () => openId.sign('secret', claims(), { kid: 'good' })],
    ['forged: claims changed after signing', async () => withClaims(await openId.sign('good', claims({ tid: 'a' })), claims({ tid: 'b' }))],
    ['not signed (alg none)', async () => `${encode({ alg: 'none', kid: 'good' })}.${encode(claims())}.`],
    ['not signed, with a signature', async () => `${encode({ alg: 'none', kid: 'good' })}.${encode(claims())}.c2lnbmVk`],
    ['signed with the public key as a shared secret (HS256)', async () => hs256(await openId.pem('good'))],
    ['signed with another algorithm than RS256', () => openId.sign('good', claims(), { alg: 'RS512' })],
    ['without a key id', () => openId.sign('good', claims(), { kid: '' })],
  ];
  it.each(cases)('%s', async (_name, make) => {
    expect(await deliver(await make())).toMatchObject(shut);
  });

  it('another scheme than Bearer', async () => {
    const token = await openId.sign('good', claims());
    expect(await channel.receive?.({ ...rawRequest(activity()), headers: { authorization: `Basic ${token}` } })).toMatchObject(shut);
  });

  it('a token of one channel with an activity of another', async () => {
    expect(await deliver(await openId.sign('good', claims()), activity({ channelId: 'directline' }))).toMatchObject(shut);
  });

  it('an activity that asks for other keys by its channel', async () => {
    expect(await deliver(await openId.sign('good', claims()), activity({ channelId: 'AseChannel' }))).toMatchObject(shut);
  });
});

describe('addresses and tenants', () => {
  const elsewhere = 'https://evil.trafficmanager.net/th/';

  it('refuses a service URL that is not on the list, though the token names it', async () => {
    const received = await deliver(await openId.sign('good', claims({ serviceurl: elsewhere })), activity({ serviceUrl: elsewhere }));
    expect(received).toMatchObject({ status: 403, events: [] });
  });

  it('refuses this machine as a service URL where there is an app', async () => {
    const here = 'http://127.0.0.1:9/';
    const received = await deliver(await openId.sign('good', claims({ serviceurl: here })), activity({ serviceUrl: here }));
    expect(received).toMatchObject({ status: 403, events: [] });
  });

  it.each([
    ['on the list', {}, 200],
    ['not on the list', { channelData: { tenant: { id: 'tenant-2' } } }, 403],
    ['named by the conversation alone', { channelData: undefined }, 200],
    ['not named', { channelData: undefined, conversation: { id: 'a:1', conversationType: 'personal' } }, 403],
  ])('looks at a tenant %s', async (_name, change, status) => {
    const strict = channelFor(openId, ['tenant-1']);
    expect((await deliver(await openId.sign('good', claims()), activity(change), strict)).status).toBe(status);
  });

  it('answers 400 to a signed request that is no activity', async () => {
    expect(await deliver(await openId.sign('good', claims()), '{"type":')).toMatchObject({ status: 400, events: [] });
  });
});

describe('keys', () => {
  const at = (ms: number) => void vi.setSystemTime(ms);
  let server: OpenIdServer;
  let rotating: Channel;

  beforeEach(async () => {
    server = await startOpenIdServer();
    await server.publish('old', ['msteams']);
    rotating = channelFor(server);
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
  });
  const statusWith = async (keyId: string) => (await deliver(await server.sign(keyId, claims()), activity(), rotating)).status;

  it('are kept, and asked for again within an hour for nobody', async () => {
    expect(await statusWith('old')).toBe(200);
    const fetched = server.fetches();
    await server.hide('unknown');
    expect(await statusWith('unknown')).toBe(401);
    expect(await statusWith('old')).toBe(200);
    expect(server.fetches()).toBe(fetched);
  });

  it('are picked up after a rotation', async () => {
    const start = Date.now();
    expect(await statusWith('old')).toBe(200);
    await server.publish('new', ['msteams']);
    expect(await statusWith('new')).toBe(401);
    at(start + HOUR_MS + 60_000);
    expect(await statusWith('new')).toBe(200);
  });

  it('that are withdrawn stop counting after a day', async () => {
    const start = Date.now();
    expect(await statusWith('old')).toBe(200);
    await server.publish('new', ['msteams']);
    server.withdraw('old');
    at(start + 25 * HOUR_MS);
    expect(await statusWith('old')).toBe(401);
  });

  it('that cannot be fetched are no verdict: the request is neither taken nor refused', async () => {
    server.fail(true);
    await expect(statusWith('old')).rejects.toThrow('signing keys');
    server.fail(false);
    at(Date.now() + 60_000);
    expect(await statusWith('old')).toBe(200);
  });

  it('that once were fetched outlive an outage', async () => {
    const start = Date.now();
    expect(await statusWith('old')).toBe(200);
    server.fail(true);
    at(start + 2 * HOUR_MS);
    expect(await statusWith('old')).toBe(200);
  });

  it('are not asked for by garbage', async () => {
    await deliver('gar.ba.ge', activity(), rotating);
    await deliver(await server.sign('old', claims({ aud: 'another' })), activity(), rotating);
    expect(server.fetches()).toBe(0);
  });
});

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function withClaims(token: string, changed: object): string {
  const [head, , signature] = token.split('.');
  return [head, encode(changed), signature].join('.');
}

const hs256 = (secret: string): Promise<string> =>
  new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'good' }).sign(new TextEncoder().encode(secret));
