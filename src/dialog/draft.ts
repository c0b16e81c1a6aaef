/** Chooses the words of a draft: from keys and options to a message that a channel can render. */

import { cutGraphemes } from '../text/graphemes.ts';
import { translate } from '../text/translate.ts';
import type { Choice, Message } from './message.ts';
import { encodePress } from './press.ts';
import type { Draft, Effect, Language, Option } from './types.ts';

type Origin = NonNullable<Extract<Effect, { type: 'say' }>['from']>;

/** The longest label that every channel shows whole, in graphemes. */
const LABEL_LIMIT = 20;

/** The message in a language; `from` is the frame and step that its value buttons belong to. */
export function toMessage(draft: Draft, language: Language, from: Origin | undefined): Message {
  const choice = (option: Option) => toChoice(option, language, from);
  const { card, choices } = draft;
  return {
    text: translate(language, draft.text),
    ...(card && {
      card: {
        title: translate(language, card.title),
        tone: card.tone ?? 'plain',
        ...(card.body && { body: translate(language, card.body) }),
        ...(card.facts && {
          facts: card.facts.map(({ label, value }) => ({ label: translate(language, label), value: translate(language, value) })),
        }),
        ...(card.source && { source: translate(language, card.source) }),
        ...(card.progress && { progress: card.progress }),
        ...(card.buttons && { buttons: card.buttons.map(choice) }),
      },
    }),
    ...(choices && choices.length > 0 && { choices: choices.map(choice) }),
  };
}

function toChoice(option: Option, language: Language, from: Origin | undefined): Choice {
  const label = cutGraphemes(translate(language, option.label), LABEL_LIMIT);
  if (option.url) return { label, url: option.url };
  if (option.command) return { label, press: encodePress({ to: 'command', command: option.command, arg: option.arg ?? '' }) };
  const value = option.value ?? '';
  return { label, press: encodePress(from ? { to: 'frame', ...from, value } : { to: 'command', command: 'menu', arg: '' }) };
}
