/** A card and the buttons of a message as HTML. */
import type { Card, Choice } from '../../dialog/message.ts';
import { type Language, translate } from '../../text/translate.ts';
import { Prose, safeAddress } from './prose.tsx';

/** The form on the page that buttons belong to, wherever they stand; see page.tsx. */
export const ACT_FORM = 'act';

/** What the value of a press button holds, as JSON. */
export interface Pressed {
  press: string;
  label: string;
}

/** A range such as 3-5 stays on one line: a word joiner behind its hyphen. */
const whole = (title: string): string => title.replaceAll(/(\d-)(?=\d)/g, '$1\u2060');

export const CardView = ({ card, language }: { card: Card; language: Language }) => (
  <section class={`card tone-${card.tone}`}>
    {card.progress && <Progress {...card.progress} language={language} />}
    {card.title && <h2>{whole(card.title)}</h2>}
    {card.image && <img src={card.image.url} alt={card.image.alt} loading="lazy" />}
    {card.body && (
      <div class="prose">
        <Prose text={card.body} />
      </div>
    )}
    {card.facts && card.facts.length > 0 && (
      <dl>
        {card.facts.map((fact) => (
          <div>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    )}
    {card.source && (
      <div class="source prose">
        <Prose text={card.source} />
      </div>
    )}
    {card.buttons && <Buttons choices={card.buttons} kind="buttons" language={language} />}
  </section>
);

function Progress({ at, of, language }: { at: number; of: number; language: Language }) {
  const words = translate(language, { key: 'web.progress', with: { at, of } });
  return (
    <div class="progress">
      <progress value={at} max={of} aria-label={words} />
      <span aria-hidden="true">{words}</span>
    </div>
  );
}

/** Buttons that stay with a card, or the quick replies below a message; nothing at all where there are none. */
export function Buttons({ choices, kind, language }: { choices: Choice[]; kind: 'buttons' | 'choices'; language: Language }) {
  if (choices.length === 0) return null;
  return (
    <fieldset class={kind}>
      <legend class="unseen">{translate(language, 'web.choices')}</legend>
      {choices.map((choice) => ('press' in choice ? <PressButton {...choice} /> : <LinkButton {...choice} language={language} />))}
    </fieldset>
  );
}

/** A button that sends its press, with a script or without; `children` where something else than its label stands on it. */
export const PressButton = ({ press, label, children }: Pressed & { children?: string }) => (
  <button type="submit" form={ACT_FORM} name="choice" value={JSON.stringify({ press, label })}>
    {children ?? label}
  </button>
);

function LinkButton({ url, label, language }: { url: string; label: string; language: Language }) {
  const href = safeAddress(url);
  if (!href) return <span>{label}</span>;
  return (
    <a class="button" href={href} target="_blank" rel="noopener noreferrer">
      {label}
      <span class="unseen"> {translate(language, 'web.new-tab')}</span>
    </a>
  );
}
