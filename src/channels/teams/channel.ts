/** Microsoft Teams as a channel: activities come in signed, answers go out one request at a time. */
import type { TeamsConfig } from '../../config.ts';
import { type Clock, systemClock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Channel } from '../channel.ts';
import { makeAuthenticate } from './authenticate.ts';
import { type BotFramework, loadBotFramework, OPENID_METADATA } from './bot-framework.ts';
import { makeReceive } from './receive.ts';
import { render } from './render.ts';
import { makePost } from './send.ts';
import { makeTokenSource, type TokenSource } from './token.ts';
import { isLoopback, makeTrust } from './trust.ts';

/** What the channel needs beside its settings. */
interface TeamsOptions {
  /** The address our server listens on: anonymous traffic is taken on loopback alone. */
  host: string;
  log?: Log;
  clock?: Clock;
  /** Where the token of outgoing requests comes from, if not from Microsoft. */
  token?: TokenSource;
}

/**
 * Makes the Teams channel. With no app configured its traffic is anonymous: taken on loopback alone, and to be made
 * so outside production alone. Throws a ConfigError for an allowed service URL that is none.
 */
export function makeTeamsChannel(config: TeamsConfig, options: TeamsOptions): Channel {
  const { host, log, clock = systemClock } = options;
  const trust = makeTrust(config);
  const { authenticate, token } = withApp(config, clock, log);
  const post = makePost(trust, clock, options.token ?? token);
  return {
    name: 'teams',
    bundle: 1,
    // Teams takes 50 a second; sends do not arrive quite as evenly as they are made.
    perSecond: 48,
    recipientsPerSend: 1,
    // Teams knows no idempotency key: what is sent twice is shown twice.
    idempotent: () => false,
    receive: makeReceive({ ...(authenticate && { authenticate }), allowAnonymous: isLoopback(host), trust, clock }),
    async send({ reference, messages }) {
      const [message, ...more] = messages;
      if (!message || more.length > 0) return { type: 'refused', reason: 'Teams takes one message at a time' };
      return post(reference, render(message));
    },
    async thinking({ reference }) {
      // Failures do not matter: the answer comes either way.
      await post(reference, { type: 'typing' }).catch(() => undefined);
    },
  };
}

/** Who is let in and what we sign in with, where there is an app. botbuilder is loaded when it is first needed. */
function withApp({ app, ...config }: TeamsConfig, clock: Clock, log: Log | undefined) {
  if (!app) return {};
  let loading: Promise<BotFramework> | undefined;
  const framework = () => {
    loading ??= loadBotFramework(app, config.openIdMetadata ?? OPENID_METADATA);
    return loading;
  };
  return {
    authenticate: makeAuthenticate({ ...config, app }, framework, clock),
    token: makeTokenSource(async (renew) => (await framework()).token(renew), log),
  };
}
