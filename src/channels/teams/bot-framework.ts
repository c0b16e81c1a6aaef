/**
 * The only place that uses botbuilder: who signed a request, and the token of our own requests. Its maintenance has
 * ended; what replaces it has to keep this interface and nothing else.
 */
import type { Activity } from 'botbuilder';
import type { TeamsConfig } from '../../config.ts';
import { Bug } from '../../lib/errors.ts';

/** Who signs what comes from Teams; also whom our own tokens are meant for. */
export const ISSUER = 'https://api.botframework.com';
/** Where Microsoft publishes the keys of incoming tokens. */
export const OPENID_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** What we need of botbuilder. */
export interface BotFramework {
  /**
   * Whether a bearer token is signed for this app and activity: signature, times, issuer, audience, service URL.
   * Rejects where that cannot be told, as the keys cannot be fetched.
   */
  isSigned(activity: { channelId: string; serviceUrl: string }, authorization: string): Promise<boolean>;
  /** The token for our own requests, cached until shortly before it ends; rejects where none is given. */
  token(renew: boolean): Promise<string>;
}

/** Loads botbuilder (about half a second) for an app. */
export async function loadBotFramework(app: NonNullable<TeamsConfig['app']>, openIdMetadata: string): Promise<BotFramework> {
  const { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } = await import('botbuilder');
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: app.id,
    MicrosoftAppPassword: app.password,
    MicrosoftAppType: app.type,
    ...(app.tenantId && { MicrosoftAppTenantId: app.tenantId }),
  });
  const authentication = new ConfigurationBotFrameworkAuthentication(endpoints(openIdMetadata), factory);
  const credentials = await factory.createCredentials(app.id, ISSUER, LOGIN, true);
  return {
    isSigned: (activity, authorization) =>
      authentication.authenticateRequest(activity as Activity, authorization).then(() => true, refusal),
    async token(renew) {
      if (!givesTokens(credentials)) throw new Bug('botbuilder made credentials that give no token');
      return credentials.getToken(renew);
    },
  };
}

/** Setting one of these means setting them all. The emulator's keys are Teams' own: no others are trusted. */
const endpoints = (openIdMetadata: string) => ({
  ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
  ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
  ToBotFromChannelTokenIssuer: ISSUER,
  ToChannelFromBotLoginUrl: LOGIN,
  ToChannelFromBotOAuthScope: ISSUER,
  OAuthUrl: ISSUER,
  CallerId: 'urn:botframework:azure',
});

/** Botbuilder throws errors of any kind at a bad token. Where it could not fetch the keys, it does not know: that is thrown on. */
function refusal(error: unknown): false {
  const isFault = error instanceof Error && (error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500));
  if (isFault) throw error;
  return false;
}

const givesTokens = (credentials: object): credentials is { getToken(renew: boolean): Promise<string> } =>
  'getToken' in credentials && typeof credentials.getToken === 'function';
