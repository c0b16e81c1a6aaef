/** An instance that takes webhooks in and does nothing else: src/web and the inbox, as src/app.ts puts them together. */
import { serve } from '@hono/node-server';
import { makeAccept } from '../src/bot/accept.ts';
import { inboxStore } from '../src/bot/inbox-store.ts';
import { makeLineChannel } from '../src/channels/line/channel.ts';
import { readConfig } from '../src/config.ts';
import { connect } from '../src/db/client.ts';
import { makeLog } from '../src/lib/log.ts';
import { makeMetrics } from '../src/lib/metrics.ts';
import { webhooks } from '../src/web/webhooks.ts';

const config = readConfig(process.env);
const log = makeLog('error');
const inbox = inboxStore(connect(config.databaseUrl ?? '', config.databasePool, log));
const channel = makeLineChannel({
  channelSecret: process.env.LINE_CHANNEL_SECRET ?? '',
  accessToken: 'tok',
  baseUrl: 'http://127.0.0.1:1',
});
const app = webhooks(new Map([['/webhooks/line', channel]]), {
  accept: makeAccept(inbox),
  log,
  metrics: makeMetrics(),
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => process.stdout.write(`listening http://127.0.0.1:${port}\n`));
process.once('SIGTERM', () => process.exit(0));
