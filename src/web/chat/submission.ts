/** What a post to the chat holds: read from a form or from JSON into one shape, or told apart why it cannot be. */
import { createHash } from 'node:crypto';
import type { HonoRequest } from 'hono';
import { z } from 'zod';
import { cutGraphemes } from '../../text/graphemes.ts';

/** The longest message a person may send, in UTF-16 units. */
export const TEXT_LIMIT = 2_000;

const LABEL_LIMIT = 60;

/** What was sent; `id` is the event's id, the same when the same thing is sent again. `formId` is that of a form. */
export type Submission =
  | { type: 'text'; id: string; formId?: string; text: string }
  | { type: 'press'; id: string; formId?: string; press: string; label?: string }
  | { type: 'arrived' }
  | { type: 'empty' }
  | { type: 'too-long'; text: string }
  | { type: 'unreadable' };

const pressed = z.object({ press: z.string().min(1).max(300), label: z.string().max(300).optional() });
const posted = z.union([
  z.object({ arrived: z.literal(true) }),
  pressed.extend({ id: z.uuid() }),
  z.object({ id: z.uuid(), text: z.string() }),
]);
const filled = z.object({ id: z.uuid(), text: z.string().optional(), choice: z.string().optional() });

/** Reads a post; never throws for what a browser or a stranger may send. */
export async function readSubmission(request: HonoRequest): Promise<Submission> {
  try {
    return isJson(request) ? fromJson(await request.json()) : fromForm(await request.parseBody());
  } catch {
    return { type: 'unreadable' };
  }
}

/** Whether the page's script is asking, and JSON is the answer it reads. */
export const isJson = (request: HonoRequest): boolean => request.header('content-type')?.startsWith('application/json') ?? false;

function fromJson(body: unknown): Submission {
  const { data } = posted.safeParse(body);
  if (!data) return { type: 'unreadable' };
  if ('arrived' in data) return { type: 'arrived' };
  return 'text' in data ? textOf({ id: data.id }, data.text) : pressOf({ id: data.id }, data);
}

/**
 * A form's id is that of the page it stood on, so the event's id is made of it and of what was sent: a double click has
 * one effect, and going back to say something else has its own.
 */
function fromForm(body: unknown): Submission {
  const { data } = filled.safeParse(body);
  if (!data) return { type: 'unreadable' };
  const ids = { id: uuidOf(`${data.id}\n${data.choice ?? data.text ?? ''}`), formId: data.id };
  if (data.choice === undefined) return textOf(ids, data.text ?? '');
  const choice = pressed.safeParse(JSON.parse(data.choice));
  return choice.success ? pressOf(ids, choice.data) : { type: 'unreadable' };
}

interface Ids {
  id: string;
  formId?: string;
}

function textOf(ids: Ids, raw: string): Submission {
  const text = clean(raw).trim();
  if (text === '') return { type: 'empty' };
  return text.length > TEXT_LIMIT ? { type: 'too-long', text } : { type: 'text', ...ids, text };
}

function pressOf(ids: Ids, { press, label }: z.infer<typeof pressed>): Submission {
  const shown = label && cutGraphemes(clean(label).trim(), LABEL_LIMIT);
  return { type: 'press', ...ids, press: clean(press), ...(shown && { label: shown }) };
}

/** Forms send CR LF; control characters and lone surrogates cannot be stored as JSON. */
const clean = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();

/** A UUID (version 8, RFC 9562) made of the SHA-256 of a text. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
