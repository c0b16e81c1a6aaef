/** What a message activity says: a text, the press of a button, or something that cannot be read. */
import type { InboundInput } from '../channel.ts';
import { type Activity, type MessagePart, messageSchema, submittedPress } from './activity.ts';
import { typed } from './text.ts';

/** Reads a message. In a group only what is said to the bot counts: a press of its button, or a text that mentions it. */
export function messageInput(body: unknown, { id, recipient }: Activity, isGroup: boolean): InboundInput {
  const message = messageSchema.parse(body);
  const data = submittedPress(message.value);
  if (data !== undefined) return { type: 'press', data };
  if (isGroup && !mentions(message, recipient.id)) return { type: 'ignored', what: 'not mentioned' };
  const text = typed(message.text ?? '');
  if (text) return { type: 'text', text, ...(id && { messageId: id }) };
  const what = attached(message) ?? (isGroup ? 'mention' : undefined);
  return what ? { type: 'unreadable', what } : { type: 'ignored', what: 'empty message' };
}

const mentions = ({ entities }: MessagePart, botId: string): boolean => entities?.some((entity) => entity?.mentioned.id === botId) ?? false;

/** What kind of thing is attached. Teams adds a copy of every text as HTML: it says something only where there is no text. */
function attached({ attachments = [] }: MessagePart): string | undefined {
  const types = attachments.flatMap((attachment) => (attachment ? [attachment.contentType] : []));
  const type = types.find((candidate) => candidate !== 'text/html') ?? types[0];
  return type && kindOf(type);
}

function kindOf(contentType: string): string {
  if (contentType === 'application/vnd.microsoft.teams.file.download.info') return 'file';
  return /^(image|audio|video)\//.exec(contentType)?.[1] ?? 'attachment';
}
