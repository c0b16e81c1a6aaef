/** A neutral message as a Teams activity: plain words, or an Adaptive Card where it is a card or has buttons. */
import type { Card, Message, Tone } from '../../dialog/message.ts';
import { cutUnits } from '../../text/cut.ts';
import { actionSets } from './actions.ts';

/** Bytes as Teams counts them (UTF-16): it has refused messages from 40 KB on, addresses included. */
const SIZE_LIMIT = 36_000;
/** The longest words without a card, in UTF-16 units. */
const PLAIN_LIMIT = 8_000;
/** How long the texts of a card may be, from what is common down to what nearly always fits. */
const TEXT_LIMITS = [8_000, 4_000, 1_500, 500, 150];
const SUMMARY_LIMIT = 200;
const FACTS_LIMIT = 30;
const BAR_LENGTH = 10;

/** The fields of an outgoing activity that say what is said. */
export interface Rendered {
  type: 'message';
  text?: string;
  textFormat?: 'plain';
  /** What a notification and a list of chats show of a card. */
  summary?: string;
  attachments?: { contentType: string; content: object }[];
}

/** Renders a message in less than 40 KB; texts beyond that are cut. */
export function render(message: Message): Rendered {
  if (!message.card && !message.choices?.length) return { type: 'message', text: cutUnits(message.text, PLAIN_LIMIT), textFormat: 'plain' };
  const sizes = TEXT_LIMITS.values().map((limit) => cardActivity(message, limit));
  return sizes.find((activity) => sizeOf(activity) < SIZE_LIMIT) ?? bare(message);
}

/** With hardly a word, and where that is still too large, without the last of its choices. */
function bare({ choices = [], ...message }: Message): Rendered {
  const counts = Array.from({ length: choices.length + 1 }, (_, left) => choices.length - left).values();
  const sizes = counts.map((count) => cardActivity({ ...message, choices: choices.slice(0, count) }, 0));
  return sizes.find((activity) => sizeOf(activity) < SIZE_LIMIT) ?? cardActivity(message, 0);
}

const sizeOf = (value: object): number => JSON.stringify(value).length * 2;

function cardActivity({ text, card, choices = [] }: Message, limit: number): Rendered {
  const short = (value: string): string => cutUnits(value, limit);
  const body = card ? cardBody(card, short) : paragraphs(short(text));
  const content = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cutUnits(text, Math.min(limit, 1_000)),
    body: [...body, ...actionSets([...(card?.buttons ?? []), ...choices])],
    ...(isWide(text, card) && { msteams: { width: 'Full' } }),
  };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  return { type: 'message', summary: cutUnits(text, SUMMARY_LIMIT), attachments };
}

/** Long texts and facts read better over the whole width of the chat. */
const isWide = (text: string, card: Card | undefined): boolean => Boolean(card?.facts?.length) || (card?.body ?? text).length > 200;

function cardBody({ title, tone, body, facts, source, image, progress }: Card, short: (text: string) => string): object[] {
  return [
    heading(short(title), tone),
    ...(progress ? [progressBar(progress)] : []),
    ...(image ? [{ type: 'Image', url: image.url, altText: short(image.alt), size: 'Stretch' }] : []),
    ...(body ? paragraphs(short(body)) : []),
    ...(facts?.length ? [factSet(facts, short)] : []),
    ...(source ? paragraphs(short(source), { size: 'Small', isSubtle: true }) : []),
  ];
}

const STYLES: Record<Tone, string> = { plain: 'emphasis', right: 'good', wrong: 'attention', notice: 'warning' };

const heading = (title: string, tone: Tone): object => ({
  type: 'Container',
  style: STYLES[tone],
  bleed: true,
  items: [{ type: 'TextBlock', text: literal(title), style: 'heading', weight: 'Bolder', size: 'Medium', wrap: true }],
});

const factSet = (facts: NonNullable<Card['facts']>, short: (text: string) => string): object => ({
  type: 'FactSet',
  facts: facts.slice(0, FACTS_LIMIT).map(({ label, value }) => ({ title: literal(short(label)), value: literal(short(value)) })),
});

/**
 * A bar and "3 / 10" in one line. The bar is drawn with letters, as Teams pads coloured columns to the height of a
 * button.
 */
function progressBar({ at, of }: NonNullable<Card['progress']>): object {
  const done = of > 0 ? Math.round((Math.min(Math.max(at, 0), of) / of) * BAR_LENGTH) : 0;
  const run = (text: string, look: object) => (text ? [{ type: 'TextRun', text, ...look }] : []);
  return {
    type: 'RichTextBlock',
    spacing: 'Medium',
    inlines: [
      ...run('━'.repeat(done), { color: 'Accent', weight: 'Bolder' }),
      ...run('─'.repeat(BAR_LENGTH - done), { isSubtle: true }),
      ...run(` ${at} / ${of}`, { size: 'Small', isSubtle: true }),
    ],
  };
}

/**
 * One block for each line, word for word: a TextBlock would take "=A1*B1*2" for Markdown, and runs of text lose their
 * line breaks. An empty line becomes space.
 */
function paragraphs(text: string, look: object = {}): object[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, index) => {
    if (!line) return [];
    const spacing = index === 0 || !lines[index - 1] ? 'Medium' : 'Small';
    return [{ type: 'RichTextBlock', spacing, inlines: [{ type: 'TextRun', text: line, ...look }] }];
  });
}

/** Keeps Teams from reading Markdown where a block knows nothing else. */
const literal = (text: string): string => text.replaceAll(/[\\*_[\]]/g, '\\$&');
