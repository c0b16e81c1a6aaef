/** The LINE Messaging API as a channel. */
import type { messagingApi } from '@line/bot-sdk';
import type { LineConfig } from '../../config.ts';
import { type HttpOutcome, request } from '../../lib/http.ts';
import type { Channel, Delivery, Inbound, RawRequest, Received } from '../channel.ts';
import { outcomeOf } from './outcome.ts';
import { parseWebhook } from './parse.ts';
import { renderMessages } from './render.ts';
import { isSigned } from './verify.ts';

const LOADING_SECONDS = 20;

interface Call {
  way: 'reply' | 'push';
  path: string;
  body: messagingApi.ReplyMessageRequest | messagingApi.PushMessageRequest | messagingApi.MulticastRequest;
  /** LINE accepts a key once for 24 hours; a reply must not carry one. */
  retryKey?: string;
}

/** Makes the channel. Requests go through lib/http: the SDK's own client has no time-out and cannot be given one. */
export function makeLineChannel(config: LineConfig): Channel {
  const post = (path: string, body: object, retryKey?: string): Promise<HttpOutcome> =>
    request({
      method: 'POST',
      url: new URL(path, config.baseUrl).href,
      headers: {
        authorization: `Bearer ${config.accessToken}`,
        'content-type': 'application/json',
        ...(retryKey && { 'x-line-retry-key': retryKey }),
      },
      body: JSON.stringify(body),
    });

  return {
    name: 'line',
    bundle: 5,
    // A push has its retry key, a reply its token that works once: neither can show twice. But a reply that finds its
    // token used after an attempt without an answer ('stale-reply') does not tell whether that attempt was shown.
    idempotent: () => true,
    perSecond: 200, // LINE's limit of multicasts, the lowest of those for sends
    recipientsPerSend: 500,
    receive: async (incoming) => receive(incoming, config.channelSecret),
    send: async (delivery) => {
      const { way, path, body, retryKey } = callFor(delivery);
      return outcomeOf(await post(path, body, retryKey), way);
    },
    thinking: async (inbound) => {
      if (inbound.kind === 'person') await post('/v2/bot/chat/loading/start', loadingFor(inbound));
    },
  };
}

function receive({ headers, body }: RawRequest, secret: string): Received {
  const signature = headers['x-line-signature'];
  if (typeof signature !== 'string' || !isSigned(body, secret, signature)) {
    return { status: 401, events: [], setAside: [], reason: signature ? 'signature does not fit' : 'signature is missing' };
  }
  return parseWebhook(body);
}

function callFor({ address, recipients, messages: neutral, retryKey, replyToken }: Delivery): Call {
  const messages = renderMessages(neutral);
  if (recipients) return { way: 'push', path: '/v2/bot/message/multicast', body: { to: recipients, messages }, retryKey };
  if (replyToken) return { way: 'reply', path: '/v2/bot/message/reply', body: { replyToken, messages } };
  return { way: 'push', path: '/v2/bot/message/push', body: { to: address, messages }, retryKey };
}

const loadingFor = ({ address }: Inbound): messagingApi.ShowLoadingAnimationRequest => ({
  chatId: address,
  loadingSeconds: LOADING_SECONDS,
});
