import type { messagingApi } from '@line/bot-sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessages } from '../../../src/channels/line/render.ts';
import { type Card, cardSchema, type Message, toneSchema } from '../../../src/dialog/message.ts';
import { answer, item, samples, score } from './cards.ts';

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });
const clusters = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);
/** Whether `cut` is the beginning of `whole` up to a boundary of clusters, and an ellipsis. */
const cutCleanly = (cut: string, whole: string): boolean => {
  const kept = clusters(cut.slice(0, -1));
  return cut.endsWith('…') && clusters(whole).slice(0, kept.length).join('') === kept.join('') && whole.startsWith(kept.join(''));
};

const only = (message: Message): messagingApi.Message => {
  const [rendered] = renderMessages([message]);
  if (!rendered) throw new Error('nothing rendered');
  return rendered;
};
const textOf = (message: Message): string => {
  const rendered = only(message);
  if (rendered.type !== 'text') throw new Error(`a ${rendered.type}, not a text`);
  return rendered.text;
};
const flexOf = (message: Message): messagingApi.FlexMessage => {
  const rendered = only(message);
  if (rendered.type !== 'flex') throw new Error(`a ${rendered.type}, not a card`);
  return rendered;
};
const bubbleOf = (message: Message): messagingApi.FlexBubble => {
  const { contents } = flexOf(message);
  if (contents.type !== 'bubble') throw new Error('no bubble');
  return contents;
};
const withCard = (card: Partial<Card>): Message => ({ text: 'ข้อความ', card: { title: 'หัวข้อ', tone: 'plain', ...card } });
const press = (label: string) => ({ label, press: 'c|menu|' });

/** Every object within a rendered message, with the ground it stands on. */
function parts(node: unknown, ground = '#FFFFFF'): { part: Record<string, unknown>; ground: string }[] {
  if (Array.isArray(node)) return node.flatMap((child) => parts(child, ground));
  if (!node || typeof node !== 'object') return [];
  const part: Record<string, unknown> = { ...node };
  const own = typeof part.backgroundColor === 'string' ? part.backgroundColor : ground;
  return [{ part, ground: own }, ...Object.values(part).flatMap((child) => parts(child, own))];
}

describe('a text', () => {
  it('is said as it is', () => {
    expect(renderMessages([{ text: 'สวัสดีครับ' }])).toEqual([{ type: 'text', text: 'สวัสดีครับ' }]);
  });

  it('is cut at 5,000 units between clusters', () => {
    const whole = 'ที่นี่'.repeat(1_000);
    const cut = textOf({ text: whole });
    expect(cut.length).toBeLessThanOrEqual(5_000);
    expect(cut.length).toBeGreaterThan(4_990);
    expect(cutCleanly(cut, whole)).toBe(true);
  });

  it.each(['', '  \n', '\u0000'])('is never empty, for LINE refuses that: %j', (text) => {
    expect(textOf({ text })).toBe('…');
  });
});

describe('choices', () => {
  it('stand below the last bubble, the latest ones', () => {
    const [first, last] = renderMessages([{ text: 'หนึ่ง', choices: [press('เมนู')] }, { text: 'สอง' }]);
    expect(first).not.toHaveProperty('quickReply');
    expect(last?.quickReply?.items).toEqual([
      { type: 'action', action: { type: 'postback', label: 'เมนู', data: 'c|menu|', displayText: 'เมนู' } },
    ]);
    const both = renderMessages([
      { text: 'หนึ่ง', choices: [press('เก่า')] },
      { text: 'สอง', choices: [press('ใหม่')] },
    ]);
    expect(JSON.stringify(both)).toContain('ใหม่');
    expect(JSON.stringify(both)).not.toContain('เก่า');
  });

  it('are at most 13', () => {
    const choices = Array.from({ length: 20 }, (_, index) => press(`ข้อ ${index}`));
    expect(only({ text: 'เลือก', choices }).quickReply?.items).toHaveLength(13);
  });

  it('have labels of at most 20 clusters, none of them broken, and say the whole label in the chat', () => {
    const label = 'ผู้ที่ทำหน้าที่ขับเคลื่อนดิจิทัลภาครัฐ';
    const action = only({ text: 'เลือก', choices: [press(label)] }).quickReply?.items?.[0]?.action;
    expect(action).toMatchObject({ displayText: label });
    expect(clusters(action?.label ?? '')).toHaveLength(20);
    expect(cutCleanly(action?.label ?? '', label)).toBe(true);
  });

  it('of exactly 20 clusters stay whole', () => {
    const label = 'กำ'.repeat(20);
    expect(only({ text: 'เลือก', choices: [press(label)] }).quickReply?.items?.[0]?.action?.label).toBe(label);
  });

  it('that open a link are escaped, and left out where LINE would not open them', () => {
    const choices = [
      { label: 'เปิด', url: 'https://example.go.th/ก?a=1|2&b=100%' },
      { label: 'ร้าย', url: 'javascript:alert(1)' },
    ];
    expect(only({ text: 'เลือก', choices }).quickReply?.items).toEqual([
      { type: 'action', action: { type: 'uri', label: 'เปิด', uri: 'https://example.go.th/%E0%B8%81?a=1%7C2&b=100%25' } },
    ]);
  });
});

describe('a card', () => {
  it('says everything it holds', () => {
    const json = JSON.stringify(renderMessages([answer, item, score]));
    for (const { card } of Object.values(samples)) {
      const facts = (card?.facts ?? []).flatMap(({ label, value }) => [label, value]);
      for (const words of [card?.title, card?.body, card?.source, ...facts]) {
        if (words) expect(json).toContain(JSON.stringify(words));
      }
    }
  });

  it('has an alternative text of at most 400 units', () => {
    expect(flexOf(answer).altText).toBe(answer.text);
    const long = flexOf({ ...answer, text: 'น้ำ'.repeat(500) }).altText;
    expect(long.length).toBeLessThanOrEqual(400);
    expect(cutCleanly(long, 'น้ำ'.repeat(500))).toBe(true);
    expect(flexOf({ ...answer, text: '' }).altText).toBe(answer.card?.title);
  });

  it('offers the four options of an item side by side', () => {
    const { footer } = bubbleOf(item);
    expect(footer).toMatchObject({ layout: 'horizontal' });
    expect(footer?.contents).toMatchObject(
      ['ก', 'ข', 'ค', 'ง'].map((label, index) => ({ action: { label, data: `f|quiz|1|k3|item-3|${index}` } })),
    );
    expect(bubbleOf(answer).footer).toMatchObject({ layout: 'vertical' });
  });

  it.each([
    [3, 10, ['30%'], '3 / 10'],
    [0, 10, [], '0 / 10'],
    [12, 10, ['100%'], '12 / 10'],
    [-1, 10, [], '-1 / 10'],
  ])('shows progress %i of %i in words and as a bar', (at, of, widths, words) => {
    const all = parts(bubbleOf(withCard({ progress: { at, of } })).body).map(({ part }) => part);
    expect(all.flatMap(({ width }) => width ?? [])).toEqual(widths);
    expect(all.some(({ text }) => text === words)).toBe(true);
  });

  it('leaves out what it does not have', () => {
    const bubble = bubbleOf(withCard({ progress: { at: 0, of: 0 }, facts: [], buttons: [], body: ' ', source: '' }));
    expect(Object.keys(bubble).sort()).toEqual(['header', 'size', 'type']);
    expect(bubbleOf(withCard({ image: { url: 'http://example.go.th/a.png', alt: '' } }))).not.toHaveProperty('hero');
  });

  it('wraps every text and lets it grow with the reader', () => {
    const texts = parts(renderMessages([answer, item, score])).filter(({ part }) => part.type === 'text');
    expect(texts.length).toBeGreaterThan(8);
    for (const { part } of texts) expect(part).toMatchObject({ wrap: true, scaling: true });
  });

  it.each(toneSchema.options)('has a contrast of at least 4.5 in the tone %s', (tone) => {
    const texts = Object.values(samples)
      .flatMap(({ card }) => parts(bubbleOf(withCard({ ...card, tone }))))
      .filter(({ part }) => part.type === 'text');
    expect(texts.length).toBeGreaterThan(8);
    for (const { part, ground } of texts) expect(contrast(String(part.color), ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('too big for a bubble is said as words, with its buttons as choices', () => {
    const facts = Array.from({ length: 60 }, (_, index) => ({ label: `ข้อ ${index}`, value: 'ยาว'.repeat(100) }));
    const rendered = only({
      text: 'ทั้งหมดเป็นคำพูด',
      card: { title: 'ใหญ่', tone: 'plain', facts, buttons: [press('ต่อไป')] },
      choices: [press('เมนู')],
    });
    expect(rendered).toMatchObject({ type: 'text', text: 'ทั้งหมดเป็นคำพูด' });
    expect(rendered.quickReply?.items?.map(({ action }) => action?.label)).toEqual(['ต่อไป', 'เมนู']);
  });
});

describe('whatever is said', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom('ที่', 'น้ำ'.repeat(2_000), '👩‍👩‍👧‍👦'.repeat(40)),
  );
  const choice = fc.oneof(
    fc.record({ label: words, press: fc.string({ maxLength: 300 }) }),
    fc.record({ label: words, url: fc.webUrl({ withQueryParameters: true }) }),
  );
  const card = fc.record(
    {
      title: words,
      tone: fc.constantFrom(...toneSchema.options),
      body: words,
      facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 40 }),
      source: words,
      progress: fc.record({ at: fc.integer(), of: fc.integer() }),
      buttons: fc.array(choice, { maxLength: 20 }),
    },
    { requiredKeys: ['title', 'tone'] },
  );
  const message = fc.record({ text: words, card, choices: fc.array(choice, { maxLength: 13 }) }, { requiredKeys: ['text'] });

  it('keeps the limits, and comes out the same each time', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (messages) => {
        const rendered = renderMessages(messages);
        expect(JSON.stringify(renderMessages(structuredClone(messages)))).toBe(JSON.stringify(rendered));
        expect(rendered).toHaveLength(messages.length);
        for (const { part } of parts(rendered)) keepsLimits(part);
      }),
      { numRuns: 150 },
    );
  });

  it('a card as stored and read back is the same card', () => {
    const read = cardSchema.parse(JSON.parse(JSON.stringify(score.card)));
    expect(renderMessages([{ ...score, card: read }])).toEqual(renderMessages([score]));
  });
});

function keepsLimits(part: Record<string, unknown>): void {
  if (part.type === 'bubble') expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(30 * 1024);
  if (Array.isArray(part.items)) expect(part.items.length).toBeLessThanOrEqual(13);
  if (part.altText !== undefined) expect(String(part.altText).length).toBeLessThanOrEqual(400);
  if (part.data !== undefined) expect(String(part.data).length).toBeLessThanOrEqual(300);
  if (part.label !== undefined) expect(clusters(String(part.label)).length).toBeLessThanOrEqual(20);
  if (part.displayText !== undefined) expect(clusters(String(part.displayText)).length).toBeLessThanOrEqual(300);
  for (const words of [part.text, part.label, part.altText, part.displayText]) {
    if (words === undefined) continue;
    expect(String(words).trim()).not.toBe('');
    expect(String(words).isWellFormed()).toBe(true);
    expect(String(words).length).toBeLessThanOrEqual(5_000);
  }
}

/** Contrast of two colours by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
