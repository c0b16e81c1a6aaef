/** Reads the file that holds an announcement: plain text, or YAML or JSON with title, body and a link. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { Message } from '../dialog/message.ts';
import { reasonOf } from '../lib/errors.ts';
import { graphemes } from '../text/graphemes.ts';
import type { BroadcastKey, BroadcastWords } from './words.ts';

/** The longest parts, in graphemes; in UTF-16 units twice as much, which every channel shows uncut. */
const LIMITS = { title: 80, body: 1_500, label: 20 } as const;
const URL_LIMIT = 1_000;
const FILE_LIMIT_KB = 64;

const TOO_LONG: Record<keyof typeof LIMITS, BroadcastKey> = {
  title: 'broadcast.title-too-long',
  body: 'broadcast.body-too-long',
  label: 'broadcast.label-too-long',
};

const contentSchema = z.strictObject({
  title: z.string(),
  body: z.string(),
  link: z.strictObject({ label: z.string(), url: z.string() }).exactOptional(),
});
type Content = Partial<Pick<z.infer<typeof contentSchema>, 'title' | 'link'>> & { body: string };

export type MessageRead = { ok: true; message: Message } | { ok: false; reason: BroadcastWords };

/** The message of a file, or in one line why there is none. */
export async function readMessageFile(file: string): Promise<MessageRead> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return wrong({ key: 'broadcast.file-missing', with: { file } });
  if (found.size > FILE_LIMIT_KB * 1024) return wrong({ key: 'broadcast.file-too-big', with: { file, limit: FILE_LIMIT_KB } });
  const bytes = await readFile(file).catch(() => undefined);
  return bytes ? parseMessage(bytes, path.extname(file).toLowerCase()) : wrong({ key: 'broadcast.file-missing', with: { file } });
}

/** The message of a file's bytes; `extension` says how they are to be read. */
export function parseMessage(bytes: Uint8Array, extension: string): MessageRead {
  const text = decode(bytes);
  if (text === undefined) return wrong('broadcast.not-utf8');
  const content = ['.yaml', '.yml', '.json'].includes(extension) ? structured(text) : plain(text);
  if ('ok' in content) return content;
  const tidied = tidy(content);
  const reason = fault(tidied);
  return reason ? wrong(reason) : { ok: true, message: toMessage(tidied) };
}

const wrong = (reason: BroadcastWords): MessageRead => ({ ok: false, reason });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

/** A first line with a blank line behind it is the title. */
function plain(text: string): Content {
  const [first = '', second, ...rest] = text.trim().split('\n');
  const hasTitle = second?.trim() === '' && rest.length > 0;
  return hasTitle ? { title: first, body: rest.join('\n') } : { body: text };
}

function structured(text: string): Content | MessageRead {
  let raw: unknown;
  try {
    raw = parseYaml(text, { maxAliasCount: 0 });
  } catch (error) {
    return wrong({ key: 'broadcast.not-structured', with: { reason: reasonOf(error).split('\n')[0] ?? '' } });
  }
  if (raw === null) return wrong('broadcast.empty');
  const parsed = contentSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  return wrong({
    key: 'broadcast.fields',
    with: { reason: parsed.error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`.trim()).join('; ') },
  });
}

const tidy = ({ title, body, link }: Content): Content => ({
  ...(title?.trim() && { title: title.trim() }),
  body: body.trim(),
  ...(link && { link: { label: link.label.trim(), url: link.url.trim() } }),
});

function fault({ title, body, link }: Content): BroadcastWords | undefined {
  if (body === '' || link?.label === '') return 'broadcast.empty';
  if ([title, body, link?.label].some((part) => /[^\P{Cc}\n\t]/u.test(part ?? ''))) return 'broadcast.control-characters';
  if (link && !isWebAddress(link.url)) return { key: 'broadcast.bad-link', with: { limit: URL_LIMIT } };
  return tooLong('title', title) ?? tooLong('body', body) ?? tooLong('label', link?.label);
}

function tooLong(part: keyof typeof LIMITS, text = ''): BroadcastWords | undefined {
  const [limit, count] = [LIMITS[part], graphemes(text).length];
  if (count <= limit && text.length <= limit * 2) return undefined;
  return { key: TOO_LONG[part], with: { limit, count: Math.max(count, Math.ceil(text.length / 2)) } };
}

const isWebAddress = (text: string): boolean => text.length <= URL_LIMIT && ['https:', 'http:'].includes(URL.parse(text)?.protocol ?? '');

/** A card where there is a title or a link; else words alone. */
function toMessage({ title, body, link }: Content): Message {
  const text = [title, body, link && `${link.label}: ${link.url}`].filter(Boolean).join('\n\n');
  if (!title) return { text };
  return { text, card: { title, tone: 'notice', body, ...(link && { buttons: [{ label: link.label, url: link.url }] }) } };
}
