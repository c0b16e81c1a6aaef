/** Neutral messages as LINE messages. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice, Message } from '../../dialog/message.ts';
import { actionOf } from './action.ts';
import { bubbleOf } from './bubble.ts';
import { wordsOf } from './words.ts';

/** UTF-16 units. */
const TEXT_LIMIT = 5_000;
/** UTF-16 units: what a notification and the list of chats show; LINE takes more, nobody reads it there. */
const ALT_LIMIT = 400;
/** Bytes of a bubble's JSON; LINE's limit is 30 KB. */
const BUBBLE_LIMIT = 30_000;
const QUICK_REPLIES = 13;

interface Rendered {
  message: messagingApi.FlexMessage | messagingApi.TextMessage;
  choices: Choice[];
}

/**
 * Renders the messages of one send, one bubble each; the same messages always give the same result, so that a retry
 * under the same key sends the same body. Quick replies show below the last bubble only: it carries the latest choices.
 */
export function renderMessages(messages: Message[]): messagingApi.Message[] {
  const rendered = messages.map(renderOne);
  const items = quickReplyItems(rendered.findLast(({ choices }) => choices.length > 0)?.choices ?? []);
  return rendered.map(({ message }, index) =>
    index === rendered.length - 1 && items.length > 0 ? { ...message, quickReply: { items } } : message,
  );
}

/** A card too big for a bubble is said as plain words, with its buttons among the choices. */
function renderOne({ text, card, choices = [] }: Message): Rendered {
  const plain: messagingApi.TextMessage = { type: 'text', text: wordsOf(text, TEXT_LIMIT) };
  if (!card) return { message: plain, choices };
  const contents = bubbleOf(card);
  if (Buffer.byteLength(JSON.stringify(contents)) > BUBBLE_LIMIT) return { message: plain, choices: [...(card.buttons ?? []), ...choices] };
  const altText = wordsOf(text.trim() || card.title, ALT_LIMIT);
  return { message: { type: 'flex', altText, contents }, choices };
}

const quickReplyItems = (choices: Choice[]): messagingApi.QuickReplyItem[] =>
  choices
    .flatMap((choice) => actionOf(choice) ?? [])
    .slice(0, QUICK_REPLIES)
    .map((action) => ({ type: 'action', action }));
