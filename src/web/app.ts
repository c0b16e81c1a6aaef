/** The HTTP side: webhooks first and bare, then health, then pages. */
import { Hono } from 'hono';
import type { Channel } from '../channels/channel.ts';
import type { PeopleStore } from '../people/store.ts';
import { type ChatParts, makeWebChat } from './chat/routes.tsx';
import { exportRoutes } from './export.tsx';
import { type HealthParts, health } from './health.ts';
import { type WebhookParts, webhooks } from './webhooks.ts';

export interface WebParts extends WebhookParts, HealthParts {
  paths: ReadonlyMap<string, Channel>;
  people: Pick<PeopleStore, 'redeemExport' | 'isExportOpen'>;
  /** Absent where the web chat is switched off. */
  chat?: ChatParts;
}

/** Makes the app; `request()` on it is the whole HTTP surface. */
export function makeWeb(parts: WebParts): Hono {
  const app = new Hono();
  app.route('/', webhooks(parts.paths, parts));
  app.route('/', health(parts));
  app.route('/', exportRoutes(parts.people));
  if (parts.chat) app.route('/', makeWebChat(parts.chat));
  app.onError((error, c) => {
    parts.log.error({ err: error, path: c.req.routePath }, 'a request failed');
    return c.text('Something went wrong. Please try again in a moment.\n', 500);
  });
  return app;
}
