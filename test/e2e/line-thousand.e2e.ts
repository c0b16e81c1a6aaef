/**
 * A busy minute on LINE: a thousand events of two hundred people against LINE's stand-in, which checks every request by
 * LINE's specification. Once with the platform well, once with it failing now and then.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Double, hasDoubles, type LineDelivery, type LineStats, startLineDouble } from '../doubles.ts';
import { type LineEvent, lineEvent, postbackEvent, postWebhook, redelivered, SECRET, textEvent, userId } from '../line-webhook.ts';
import { type Service, startService } from '../service.ts';

const PEOPLE = 200;
const EVENTS = 1_000;
const QUESTIONS = ['ผอ.กอง ปี 3-5 ต้องเป็นอะไร', '70:20:10 คืออะไร', 'เมนู', 'มิติที่ 3 มีกลุ่มทักษะอะไรบ้าง', 'พรุ่งนี้ฝนตกไหม', 'เสนทางของฉัน', 'ทักษะดิจิทัลมีกี่กลุ่ม'];

interface Sent {
  event: LineEvent;
  user: string;
  answered: boolean;
}

/** What person `user` does as their `turn`-th event: questions, a quiz, presses, junk. */
function whatHappens(user: string, turn: number, n: number): Sent {
  const say = (text: string): Sent => ({ event: textEvent(user, text), user, answered: true });
  switch (turn % 5) {
    case 0:
      return n % 7 === 0 ? { event: lineEvent(user, { type: 'follow', follow: { isUnblocked: false } }), user, answered: true } : say(QUESTIONS[n % QUESTIONS.length] ?? '');
    case 1:
      return { event: postbackEvent(user, 'c|quiz|SEC'), user, answered: true };
    case 2:
      return say(['ก', '2', 'c', 'ง'][n % 4] ?? '');
    case 3:
      return n % 2 === 0 ? { event: postbackEvent(user, 'f|quiz|1|zzzzzz|1|0'), user, answered: true } : { event: lineEvent(user, { type: 'message', message: { type: 'sticker', id: '1', packageId: '1', stickerId: '2' } }), user, answered: true };
    default:
      return n % 3 === 0 ? { event: lineEvent(user, { type: 'somethingNew', replyToken: undefined }), user, answered: false } : say(QUESTIONS[(n * 3) % QUESTIONS.length] ?? '');
  }
}

async function until(what: () => Promise<boolean>, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`not within ${seconds} s`);
}

describe.skipIf(!hasDoubles)('a thousand events of two hundred people', () => {
  let line: Double<LineDelivery, LineStats>;
  let service: Service;
  let dir: string;

  beforeAll(async () => {
    line = await startLineDouble();
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'taksa-thousand-'));
    fs.chmodSync(dir, 0o755);
    service = await startService({ DATA_DIR: dir, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'tok', LINE_API_BASE_URL: line.url });
  });
  afterAll(async () => {
    await service?.stop();
    await line?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });
  beforeEach(() => line.reset());

  /** Sends all events, each person's in order, every tenth twice, and returns what was sent. */
  async function send(firstUser: number): Promise<{ sent: Sent[]; statuses: Set<number> }> {
    const statuses = new Set<number>();
    const perPerson = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, person) => {
        const user = userId(firstUser + person);
        const mine = Array.from({ length: EVENTS / PEOPLE }, (_, turn) => whatHappens(user, turn, person + turn));
        for (const [turn, { event }] of mine.entries()) {
          statuses.add(await postWebhook(service.url, [event]));
          if ((person + turn) % 10 === 0) statuses.add(await postWebhook(service.url, [redelivered(event)]));
        }
        return mine;
      }),
    );
    return { sent: perPerson.flat(), statuses };
  }

  const settled = async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    return /taksa_inbox_waiting 0\b/.test(metrics) && /taksa_outbox_waiting 0\b/.test(metrics);
  };

  const answersTo = (log: LineDelivery[], sent: Sent[]) => {
    const tokens = new Map<string, number>();
    for (const { replyToken } of log) if (replyToken) tokens.set(replyToken, (tokens.get(replyToken) ?? 0) + 1);
    return sent.map(({ event, answered }) => ({ answered, times: tokens.get(event.replyToken ?? '') ?? 0 }));
  };

  test('each event that deserves an answer gets exactly one, redeliveries none, and LINE refuses nothing', async () => {
    const { sent, statuses } = await send(1);
    expect([...statuses]).toEqual([200]);
    await until(settled, 60);
    const answers = answersTo(await line.log(), sent);
    expect(answers.filter(({ answered, times }) => times !== (answered ? 1 : 0))).toEqual([]);
    expect((await line.stats()).refused).toEqual([]);
    expect(answers.filter(({ answered }) => answered).length).toBeGreaterThan(EVENTS * 0.8);
  });

  test('with the platform failing now and then, nobody gets an answer twice and nearly everybody gets theirs', async () => {
    await line.faults([
      { operation: 'replyMessage', times: 10, status: 500 },
      { operation: 'replyMessage', times: 10, drop: 'before' },
      { operation: 'replyMessage', times: 10, drop: 'after' },
      { operation: 'replyMessage', times: 5, status: 429 },
    ]);
    const { sent, statuses } = await send(1 + PEOPLE);
    expect([...statuses]).toEqual([200]);
    await until(settled, 90);
    const log = await line.log();
    const answers = answersTo(log, sent);
    expect(answers.filter(({ answered, times }) => times > 1 || (times > 0 && !answered))).toEqual([]);
    const missing = answers.filter(({ answered, times }) => answered && times === 0).length;
    const pushed = log.filter((delivery) => delivery.operation === 'pushMessage').length;
    expect(missing).toBe(pushed);
  });
});
