/**
 * The environment as one schema: the only place that reads it. Every setting is listed in .env.example. A wrong or
 * missing one stops the start with one clear line.
 */
import { z } from 'zod';
import { ConfigError } from './lib/errors.ts';

const blank = (value: unknown) => (value === '' ? undefined : value);
const optional = z.preprocess(blank, z.string().optional());
const flag = (standard: 'on' | 'off') => z.preprocess(blank, z.enum(['on', 'off']).default(standard)).transform((value) => value === 'on');
const list = z.preprocess(blank, z.string().default('')).transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const schema = z.object({
  NODE_ENV: z.preprocess(blank, z.enum(['production', 'development', 'test']).default('development')),
  PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(blank, z.string().default('127.0.0.1')),
  PUBLIC_URL: z.preprocess(blank, z.url().optional()),
  DATABASE_URL: z.preprocess(
    blank,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
  ),
  DATABASE_POOL: z.preprocess(blank, z.coerce.number().int().min(2).max(200).default(16)),
  DATA_DIR: z.preprocess(blank, z.string().default('.data')),
  LOG_LEVEL: z.preprocess(blank, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info')),
  LOG_KEY: z.preprocess(blank, z.string().min(16, 'must hold at least 16 characters').optional()),
  WEB_CHAT: flag('on'),
  LINE_CHANNEL_SECRET: optional,
  LINE_CHANNEL_ACCESS_TOKEN: optional,
  LINE_API_BASE_URL: z.preprocess(blank, z.url().default('https://api.line.me')),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z.preprocess(blank, z.enum(['SingleTenant', 'MultiTenant']).default('SingleTenant')),
  MicrosoftAppTenantId: optional,
  TEAMS_SERVICE_URLS: list,
  TEAMS_TENANTS: list,
  TEAMS_OPENID_METADATA: z.preprocess(blank, z.url().optional()),
});

export interface LineConfig {
  channelSecret: string;
  accessToken: string;
  baseUrl: string;
}

export interface TeamsConfig {
  /** Absent: anonymous traffic, from this machine alone and never in production. */
  app?: { id: string; password: string; type: 'SingleTenant' | 'MultiTenant'; tenantId?: string };
  /** Hosts (scheme and host, no path) that answers may be sent to. */
  serviceUrls: string[];
  /** Tenants whose people are answered; empty for any. */
  tenants: string[];
  /** Where the keys of incoming tokens are published; absent for Microsoft's own. */
  openIdMetadata?: string;
}

export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** Where a person's browser reaches us, without a slash at the end; absent: made from host and port at start. */
  publicUrl?: string;
  databaseUrl?: string;
  databasePool: number;
  dataDir: string;
  logLevel: string;
  /** Key of the hashes that stand for addresses in logs; absent: a random one for the life of the process. */
  logKey?: string;
  webChat: boolean;
  line?: LineConfig;
  teams?: TeamsConfig;
}

const MICROSOFT_SERVICE_URL = 'https://smba.trafficmanager.net';

/** Reads the settings, or throws a ConfigError with one line for each that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = schema.safeParse(environment);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const [line, teams] = [lineConfig(env), teamsConfig(env, production)];
  return {
    production,
    port: env.PORT,
    host: env.HOST,
    ...(env.PUBLIC_URL && { publicUrl: env.PUBLIC_URL.replace(/\/$/, '') }),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    databasePool: env.DATABASE_POOL,
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
    ...(env.LOG_KEY && { logKey: env.LOG_KEY }),
    webChat: env.WEB_CHAT,
    ...(line && { line }),
    ...(teams && { teams }),
  };
}

/** Both halves or none: half a setting would leave LINE off without a word. */
function lineConfig(env: z.infer<typeof schema>): LineConfig | undefined {
  const { LINE_CHANNEL_SECRET: channelSecret, LINE_CHANNEL_ACCESS_TOKEN: accessToken, LINE_API_BASE_URL: baseUrl } = env;
  if (channelSecret && accessToken) return { channelSecret, accessToken, baseUrl };
  if (channelSecret) throw new ConfigError('LINE_CHANNEL_ACCESS_TOKEN: is missing, though LINE_CHANNEL_SECRET is set');
  if (accessToken) throw new ConfigError('LINE_CHANNEL_SECRET: is missing, though LINE_CHANNEL_ACCESS_TOKEN is set');
  return undefined;
}

function teamsConfig(env: z.infer<typeof schema>, production: boolean): TeamsConfig | undefined {
  const id = env.MicrosoftAppId;
  const password = env.MicrosoftAppPassword;
  const tenantId = env.MicrosoftAppTenantId;
  if (!id) return production ? undefined : { serviceUrls: env.TEAMS_SERVICE_URLS, tenants: env.TEAMS_TENANTS };
  if (!password) throw new ConfigError('MicrosoftAppPassword: is missing, though MicrosoftAppId is set');
  if (env.MicrosoftAppType === 'SingleTenant' && !tenantId)
    throw new ConfigError('MicrosoftAppTenantId: is missing, and a SingleTenant app needs it');
  return {
    app: { id, password, type: env.MicrosoftAppType, ...(tenantId && { tenantId }) },
    serviceUrls: env.TEAMS_SERVICE_URLS.length > 0 ? env.TEAMS_SERVICE_URLS : [MICROSOFT_SERVICE_URL],
    tenants: env.TEAMS_TENANTS,
    ...(env.TEAMS_OPENID_METADATA && { openIdMetadata: env.TEAMS_OPENID_METADATA }),
  };
}
