/** A card as a Flex bubble, made for a small phone: text wraps, grows with the reader's font setting, and stands out enough. */
import type { messagingApi } from '@line/bot-sdk';
import type { Card, Tone } from '../../dialog/message.ts';
import { actionOf, plainUri } from './action.ts';
import { wordsOf } from './words.ts';

type Box = messagingApi.FlexBox;
type Part = messagingApi.FlexComponent;

/** Limits in UTF-16 units, chosen so that a usual card stays far below LINE's 30 KB. */
const TITLE = 200;
const BODY = 3_000;
const FACT_LABEL = 100;
const FACT_VALUE = 300;
const SOURCE = 500;

const INK = '#1F2933';
const MUTED = '#52606D';
const TRACK = '#D5DCE4';
const BUTTON = '#E4EAF2';
/** Dark writing on a pale ground, and the same dark as the bar's filling: contrast 6.5:1 and more. */
const TONES: Record<Tone, { ground: string; accent: string }> = {
  plain: { ground: '#EEF4FB', accent: '#1D4E89' },
  right: { ground: '#EAF6EE', accent: '#1B6B3A' },
  wrong: { ground: '#FBEEEE', accent: '#9B2C2C' },
  notice: { ground: '#FFF5E0', accent: '#7A4B00' },
};

/** Renders a card; the same card always gives the same bubble. Its size is the caller's to check. */
export function bubbleOf(card: Card): messagingApi.FlexBubble {
  const body = bodyOf(card);
  const footer = (card.buttons ?? []).flatMap((button) => actionOf(button) ?? []);
  const hero = card.image && heroOf(card.image.url);
  return {
    type: 'bubble',
    size: 'mega',
    ...(hero && { hero }),
    header: headerOf(card),
    ...(body.length > 0 && { body: { type: 'box', layout: 'vertical', spacing: 'md', contents: body } }),
    ...(footer.length > 0 && { footer: footerOf(footer) }),
  };
}

function headerOf({ title, tone }: Card): Box {
  const { ground, accent } = TONES[tone];
  return {
    type: 'box',
    layout: 'vertical',
    backgroundColor: ground,
    paddingAll: 'lg',
    contents: [text(wordsOf(title, TITLE), { size: 'md', weight: 'bold', color: accent })],
  };
}

function bodyOf({ tone, progress, body, facts = [], source }: Card): Part[] {
  const rows = facts.map(factOf);
  return [
    ...(progress && progress.of > 0 ? [progressOf(progress, TONES[tone].accent)] : []),
    ...(body?.trim() ? [text(wordsOf(body, BODY), { size: 'md', color: INK, lineSpacing: '6px' })] : []),
    ...(rows.length > 0 ? [{ type: 'box', layout: 'vertical', spacing: 'sm', contents: rows } satisfies Box] : []),
    ...(source?.trim() ? [text(wordsOf(source, SOURCE), { size: 'xs', color: MUTED })] : []),
  ];
}

const factOf = ({ label, value }: { label: string; value: string }): Box => ({
  type: 'box',
  layout: 'baseline',
  spacing: 'md',
  contents: [
    text(wordsOf(label, FACT_LABEL), { size: 'sm', color: MUTED, flex: 2 }),
    text(wordsOf(value, FACT_VALUE), { size: 'sm', color: INK, flex: 3 }),
  ],
});

function progressOf({ at, of }: { at: number; of: number }, accent: string): Box {
  const percent = Math.round((Math.min(Math.max(at, 0), of) / of) * 100);
  const filling: Box = { type: 'box', layout: 'vertical', width: `${percent}%`, height: '6px', backgroundColor: accent, contents: [] };
  const track: Box = {
    type: 'box',
    layout: 'vertical',
    height: '6px',
    cornerRadius: '3px',
    backgroundColor: TRACK,
    contents: percent > 0 ? [filling] : [],
  };
  return {
    type: 'box',
    layout: 'vertical',
    spacing: 'xs',
    contents: [text(`${at} / ${of}`, { size: 'xs', color: MUTED, align: 'end' }), track],
  };
}

/** Buttons below each other; up to four of one or two characters, as the options of a quiz, side by side. */
function footerOf(actions: messagingApi.Action[]): Box {
  const inRow = actions.length <= 4 && actions.every(({ label = '' }) => label.length <= 2);
  const contents = actions.map(
    (action): messagingApi.FlexButton => ({
      type: 'button',
      style: 'secondary',
      color: BUTTON,
      height: 'sm',
      adjustMode: 'shrink-to-fit',
      action,
    }),
  );
  return { type: 'box', layout: inRow ? 'horizontal' : 'vertical', spacing: 'sm', contents };
}

/** LINE loads pictures over https alone; a card with another one is shown without it. */
function heroOf(url: string): messagingApi.FlexImage | undefined {
  const uri = plainUri(URL.parse(url)?.href ?? '');
  if (!uri.startsWith('https://') || uri.length > 2_000) return undefined;
  return { type: 'image', url: uri, size: 'full', aspectRatio: '20:13', aspectMode: 'fit' };
}

const text = (words: string, style: Omit<messagingApi.FlexText, 'type' | 'text'>): messagingApi.FlexText => ({
  type: 'text',
  text: words,
  wrap: true,
  scaling: true,
  ...style,
});
