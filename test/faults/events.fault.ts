/** Webhooks that come twice, late, out of order or broken. */
import { describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type LineDouble, startLine } from './doubles.ts';
import { freshLedger, type Ledger } from './ledger.ts';
import { judge } from './oracle.ts';
import { again, bodyOf, followed, type LineEvent, lineUser, postLine, postSigned, pressed, said, unfollowed } from './platform.ts';
import { report } from './report.ts';
import { type Service, startService } from './service.ts';

const USER = lineUser(1);
const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

describe.skipIf(!inject('doubles'))('an event', () => {
  it('19: comes five times at once, on two instances', async () => {
    const { ledger, line, service } = await house();
    const second = await startService({ databaseUrl: ledger.url, lineUrl: line.url });
    const told = Array.from({ length: 10 }, (_, index) => said(lineUser(index + 1), 'เมนู'));
    const posts = told.flatMap((event) =>
      [0, 1, 2, 3, 4].map((time) => postLine(time % 2 === 0 ? service.url : second.url, [time === 0 ? event : again(event)])),
    );
    expect(new Set(await Promise.all(posts))).toEqual(new Set([200]));
    const verdict = await judge(ledger, told.map(lineId), { line });
    expect(verdict).toMatchObject({ answered: 10, recorded: 0, sent: 10, shown: 10, broken: [] });
    report(19, verdict, { posts: posts.length });
  });

  it('20: comes after a later one: an answer of a quiz', async () => {
    const { ledger, line, service } = await house();
    const tell = async (event: LineEvent): Promise<unknown> => {
      expect(await postLine(service.url, [event])).toBe(200);
      await ledger.settled();
      return (await line.log()).find(({ replyToken }) => replyToken === event.replyToken)?.messages;
    };
    const domains = await tell(said(USER, 'ทำแบบทดสอบ'));
    const first = await tell(pressed(USER, dataOf(domains, 'คละทุกด้าน')));
    const second = await tell(pressed(USER, dataOf(first, 'ก')));
    const third = await tell(pressed(USER, dataOf(second, 'ข')));
    const late = pressed(USER, dataOf(first, 'ง'), { timestamp: Date.now() - 60 * SECOND, replyToken: undefined });
    expect(await postLine(service.url, [late])).toBe(200);
    const verdict = await judge(ledger, [lineId(late)], { line });
    expect(verdict).toMatchObject({ answered: 5, aside: 0, broken: [] });
    expect(dataOf(third, 'ก')).not.toBe(dataOf(second, 'ก'));
    const responses = z
      .array(z.object({ position: z.number(), shown: z.number() }))
      .parse(await ledger.sql('SELECT position, array_position(options_order, chosen) AS shown FROM response ORDER BY position'));
    expect(responses.map(({ position }) => position)).toEqual([1, 2]);
    expect(responses.map(({ shown }) => shown - 1)).toEqual([0, 1]);
    report(20, verdict, { responses: responses.length });
  });

  it('20: comes after a later one: coming and going', async () => {
    const { ledger, line, service } = await house();
    const now = Date.now() - 10 * SECOND;
    const at = (seconds: number) => ({ timestamp: now + seconds * SECOND });
    const [stranger, back, gone] = [lineUser(1), lineUser(2), lineUser(3)];
    const told = [
      [unfollowed(stranger, at(2)), followed(back, at(1)), followed(gone, at(1))],
      [followed(stranger, at(1)), followed(back, at(3)), unfollowed(gone, at(3))],
      [unfollowed(back, at(2)), followed(gone, at(2))],
    ];
    for (const events of told) {
      expect(await postLine(service.url, events)).toBe(200);
      await ledger.settled();
    }
    const states = await ledger.sql('SELECT address, status FROM identity ORDER BY address');
    expect(states).toEqual([
      { address: stranger, status: 'gone' },
      { address: back, status: 'active' },
      { address: gone, status: 'gone' },
    ]);
    const verdict = await judge(ledger, told.flat().map(lineId), { line });
    expect(verdict).toMatchObject({ aside: 0, broken: [] });
    report(20, verdict);
  });

  it('21: is redelivered a day late', async () => {
    const { ledger, line, service } = await house();
    const handled = said(USER, 'เมนู');
    expect(await postLine(service.url, [handled])).toBe(200);
    await ledger.settled();
    const lost = said(USER, 'DCIO มีหน้าที่อะไร', { timestamp: Date.now() - DAY });
    expect(await postLine(service.url, [again(lost), again({ ...handled, timestamp: Date.now() - DAY })])).toBe(200);
    const verdict = await judge(ledger, [handled, lost].map(lineId), { line });
    expect(verdict).toMatchObject({ answered: 1, recorded: 1, aside: 0, sent: 1, shown: 1, broken: [] });
    expect((await ledger.events()).map(({ reason }) => reason)).toEqual([null, 'too late for an answer']);
    report(21, verdict);
  });

  it('23: is poison, and its neighbours are answered', async () => {
    const { ledger, line, service } = await house();
    const neighbour = (n: number) => said(lineUser(n), 'เมนู');
    const unknown = { ...said(lineUser(20), ''), type: 'somethingNew', message: undefined };
    const long = said(lineUser(21), 'ก'.repeat(350_000));
    const odd = said(lineUser(22), 'เมนู \ud83d \u0000 จบ');
    const broken = { ...neighbour(23), source: { type: 'user', userId: { $ne: '' } } };
    const nobody = { ...neighbour(24), source: undefined };
    const withoutId = { ...neighbour(25), webhookEventId: '\u0000' };
    const told = [neighbour(1), unknown, long, odd, broken, neighbour(2), nobody, withoutId, neighbour(3)];
    expect(Buffer.byteLength(bodyOf(told))).toBeGreaterThan(1_000_000);
    expect(await postLine(service.url, told)).toBe(200);
    const deep = neighbour(4);
    expect(await postSigned(service.url, bodyOf([deep, 'DEEP']).replace('"DEEP"', nested(100_000)))).toBe(200);
    expect(await postSigned(service.url, nested(100_000))).toBe(400);
    expect(await postSigned(service.url, '{"events":')).toBe(400);

    const verdict = await judge(
      ledger,
      [neighbour(0)]
        .slice(1)
        .concat(told.filter((event) => event !== withoutId) as LineEvent[], deep)
        .map(lineId),
      { line },
    );
    expect(verdict).toMatchObject({ answered: 6, recorded: 1, aside: 4, failed: 0, unknown: 0, broken: [] });
    expect(await line.stats()).toMatchObject({ refused: [] });
    const aside = (await ledger.events()).filter(({ status }) => status === 'aside');
    expect(aside.every(({ reason }) => reason)).toBe(true);
    report(23, verdict, { reasons: aside.map(({ reason }) => reason) });
  });

  it('23: and so does a record that nobody can read any more', async () => {
    const { ledger, line, service } = await house();
    await ledger.sql(
      `INSERT INTO inbox_event (channel, event_id, lane, payload) VALUES ('line', 'odd', 'line:odd', '{"input":{"type":"of another time"}}')`,
    );
    await ledger.sql(
      `INSERT INTO outbox_message (channel, address, lane, purpose, cause, messages, retry_key) VALUES ('line', 'odd', 'line:odd', 'answer', 'odd', '[{"words":1}]', gen_random_uuid())`,
    );
    const told = [said(USER, 'เมนู'), said(lineUser(2), 'เมนู')];
    expect(await postLine(service.url, told)).toBe(200);
    const verdict = await judge(ledger, told.map(lineId), { line });
    expect(verdict).toMatchObject({ answered: 2, aside: 1, sent: 2, failed: 1, broken: [] });
    report(23, verdict);
  });

  it('24: fails among a hundred of one request', async () => {
    const { ledger, line, service } = await house();
    expect(await postLine(service.url, [said(lineUser(50), 'เมนู')])).toBe(200);
    await ledger.settled();
    await ledger.sql(`UPDATE session SET stack = '"not a stack"'`);
    const told = Array.from({ length: 100 }, (_, index) => said(lineUser(index + 1), 'เมนู'));
    expect(await postLine(service.url, told)).toBe(200);
    const verdict = await judge(ledger, told.map(lineId), { line });
    expect(verdict).toMatchObject({ answered: 100, aside: 1, failed: 0, unknown: 0, broken: [] });
    const [aside] = (await ledger.events()).filter(({ status }) => status === 'aside');
    expect(aside).toMatchObject({ lane: `line:${lineUser(50)}`, reason: expect.stringMatching(/^unreadable: stack: /) });
    report(24, verdict, { reason: aside?.reason });
  });
});

/** An instance, LINE, and the database. */
async function house(): Promise<{ ledger: Ledger; line: LineDouble; service: Service }> {
  const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
  return { ledger, line, service: await startService({ databaseUrl: ledger.url, lineUrl: line.url }) };
}

const lineId = ({ webhookEventId }: LineEvent) => ({ channel: 'line', eventId: webhookEventId }) as const;

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const buttonSchema = z.object({ label: z.string(), data: z.string() });

/** What the button with a label carries, wherever it stands in a message. */
function dataOf(messages: unknown, label: string): string {
  const found = [...buttonsIn(messages)].find((button) => button.label === label);
  if (!found) throw new Error(`there is no button "${label}" in ${JSON.stringify(messages)}`);
  return found.data;
}

function* buttonsIn(part: unknown): Generator<z.infer<typeof buttonSchema>> {
  const button = buttonSchema.safeParse(part);
  if (button.success) yield button.data;
  else if (part && typeof part === 'object') for (const inner of Object.values(part)) yield* buttonsIn(inner);
}
