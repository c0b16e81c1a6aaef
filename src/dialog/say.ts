/** Short ways to say something. A card carries its whole content as plain text too, for places that show no cards. */
import type { Words } from '../text/translate.ts';
import type { Draft, Effect, Option } from './types.ts';

export type CardDraft = NonNullable<Draft['card']>;
export type Say = Extract<Effect, { type: 'say' }>;

/** A line of text, with choices below it. */
export const sayText = (text: Words, choices: Option[] = []): Say => ({ type: 'say', message: { text, choices } });

/** A card, with choices below it. */
export const sayCard = (card: CardDraft, choices: Option[] = []): Say => ({ type: 'say', message: { text: plainly(card), card, choices } });

const plainly = ({ title, body, facts = [], source }: CardDraft): Words => ({
  lines: [
    title,
    ...(body ? [body] : []),
    ...facts.map((fact): Words => ({ key: 'card.fact', with: { ...fact } })),
    ...(source ? [source] : []),
  ],
});
