/** What a LINE event of each type says, in neutral terms. */
import { z } from 'zod';
import { clean, cutInput } from '../../text/cut.ts';
import type { InboundInput } from '../channel.ts';
import { idSchema, nameSchema } from './fields.ts';
import { mentionSchema, saidToBot } from './mention.ts';

/** The longest text kept, in UTF-16 units; LINE's own limit. */
const TEXT_LIMIT = 5_000;
/** The longest postback data a button can carry, in UTF-16 units. */
const POSTBACK_LIMIT = 300;

type InputSchema = z.ZodType<InboundInput>;

const message = z.object({
  message: z.object({ type: nameSchema, id: idSchema, text: z.string().optional(), mention: mentionSchema.optional().catch(undefined) }),
});

const personMessage: InputSchema = message.transform(({ message: { type, id, text } }) =>
  type === 'text' && text !== undefined ? said(text, id) : { type: 'unreadable', what: type },
);

/** In a group only words that mention the bot are read; nothing of the others' talk is kept. */
const groupMessage: InputSchema = message.transform(({ message: { type, id, text, mention } }) => {
  const words = type === 'text' && text !== undefined ? saidToBot(text, mention) : undefined;
  return words === undefined ? { type: 'ignored', what: 'group' } : said(words, id);
});

const press: InputSchema = z
  .object({ postback: z.object({ data: z.string().max(POSTBACK_LIMIT) }) })
  .transform(({ postback }) => ({ type: 'press', data: clean(postback.data) }));

const unsent: InputSchema = z
  .object({ unsend: z.object({ messageId: idSchema }) })
  .transform(({ unsend }) => ({ type: 'unsent', messageId: unsend.messageId }));

const always = (input: InboundInput): InputSchema => z.unknown().transform(() => input);
const arrived = always({ type: 'arrived' });
const left = always({ type: 'left' });

/** The schema that reads an event of `type` from a person or a group; types we do not know are ignored by name. */
export function inputSchemaOf(type: string, kind: 'person' | 'group'): InputSchema {
  switch (type) {
    case 'message':
      return kind === 'group' ? groupMessage : personMessage;
    case 'postback':
      return press;
    case 'unsend':
      return unsent;
    case 'follow':
    case 'join':
      return arrived;
    case 'unfollow':
    case 'leave':
      return left;
    default:
      return always({ type: 'ignored', what: type });
  }
}

const said = (text: string, messageId: string): InboundInput => ({
  type: 'text',
  text: cutInput(clean(text), TEXT_LIMIT),
  messageId,
});
