/** How messages look in Teams: every card is one that Adaptive Cards 1.5 knows, small enough, and word for word. */
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Rendered, render } from '../../../src/channels/teams/render.ts';
import { type Choice, type Message, messageSchema } from '../../../src/dialog/message.ts';

const cards: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** What is wrong with a card in the eyes of the reference implementation, with the limits that Teams sets. */
function complaints(content: object): string[] {
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig({ supportsInteractivity: true, actions: { maxActions: 6 } });
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  card.parse(content, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...parsing, ...card.validateProperties().validationEvents.map(({ message }) => message)];
}

const contentOf = (rendered: Rendered): object => {
  const [attachment, ...more] = rendered.attachments ?? [];
  if (!attachment || more.length > 0) throw new Error('there has to be one card');
  expect(attachment.contentType).toBe('application/vnd.microsoft.card.adaptive');
  return attachment.content;
};

/** All objects within a value, itself included. */
function within(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (!value || typeof value !== 'object') return [];
  return [{ ...value }, ...Object.values(value).flatMap(within)];
}
const ofType = (content: object, type: string) => within(content).filter((part) => part.type === type);
const words = (content: object): string =>
  within(content)
    .map((part) => (typeof part.text === 'string' ? part.text : ''))
    .join('\n');

const message = (parts: unknown): Message => messageSchema.parse(parts);
const press = (label: string): Choice => ({ label, press: `c|menu|${label}` });

const answer = message({
  text: 'CIO คือผู้บริหารด้านดิจิทัล',
  card: {
    title: 'CIO คือใคร',
    tone: 'notice',
    body: 'ผู้บริหารด้านดิจิทัล\nสูตร =A1*B1*2 และ _ชื่อ_\n\n1. กำหนดแผน',
    facts: [{ label: 'กลุ่ม', value: 'ผู้บริหาร *ระดับสูง*' }],
    source: 'มติคณะรัฐมนตรี ข้อ 4.2',
    image: { url: 'https://example.go.th/a.png', alt: 'ภาพ' },
    progress: { at: 3, of: 10 },
    buttons: [press('อ่านต่อ'), { label: 'เปิดเอกสาร', url: 'https://example.go.th/doc' }],
  },
  choices: [press('เมนู')],
});

it('the reference implementation finds what is wrong', () => {
  const actions = Array.from({ length: 7 }, () => ({ type: 'Action.Execute', title: 'ก' }));
  expect(complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'ActionSet', actions }] })).toHaveLength(1);
  expect(complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Unknown' }] })).toHaveLength(1);
});

describe('words alone', () => {
  it('are plain text', () => {
    expect(render(message({ text: 'ดี *มาก*\nครับ' }))).toEqual({ type: 'message', text: 'ดี *มาก*\nครับ', textFormat: 'plain' });
  });

  it('beyond what Teams takes are cut with a sign of it', () => {
    const { text = '' } = render(message({ text: 'กำ'.repeat(20_000) }));
    expect(text.length).toBeLessThanOrEqual(8_000);
    expect(text).toMatch(/กำ…$/);
  });
});

describe('a card', () => {
  const rendered = render(answer);
  const content = contentOf(rendered);

  it('is one that Adaptive Cards 1.5 knows', () => {
    expect(complaints(content)).toEqual([]);
  });

  it('is not said twice: the words stand for it in notifications only', () => {
    expect(rendered.text).toBeUndefined();
    expect(rendered.summary).toBe(answer.text);
    expect(content).toMatchObject({ version: '1.5', fallbackText: answer.text, msteams: { width: 'Full' } });
  });

  it('says all its parts, line by line and word for word', () => {
    const runs = ofType(content, 'TextRun').map(({ text }) => text);
    expect(runs).toEqual(
      expect.arrayContaining(['ผู้บริหารด้านดิจิทัล', 'สูตร =A1*B1*2 และ _ชื่อ_', '1. กำหนดแผน', 'มติคณะรัฐมนตรี ข้อ 4.2', ' 3 / 10']),
    );
    expect(ofType(content, 'FactSet')[0]?.facts).toEqual([{ title: 'กลุ่ม', value: 'ผู้บริหาร \\*ระดับสูง\\*' }]);
    expect(ofType(content, 'Image')[0]).toMatchObject({ url: 'https://example.go.th/a.png', altText: 'ภาพ' });
    expect(ofType(content, 'TextBlock')[0]).toMatchObject({ text: 'CIO คือใคร', style: 'heading' });
  });

  it('carries each press twice, for clients that know Action.Execute and for those that do not', () => {
    const data = { press: 'c|menu|อ่านต่อ' };
    expect(ofType(content, 'Action.Execute')[0]).toMatchObject({
      title: 'อ่านต่อ',
      verb: 'press',
      data,
      fallback: { type: 'Action.Submit', title: 'อ่านต่อ', data },
    });
    expect(ofType(content, 'Action.OpenUrl')[0]).toMatchObject({ title: 'เปิดเอกสาร', url: 'https://example.go.th/doc' });
  });

  it.each([
    [{ at: 0, of: 10 }, ['──────────', ' 0 / 10']],
    [{ at: 3, of: 10 }, ['━━━', '───────', ' 3 / 10']],
    [{ at: 10, of: 10 }, ['━━━━━━━━━━', ' 10 / 10']],
    [{ at: 12, of: 10 }, ['━━━━━━━━━━', ' 12 / 10']],
    [{ at: 0, of: 0 }, ['──────────', ' 0 / 0']],
  ])('shows %o', (progress, runs) => {
    const shown = contentOf(render(message({ text: '', card: { title: '', progress } })));
    expect(ofType(shown, 'TextRun').map(({ text }) => text)).toEqual(runs);
  });

  it.each(['plain', 'right', 'wrong', 'notice'])('of tone %s is valid', (tone) => {
    expect(complaints(contentOf(render(message({ text: 'ก', card: { title: 'ก', tone } }))))).toEqual([]);
  });
});

describe('choices', () => {
  const labels = (content: object): string[][] =>
    ofType(content, 'ActionSet').map(({ actions }) => (Array.isArray(actions) ? actions.map(({ title }: { title: string }) => title) : []));

  it('without a card stand below the words', () => {
    const content = contentOf(render(message({ text: 'เลือก\nหมวด', choices: [press('ก'), press('ข')] })));
    expect(words(content)).toMatch(/เลือก[\s\S]*หมวด/);
    expect(labels(content)).toEqual([['ก', 'ข']]);
    expect(complaints(content)).toEqual([]);
  });

  it('share a row where they are short, and stand alone where they are long', () => {
    const content = contentOf(
      render(message({ text: '', choices: ['ก', 'ข', 'ค', 'ง', 'ผู้ปฏิบัติงานเทคโนโลยี', 'ผู้ทำงานด้านนโยบาย'].map(press) })),
    );
    expect(labels(content)).toEqual([['ก', 'ข', 'ค', 'ง'], ['ผู้ปฏิบัติงานเทคโนโลยี'], ['ผู้ทำงานด้านนโยบาย']]);
  });

  it('are all offered, thirteen of them too, and never more in a row than Teams shows', () => {
    const choices = Array.from({ length: 13 }, (_, index) => press(`ข้อ ${index + 1}`));
    const content = contentOf(render(message({ text: 'เลือก', choices })));
    expect(labels(content).flat()).toEqual(choices.map(({ label }) => label));
    expect(complaints(content)).toEqual([]);
  });
});

describe('any message', () => {
  it('that is nothing but the longest buttons loses the last of them rather than the whole', () => {
    const buttons = Array.from({ length: 19 }, (_, index) => ({ label: String(index), press: '"'.repeat(300) }));
    const rendered = render(message({ text: 'ก', card: { title: 'ก', buttons: buttons.slice(0, 6) }, choices: buttons.slice(6) }));
    const wire = JSON.stringify(rendered);
    expect(Buffer.byteLength(wire, 'utf16le')).toBeLessThan(36_000);
    expect(wire).toContain('"title":"5"');
    expect(wire).toContain('"title":"6"');
  });

  it('is valid and below 40 KB, however long its parts are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.nat(20_000).map((length) => 'ก่\n'.repeat(length / 3)),
    );
    const choice = fc.oneof(
      fc.record({ label: fc.string({ maxLength: 20 }), press: fc.string({ minLength: 300, maxLength: 300 }) }),
      fc.record({ label: fc.string({ maxLength: 20 }), url: fc.constant('https://example.go.th/') }),
    );
    const card = fc.record(
      {
        title: text,
        tone: fc.constantFrom('plain', 'right', 'wrong', 'notice'),
        body: text,
        facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 40 }),
        source: text,
        progress: fc.record({ at: fc.nat(20), of: fc.nat(20) }),
        buttons: fc.array(choice, { maxLength: 6 }),
      },
      { requiredKeys: ['title'] },
    );
    const any = fc.record({ text, card, choices: fc.array(choice, { maxLength: 13 }) }, { requiredKeys: ['text'] });
    fc.assert(
      fc.property(any, (parts) => {
        const rendered = render(message(parts));
        expect(Buffer.byteLength(JSON.stringify(rendered), 'utf16le')).toBeLessThan(36_000);
        for (const { content } of rendered.attachments ?? []) expect(complaints(content)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
