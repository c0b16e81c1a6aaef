/** The lines of a conversation as HTML: the one renderer, for the page and for what is sent to an open page. */
import type { Line } from '../../channels/web/transcript.ts';
import type { Message } from '../../dialog/message.ts';
import { type Language, translate } from '../../text/translate.ts';
import { Buttons, CardView } from './card.tsx';
import { dayWords, isSameDay, timeWords } from './moments.ts';
import { otherLanguage, Prose } from './prose.tsx';

/** A line, and the words of its day where a new day begins with it. */
export interface DatedLine {
  line: Line;
  day?: string;
}

/** Finds out before which lines a new day begins; `lines` are oldest first. */
export const datedLines = (lines: Line[], now: Date, language: Language): DatedLine[] =>
  lines.map((line, place) => {
    const at = new Date(line.at);
    const before = lines[place - 1];
    return before && isSameDay(new Date(before.at), at) ? { line } : { line, day: dayWords(at, now, language) };
  });

/** A line as a string of HTML, to be sent to an open page. */
export const renderLine = async (dated: DatedLine, language: Language): Promise<string> =>
  String(await (<LineView {...dated} language={language} />));

export function LineView({ line, day, language }: DatedLine & { language: Language }) {
  const choices = line.from === 'bot' ? line.messages.at(-1)?.choices : undefined;
  return (
    <div class={`line ${line.from}`} data-id={line.id} data-from={line.from} tabindex={-1}>
      {day && <p class="day">{day}</p>}
      <p class="unseen">{translate(language, line.from === 'bot' ? 'web.bot-says' : 'web.you-said')}</p>
      {line.messages.map((message) => (
        <MessageView message={message} from={line.from} language={language} />
      ))}
      <p class="meta">{line.at && <time datetime={line.at}>{timeWords(new Date(line.at), language)}</time>}</p>
      {choices && <Buttons choices={choices} kind="choices" language={language} />}
    </div>
  );
}

/** A card stands for the text of its message; what a person typed is shown as it is. */
function MessageView({ message, from, language }: { message: Message; from: Line['from']; language: Language }) {
  const { text, card } = message;
  if (from === 'person') return <div class="bubble">{text}</div>;
  return (
    <div
      class={card ? 'bubble with-card' : 'bubble prose'}
      lang={otherLanguage(card ? `${card.title} ${card.body ?? ''}` : text, language)}
    >
      {card ? <CardView card={card} language={language} /> : <Prose text={text} />}
    </div>
  );
}
