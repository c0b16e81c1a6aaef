/** The web chat's part of the server: the page, posts to it, its open line, and its files. */
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Inbound, SetAside } from '../../channels/channel.ts';
import type { Line } from '../../channels/web/transcript.ts';
import { translate, type Words } from '../../text/translate.ts';
import { assetRoutes } from './asset-routes.ts';
import { type EventsParts, makeEvents } from './events.ts';
import { isOwnPost, seal } from './guard.ts';
import { inboundOf } from './inbound.ts';
import { datedLines } from './lines.tsx';
import { type ChatPage, ChatPageView } from './page.tsx';
import { isJson, readSubmission, type Submission, TEXT_LIMIT } from './submission.ts';
import { visitorOf, welcomeVisitor } from './visitor.ts';

const HISTORY = 50;
const BODY_LIMIT = 16 * 1024;
const RETRY_AFTER_S = '5';
/** How long after a person's line an answer is expected at any moment. */
const WAITING_MS = 60_000;

export interface ChatParts extends EventsParts {
  /** Stores durably before it returns; throws when the database is away. */
  accept: (received: { events: Inbound[]; setAside: SetAside[] }) => Promise<void>;
  /** The page is reached over https: the cookie is bound to it. */
  secure: boolean;
}

/** Makes the routes GET /, POST /chat, GET /chat/events and GET /assets/*; every other path is left alone. */
export function makeWebChat(parts: ChatParts): Hono {
  const app = new Hono();
  const events = makeEvents(parts);
  app.get('/', (c) => showChat(c, parts));
  app.post('/chat', checkOrigin, bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => refuse(c, parts, 413, 'web.error.too-large') }), (c) =>
    takePost(c, parts),
  );
  app.get('/chat/events', (c) => {
    const address = visitorOf(c, parts.secure);
    return address ? events(c, address) : c.body(null, 204);
  });
  app.route('/', assetRoutes());
  return app;

  /** Cross-site posts end here, before anything of them is read. */
  async function checkOrigin(c: Context, next: () => Promise<void>) {
    if (!isOwnPost(c.req.raw.headers)) return refuse(c, parts, 403, 'web.error.elsewhere');
    return next();
  }
}

async function showChat(c: Context, parts: ChatParts) {
  const visitor = welcomeVisitor(c, parts.secure);
  if (visitor.isNew) return page(c, 200, { language: 'th', lines: [], arriving: true });
  try {
    return page(c, 200, await conversation(parts, visitor.address));
  } catch (err) {
    parts.log.warn({ err }, 'a web chat could not be shown');
    c.header('Retry-After', RETRY_AFTER_S);
    return page(c, 503, { problem: { message: translate('th', 'web.error.away-page') } });
  }
}

async function takePost(c: Context, parts: ChatParts) {
  const address = visitorOf(c, parts.secure);
  if (!address) {
    welcomeVisitor(c, parts.secure);
    return refuse(c, parts, 400, 'web.error.cookie');
  }
  const sent = await readSubmission(c.req);
  switch (sent.type) {
    case 'unreadable':
      return refuse(c, parts, 400, 'web.error.unreadable');
    case 'empty':
      return refuse(c, parts, 422, 'web.error.empty');
    case 'too-long':
      return refuse(c, parts, 422, { key: 'web.error.too-long', with: { limit: TEXT_LIMIT } }, sent);
    default:
      return store(c, parts, sent, inboundOf(sent, address, parts.clock.now()));
  }
}

async function store(c: Context, parts: ChatParts, sent: Submission, event: Inbound) {
  try {
    await parts.accept({ events: [event], setAside: [] });
  } catch (err) {
    parts.log.warn({ err }, 'a web chat message could not be stored');
    c.header('Retry-After', RETRY_AFTER_S);
    return refuse(c, parts, 503, 'web.error.away', sent);
  }
  seal(c);
  return isJson(c.req) ? c.json({}, 202) : c.redirect('/', 303);
}

type Refusal = 400 | 403 | 413 | 422 | 503;

/** Says what was wrong and what to do: as JSON to the script, else as the page with what was typed still in it. */
async function refuse(c: Context, parts: ChatParts, status: Refusal, words: Words, sent?: Submission) {
  const address = visitorOf(c, parts.secure);
  if (isJson(c.req)) {
    const language = address ? await parts.transcript.language(address).catch(() => 'th' as const) : 'th';
    seal(c);
    return c.json({ message: translate(language, words) }, status);
  }
  const shown: Partial<ChatPage> = address ? await conversation(parts, address).catch(() => ({})) : {};
  const message = translate(shown.language ?? 'th', words);
  return page(c, status, { ...shown, arriving: false, waiting: false, ...unsent(message, sent) });
}

/** What of a failed form goes back into the page; its id too, so that trying again cannot have two effects. */
function unsent(message: string, sent: Submission | undefined): Partial<ChatPage> {
  if (sent?.type === 'too-long') return { problem: { message, text: sent.text } };
  if (sent?.type === 'text') return { problem: { message, text: sent.text }, ...(sent.formId && { formId: sent.formId }) };
  if (sent?.type !== 'press') return { problem: { message } };
  return { problem: { message, choice: { press: sent.press, label: sent.label ?? '' } }, ...(sent.formId && { formId: sent.formId }) };
}

async function conversation({ transcript, clock }: ChatParts, address: string): Promise<Partial<ChatPage>> {
  const [lines, language] = await Promise.all([transcript.history(address, HISTORY), transcript.language(address)]);
  const now = clock.now();
  return { language, lines: datedLines(lines, now, language), waiting: isWaiting(lines, now), arriving: lines.length === 0 };
}

function isWaiting(lines: Line[], now: Date): boolean {
  const last = lines.at(-1);
  return last?.from === 'person' && now.getTime() - new Date(last.at).getTime() < WAITING_MS;
}

async function page(c: Context, status: 200 | Refusal, shown: Partial<ChatPage>) {
  seal(c);
  const whole: ChatPage = { language: 'th', lines: [], formId: randomUUID(), waiting: false, arriving: false, ...shown };
  const html: string = String(await (<ChatPageView {...whole} />));
  return c.html(`<!doctype html>${html}`, status);
}
