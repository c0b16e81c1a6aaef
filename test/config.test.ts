import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { ConfigError } from '../src/lib/errors.ts';

/** The lines that a wrong environment is answered with. */
function complaints(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const line = { LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 't' };
const teams = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pw', MicrosoftAppTenantId: 'tenant' };

test('with nothing set, everything can be tried on this machine', () => {
  expect(readConfig({})).toEqual({
    production: false,
    port: 3000,
    host: '127.0.0.1',
    databasePool: 16,
    dataDir: '.data',
    logLevel: 'info',
    webChat: true,
    teams: { serviceUrls: [], tenants: [] },
  });
});

test('an empty value is as good as none', () => {
  const names = exampleNames();
  expect(readConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(readConfig({}));
});

test('what is set is read', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://taksa.example/',
    DATABASE_URL: 'postgres://db/x',
    WEB_CHAT: 'off',
    ...line,
    ...teams,
  });
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: 'https://taksa.example',
    databaseUrl: 'postgres://db/x',
    webChat: false,
    line: { channelSecret: 's', accessToken: 't', baseUrl: 'https://api.line.me' },
    teams: {
      app: { id: 'id', password: 'pw', type: 'SingleTenant', tenantId: 'tenant' },
      serviceUrls: ['https://smba.trafficmanager.net'],
      tenants: [],
    },
  });
});

test('lists are separated by commas', () => {
  const { teams: read } = readConfig({ ...teams, TEAMS_TENANTS: ' a, b ,,', TEAMS_SERVICE_URLS: 'https://one,https://two' });
  expect(read).toMatchObject({ tenants: ['a', 'b'], serviceUrls: ['https://one', 'https://two'] });
});

test('in production there is no anonymous Teams', () => {
  expect(readConfig({ NODE_ENV: 'production' })).not.toHaveProperty('teams');
  expect(readConfig({ NODE_ENV: 'production', ...teams }).teams?.app?.id).toBe('id');
});

describe('a wrong setting is named in one line', () => {
  test.each([
    [{ NODE_ENV: 'live' }],
    [{ PORT: '70000' }],
    [{ PORT: 'http' }],
    [{ PUBLIC_URL: 'taksa.example' }],
    [{ DATABASE_URL: 'mysql://db/x' }],
    [{ DATABASE_POOL: '1' }],
    [{ LOG_LEVEL: 'loud' }],
    [{ LOG_KEY: 'short' }],
    [{ WEB_CHAT: 'yes' }],
    [{ LINE_API_BASE_URL: 'api' }],
    [{ MicrosoftAppType: 'UserAssignedMSI' }],
    [{ TEAMS_OPENID_METADATA: 'x' }],
  ])('%o', (environment) => {
    const said = complaints(environment);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^${Object.keys(environment)[0]}: .`));
  });

  test.each([
    ['LINE_CHANNEL_ACCESS_TOKEN', { LINE_CHANNEL_SECRET: 's' }],
    ['LINE_CHANNEL_SECRET', { LINE_CHANNEL_ACCESS_TOKEN: 't' }],
    ['MicrosoftAppPassword', { MicrosoftAppId: 'id', MicrosoftAppTenantId: 'tenant' }],
    ['MicrosoftAppTenantId', { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pw' }],
  ])('%s where it is missing beside what needs it', (name, environment) => {
    expect(complaints(environment)).toEqual([expect.stringMatching(new RegExp(`^${name}: is missing`))]);
  });

  test('and each of several in its own', () => {
    expect(complaints({ PORT: 'x', LOG_LEVEL: 'loud' }).map((said) => said.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL']);
  });

  test('without its value, which may be a secret', () => {
    expect(complaints({ DATABASE_URL: 'hunter2', LOG_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  test('lists every setting and no other', () => {
    const source = readFileSync('src/config.ts', 'utf8');
    const schema = source.slice(source.indexOf('const schema'), source.indexOf('export interface'));
    const known = [...schema.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1]);
    expect(known.length).toBeGreaterThan(15);
    expect(exampleNames()).toEqual(known);
  });

  test('says of each in one line what it is for', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const without = lines.filter((text, index) => isSetting(text) && !/^# \S/.test(lines[index - 1] ?? ''));
    expect(without).toEqual([]);
  });

  test('can be copied as it is', () => {
    const set = readFileSync('.env.example', 'utf8')
      .split('\n')
      .filter(isSetting)
      .map((text) => text.split(/=(.*)/s).slice(0, 2));
    expect(complaints(Object.fromEntries(set))).toEqual([]);
  });
});

const isSetting = (text: string): boolean => /^\w+=/.test(text);

function exampleNames(): string[] {
  return readFileSync('.env.example', 'utf8')
    .split('\n')
    .filter(isSetting)
    .map((text) => text.split('=')[0] ?? '');
}
