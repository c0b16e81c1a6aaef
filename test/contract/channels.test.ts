/** What every channel owes the house, whatever its platform. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, type Delivery, type Inbound, inboundSchema, type SendOutcome } from '../../src/channels/channel.ts';
import { makeWebChannel } from '../../src/channels/web/channel.ts';
import { type Message, messageSchema } from '../../src/dialog/message.ts';
import { encodePress } from '../../src/dialog/press.ts';
import { type Happening, hang, openLine, openTeams, type Platform, pressesIn, reset, status } from './platforms.ts';

const press = (value: string): string => encodePress({ to: 'frame', dialog: 'quiz', version: 1, frame: 'abc123', step: 'item-3', value });
const choices = (count: number, label = 'ตัวเลือก') => Array.from({ length: count }, (_, index) => ({ label, press: press(String(index)) }));
const TWENTY = 'ผู้ที่เก่งกว่าน้ำแข็งใสแท้ๆ';
const CLUSTERS = new Intl.Segmenter('th', { granularity: 'grapheme' });

const messages: [name: string, message: Message][] = [
  ['plain words', { text: 'สวัสดี' }],
  [
    'a card with choices and a link',
    {
      text: 'คำตอบ',
      card: {
        title: 'บทบาทของ DCIO',
        tone: 'notice',
        body: 'ขับเคลื่อนรัฐบาลดิจิทัล\n\nดูเพิ่มเติม *ในเอกสาร*',
        facts: [{ label: 'กลุ่ม', value: 'ผู้บริหาร' }],
        source: 'ที่มา: แนวทาง ข้อ 4.6.1',
        progress: { at: 2, of: 5 },
        buttons: [
          { label: 'อ่านต่อ', press: press('more') },
          { label: 'เปิดเอกสาร', url: 'https://example.go.th/ก?ข=ค|ง' },
        ],
      },
      choices: [...choices(3), { label: 'เว็บไซต์', url: 'https://example.go.th/' }],
    },
  ],
  ['thirteen choices', { text: 'เลือก', choices: choices(13) }],
  ['labels of twenty clusters', { text: 'เลือก', choices: choices(4, `${TWENTY}${TWENTY}`.slice(0, lengthOf(20))) }],
  ['a text of 5,000 units', { text: 'ก็'.repeat(2_500) }],
  ['a card of 5,000 units', { text: 'x', card: { title: 'ยาว', tone: 'plain', body: 'ก็'.repeat(2_500) } }],
  ['signs that mean something elsewhere', { text: '<b>&amp; "x" \\ ` * _ {"a":1} \u2028 🇹🇭👨‍👩‍👧</b>' }],
  ['nearly nothing', { text: ' ' }],
];

/** Where `count` clusters end, in UTF-16 units. */
function lengthOf(count: number): number {
  return [...CLUSTERS.segment(`${TWENTY}${TWENTY}`)][count]?.index ?? 0;
}

test('the messages of this suite keep the rules of messages', () => {
  for (const [, message] of messages) expect(messageSchema.safeParse(message).success).toBe(true);
  expect([...CLUSTERS.segment(messages[3]?.[1].choices?.[0]?.label ?? '')]).toHaveLength(20);
});

const oneInput = async ({ channel }: Platform, request: Parameters<NonNullable<Channel['receive']>>[0]): Promise<Inbound> => {
  const received = await channel.receive?.(request);
  const [inbound] = received?.events ?? [];
  if (received?.status !== 200 || !inbound) throw new Error(`not read: ${JSON.stringify(received)}`);
  return inboundSchema.parse(inbound);
};

describe.each([
  ['line', openLine],
  ['teams', openTeams],
] as const)('%s', (name, open) => {
  let platform: Platform;
  beforeEach(async () => {
    platform = await open();
  });
  afterEach(() => platform.close());
  const send = (more?: Partial<Delivery>): Promise<SendOutcome> => platform.channel.send(platform.delivery(more));

  describe('receives', () => {
    test.each<[Happening, object]>([
      [
        { type: 'text', text: 'สวัสดี ครับ' },
        { type: 'text', text: 'สวัสดี ครับ' },
      ],
      [
        { type: 'press', data: press('0') },
        { type: 'press', data: press('0') },
      ],
      [{ type: 'arrived' }, { type: 'arrived' }],
      [{ type: 'left' }, { type: 'left' }],
    ])('%o', async (happening, input) => {
      const inbound = await oneInput(platform, platform.event(happening));
      expect(inbound).toMatchObject({ channel: name, kind: 'person', input, at: '2026-11-20T00:00:00.000Z' });
      expect(inbound.address).toBe(platform.delivery().address);
    });

    test('the same event under the same id, another one under another', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      const idOf = async (id: string) => (await oneInput(platform, platform.event({ type: 'text', text: 'สวัสดี' }, id))).eventId;
      expect(await idOf(one)).toBe(await idOf(one));
      expect(await idOf(other)).not.toBe(await idOf(one));
    });

    test.each(['', '{', 'null', '[]', '"x"', '42', '{"events":7}', '\u0000', '['.repeat(10_000)])(
      'no event in %j, and says so',
      async (body) => {
        const received = await platform.channel.receive?.(platform.raw(body));
        expect(received).toMatchObject({ status: expect.any(Number), events: [] });
        expect(received?.status).not.toBe(200);
      },
    );

    test('what it cannot read as something set aside, or nothing', async () => {
      const odd = JSON.stringify(JSON.parse(new TextDecoder().decode(platform.event({ type: 'arrived' }).body)), (key, value: unknown) =>
        key === 'userId' || key === 'from' ? 7 : value,
      );
      const received = await platform.channel.receive?.(platform.raw(odd));
      expect(received).toMatchObject({ status: 200, events: [], setAside: [{ channel: name, reason: expect.stringMatching(/./) }] });
    });
  });

  describe('sends', () => {
    test.each(messages)('%s, in one request', async (_, message) => {
      expect(await send({ messages: [message] })).toEqual({ type: 'accepted' });
      expect(platform.sent).toHaveLength(1);
    });

    test('as many messages at once as it says', async () => {
      const bundle = Array.from({ length: platform.channel.bundle }, (_, index) => ({ text: `ข้อ ${index}` }));
      expect(await send({ messages: bundle })).toEqual({ type: 'accepted' });
      expect(platform.sent).toHaveLength(1);
    });

    test('the same body for the same delivery', async () => {
      const delivery = platform.delivery({ messages: [messages[1]?.[1] ?? { text: '' }] });
      await platform.channel.send(delivery);
      await platform.channel.send(structuredClone(delivery));
      expect(platform.sent[0]).toEqual(platform.sent[1]);
    });

    test('presses that come back as they went out', async () => {
      const out = [...choices(13).map((choice) => choice.press), press('ค่า|"<&>\\ 👍'), press('SEC '), `c|ask|${'ถ'.repeat(290)}`];
      for (const part of [out.slice(0, 13), out.slice(13)]) {
        platform.sent.length = 0;
        const buttons = part.map((data) => ({ label: 'ปุ่ม', press: data }));
        await send({ messages: [{ text: 'เลือก', choices: buttons }] });
        const shown = pressesIn(platform.sent);
        expect(shown).toEqual(part);
        for (const data of shown) {
          expect((await oneInput(platform, platform.event({ type: 'press', data }))).input).toEqual({ type: 'press', data });
        }
      }
    });

    test('the buttons of a card as well as its choices', async () => {
      await send({ messages: [messages[1]?.[1] ?? { text: '' }] });
      expect(pressesIn(platform.sent).sort()).toEqual([press('0'), press('1'), press('2'), press('more')].sort());
      expect(JSON.stringify(platform.sent)).toContain('https://example.go.th/');
    });
  });

  describe('tells what came of it', () => {
    test.each([
      ['throttled', status(429)],
      ['unauthorized', status(401)],
      ['refused', status(400)],
      ['no-answer', status(500)],
      ['no-answer', reset],
    ] as const)('%s', async (type, mood) => {
      platform.mood = mood;
      expect((await send()).type).toBe(type);
      expect(platform.sent).toHaveLength(1);
    });

    test('not taken, where nobody listens', async () => {
      await platform.close();
      expect((await send()).type).toBe('not-taken');
    });

    test('no answer, after five seconds', async () => {
      platform.mood = hang;
      expect((await send()).type).toBe('no-answer');
      expect(platform.sent).toHaveLength(1);
    });
  });

  test('shows that it is thinking, and minds no failure', async () => {
    const inbound = await oneInput(platform, platform.event({ type: 'text', text: 'สวัสดี' }));
    await platform.channel.thinking?.(inbound);
    platform.mood = reset;
    await platform.channel.thinking?.(inbound);
    expect(platform.sent).toHaveLength(2);
  });
});

describe('line', () => {
  let platform: Platform;
  beforeEach(async () => {
    platform = await openLine();
  });
  afterEach(() => platform.close());

  test('replies with the right that came with the event', async () => {
    const { reply } = await oneInput(platform, platform.event({ type: 'text', text: 'สวัสดี' }));
    if (!reply) throw new Error('no reply token');
    expect(await platform.channel.send(platform.delivery({ replyToken: reply.token }))).toEqual({ type: 'accepted' });
    expect(platform.sent).toMatchObject([{ path: '/v2/bot/message/reply', body: { replyToken: reply.token } }]);
  });

  test('reaches as many at once as it says', async () => {
    const recipients = Array.from({ length: platform.channel.recipientsPerSend }, (_, index) => `U${String(index).padStart(32, '0')}`);
    expect(await platform.channel.send(platform.delivery({ recipients }))).toEqual({ type: 'accepted' });
    expect(platform.sent).toMatchObject([{ path: '/v2/bot/message/multicast', body: { to: recipients } }]);
  });
});

describe('teams', () => {
  test('answers to the reference that came with the event', async () => {
    const platform = await openTeams();
    const { reference } = await oneInput(platform, platform.event({ type: 'text', text: 'สวัสดี' }));
    expect(await platform.channel.send(platform.delivery({ reference }))).toEqual({ type: 'accepted' });
    expect(platform.sent).toMatchObject([{ path: '/v3/conversations/a%3A1/activities', body: { recipient: { id: '29:somchai' } } }]);
    await platform.close();
  });
});

describe('web', () => {
  const delivery: Delivery = { address: 'somebody', messages: [{ text: 'สวัสดี' }], retryKey: randomUUID() };
  const announced: string[] = [];
  const channel = makeWebChannel({ announce: async (address) => void announced.push(address) });

  test.each(messages)('sends %s: the row is the message, and its reader is told', async (_, message) => {
    announced.length = 0;
    expect(await channel.send({ ...delivery, messages: [message] })).toEqual({ type: 'accepted' });
    expect(announced).toEqual(['somebody']);
  });

  test('tells that it was not taken', async () => {
    const away = makeWebChannel({ announce: () => Promise.reject(new Error('away')) });
    expect((await away.send(delivery)).type).toBe('not-taken');
  });
});
