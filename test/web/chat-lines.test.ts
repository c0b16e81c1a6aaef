import { expect, test } from 'vitest';
import type { Line } from '../../src/channels/web/transcript.ts';
import type { Message } from '../../src/dialog/message.ts';
import { datedLines, renderLine } from '../../src/web/chat/lines.tsx';

const botLine = (...messages: Message[]): Line => ({ id: '1', from: 'bot', at: '2026-11-20T03:41:00Z', messages });
const render = (...messages: Message[]) => renderLine({ line: botLine(...messages) }, 'th');

const ATTACK = `"><img src=x onerror=alert(1)><script>alert('x')</script>`;

test('nothing that is said can become markup', async () => {
  const card = { title: ATTACK, tone: 'plain', body: ATTACK, source: ATTACK, facts: [{ label: ATTACK, value: ATTACK }] } as const;
  const html =
    (await render({ text: ATTACK, choices: [{ label: ATTACK, press: ATTACK }] })) +
    (await render({
      text: '',
      card: { ...card, facts: [...card.facts], buttons: [{ label: ATTACK, url: `https://x.example/${ATTACK}` }] },
    })) +
    (await renderLine({ line: { ...botLine({ text: ATTACK }), id: ATTACK, from: 'person' } }, 'th'));
  expect(html).not.toMatch(/<script|<img|alert\('/);
  expect(html).toContain('&lt;script&gt;');
});

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd', 'nonsense'])(
  'a button to %s does not lead there',
  async (url) => {
    const html = await render({ text: 'x', choices: [{ label: 'ไป', url }] });
    expect(html).not.toContain('href');
    expect(html).toContain('ไป');
  },
);

test('a link button opens beside the chat and tells nothing of it', async () => {
  const html = await render({ text: 'x', choices: [{ label: 'ดาวน์โหลด', url: 'https://taksa.example/export/1?a=1&b=2' }] });
  expect(html).toContain('href="https://taksa.example/export/1?a=1&amp;b=2" target="_blank" rel="noopener noreferrer"');
});

test.each([
  ['ดู https://x.example/a. แล้วกลับมา', 'https://x.example/a'],
  ['(https://x.example/a)', 'https://x.example/a'],
  ['ดูhttps://x.example/aได้เลย', 'https://x.example/a'],
  ['http://x.example/?q=1&r=2', 'http://x.example/?q=1&amp;r=2'],
])('%s links to the address alone', async (text, address) => {
  expect(await render({ text })).toContain(`<a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a>`);
});

test('what a person typed never becomes a link', async () => {
  const html = await renderLine({ line: { ...botLine({ text: 'https://x.example/' }), from: 'person' } }, 'th');
  expect(html).not.toContain('<a ');
});

test('lines, paragraphs and list items keep their places', async () => {
  const html = await render({ text: 'หนึ่ง\nสอง\n\nก. ข้อแรก' });
  expect(html).toContain('<p><span class="row">หนึ่ง</span><span class="row">สอง</span></p><p><span class="item">');
});

test('quick replies stand below the last message alone; buttons stay with their card', async () => {
  const choices = [{ label: 'ต่อ', press: 'c|more|' }];
  expect(await render({ text: 'หนึ่ง', choices }, { text: 'สอง' })).not.toContain('ต่อ');
  expect(await render({ text: 'หนึ่ง' }, { text: 'สอง', choices })).toContain('ต่อ</button>');
  expect(await render({ text: '', card: { title: 'x', tone: 'plain', buttons: choices } }, { text: 'สอง' })).toContain('ต่อ</button>');
});

test('a card shows its parts in place of the text', async () => {
  const html = await render({
    text: 'ตัวสำรอง',
    card: {
      title: 'ผลทดสอบ',
      tone: 'right',
      body: 'ทำได้ดี',
      facts: [{ label: 'คะแนน', value: '8' }],
      source: 'ที่มา: แนวทาง',
      progress: { at: 3, of: 10 },
      image: { url: 'https://taksa.example/a.png', alt: 'แผนภูมิ' },
    },
  });
  expect(html).not.toContain('ตัวสำรอง');
  expect(html).toContain('class="card tone-right"');
  expect(html).toContain('<dt>คะแนน</dt><dd>8</dd>');
  expect(html).toContain('<progress value="3" max="10" aria-label="3 จาก 10">');
  expect(html).toMatch(/class="source prose">.*ที่มา: แนวทาง/);
  expect(html).toContain('alt="แผนภูมิ"');
});

test('a text in the other language says so, for those who listen', async () => {
  expect(await render({ text: 'Hello' })).toContain('lang="en"');
  expect(await render({ text: 'สวัสดี' })).not.toContain('lang=');
  expect(await render({ text: '123' })).not.toContain('lang=');
});

test('days begin at midnight in Bangkok and are named by their distance from now', () => {
  const at = (moment: string): Line => ({ ...botLine({ text: 'x' }), at: moment });
  const lines = [at('2025-06-12T05:00:00Z'), at('2026-11-19T16:59:00Z'), at('2026-11-19T17:00:00Z'), at('2026-11-20T03:00:00Z')];
  const now = new Date('2026-11-20T03:41:00Z');
  expect(datedLines(lines, now, 'th').map(({ day }) => day)).toEqual(['12 มิถุนายน 2568', 'เมื่อวาน', 'วันนี้', undefined]);
  expect(datedLines(lines, now, 'en')[0]?.day).toBe('12 June 2025');
});

test('times are those of Bangkok', async () => {
  expect(await render({ text: 'x' })).toContain('<time datetime="2026-11-20T03:41:00Z">10:41 น.</time>');
});
