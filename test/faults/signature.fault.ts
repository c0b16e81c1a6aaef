/** Requests that are not the platforms': nothing of them is kept. */
import { describe, expect, inject, it } from 'vitest';
import { startOpenIdServer } from '../fakes/openid-server.ts';
import { startLine } from './doubles.ts';
import { freshLedger } from './ledger.ts';
import { activity, bodyOf, lineUser, postSigned, postTeams, said, signatureOf } from './platform.ts';
import { report } from './report.ts';
import { startService } from './service.ts';

const APP = '11111111-2222-3333-4444-555555555555';
const SERVICE_URL = 'https://smba.trafficmanager.net/th/';

describe.skipIf(!inject('doubles'))('a request', () => {
  it('22: without a signature, with a wrong one, or altered is refused by LINE’s webhook', async () => {
    const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
    const service = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    const body = bodyOf([said(lineUser(1), 'เมนู')]);
    const forged = [
      '',
      'x',
      signatureOf(`${body} `),
      signatureOf(body).toLowerCase(),
      signatureOf(body).slice(0, -4),
      `AAAA${signatureOf(body)}`,
    ];
    const refused = await Promise.all([
      ...forged.map((signature) => postSigned(service.url, body, signature)),
      postSigned(service.url, body.replace('เมนู', 'เมนุ'), signatureOf(body)),
      postSigned(service.url, `${body}\n`, signatureOf(body)),
      postSigned(service.url, '', signatureOf(body)),
    ]);
    expect(refused).toEqual(Array(9).fill(401));
    expect(await ledger.events()).toEqual([]);
    expect(await postSigned(service.url, body)).toBe(200);
    expect(await ledger.events()).toHaveLength(1);
    report(22, {}, { refused: refused.length });
  });

  it('22: with a forged token, or none, is refused by Teams’ webhook', async () => {
    const [ledger, openId] = await Promise.all([freshLedger(), startOpenIdServer()]);
    await Promise.all([openId.publish('good', ['msteams']), openId.hide('stolen')]);
    const app = {
      MicrosoftAppId: APP,
      MicrosoftAppPassword: 'secret',
      MicrosoftAppTenantId: 'tenant-1',
      TEAMS_OPENID_METADATA: openId.metadataUrl,
    };
    const service = await startService({ databaseUrl: ledger.url, env: app });
    const one = { ...activity('u1', 'เมนู', SERVICE_URL), type: 'typing' };
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://api.botframework.com', aud: APP, serviceurl: SERVICE_URL, nbf: now - 10, exp: now + 600 };
    const good = await openId.sign('good', claims);
    const [head, , signature] = good.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claims, exp: now + 6_000 })).toString('base64url');
    const tokens = await Promise.all([
      openId.sign('stolen', claims),
      openId.sign('stolen', claims, { kid: 'good' }),
      openId.sign('good', { ...claims, aud: 'another' }),
      openId.sign('good', { ...claims, iss: 'https://sts.windows.net/' }),
      openId.sign('good', { ...claims, exp: now - 600 }),
      openId.sign('good', { ...claims, serviceurl: 'https://elsewhere.example' }),
      `${head}.${altered}.${signature}`,
      `${Buffer.from('{"alg":"none","kid":"good"}').toString('base64url')}.${altered}.`,
      'garbage',
    ]);
    const refused = await Promise.all([
      postTeams(service.url, one),
      ...tokens.map((token) => postTeams(service.url, one, { authorization: `Bearer ${token}` })),
    ]);
    expect(refused).toEqual(Array(10).fill(401));
    expect(await ledger.events()).toEqual([]);
    expect(await postTeams(service.url, one, { authorization: `Bearer ${good}` })).toBe(200);
    expect(await ledger.events()).toHaveLength(1);
    report(22, {}, { refused: refused.length });
    await openId.close();
  });
});
