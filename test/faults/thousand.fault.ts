/**
 * A busy minute on LINE: a thousand events of two hundred people, against the stand-in that checks every request by
 * LINE's specification. Once with the platform well, once with it failing now and then.
 */
import { describe, expect, inject, it } from 'vitest';
import { type LineDouble, type LineEntry, startLine } from './doubles.ts';
import { freshLedger, type Ledger } from './ledger.ts';
import { again, followed, type LineEvent, lineUser, postLine, pressed, said } from './platform.ts';
import { report } from './report.ts';
import { type Service, startService } from './service.ts';

const PEOPLE = 200;
const TURNS = 5;
const QUESTIONS = [
  'ผอ.กอง ปี 3-5 ต้องเป็นอะไร',
  '70:20:10 คืออะไร',
  'เมนู',
  'มิติที่ 3 มีกลุ่มทักษะอะไรบ้าง',
  'พรุ่งนี้ฝนตกไหม',
  'เสนทางของฉัน',
  'ทักษะดิจิทัลมีกี่กลุ่ม',
];
const ANSWERS = ['ก', '2', 'c', 'ง'];

interface Done {
  event: LineEvent;
  deservesAnswer: boolean;
}

describe.skipIf(!inject('doubles'))('a thousand events of two hundred people', () => {
  it('are answered once each, redeliveries never, and LINE refuses nothing', async () => {
    const { ledger, line, service } = await house();
    const done = await everybody(service.url);
    await ledger.settled(60_000);
    const counts = answersTo(await line.log(), done);
    expect(counts.filter(({ deservesAnswer, times }) => times !== (deservesAnswer ? 1 : 0))).toEqual([]);
    expect((await line.stats()).refused).toEqual([]);
    report('1,000 events', { answered: counts.filter(({ times }) => times === 1).length });
  });

  it('are answered at most once while LINE fails now and then; what failed for good is known', async () => {
    const { ledger, line, service } = await house();
    const reply = { operation: 'replyMessage' };
    await line.fault(
      { ...reply, times: 10, status: 500 },
      { ...reply, times: 10, drop: 'before' },
      { ...reply, times: 10, drop: 'after' },
      { ...reply, times: 5, status: 429 },
    );
    const done = await everybody(service.url);
    await ledger.settled(90_000);
    const log = await line.log();
    const counts = answersTo(log, done);
    expect(counts.filter(({ deservesAnswer, times }) => times > (deservesAnswer ? 1 : 0))).toEqual([]);
    const missing = counts.filter(({ deservesAnswer, times }) => deservesAnswer && times === 0).length;
    const pushed = log.filter(({ operation }) => operation === 'pushMessage').length;
    expect(missing).toBe(pushed);
    const unknown = (await ledger.messages()).filter(({ status }) => status === 'unknown').length;
    expect(unknown).toBeLessThanOrEqual(10);
    report('1,000 events, LINE failing', { answered: counts.filter(({ times }) => times === 1).length }, { pushed, unknown });
  });
});

async function house(): Promise<{ ledger: Ledger; line: LineDouble; service: Service }> {
  const [ledger, line] = await Promise.all([freshLedger(), startLine()]);
  return { ledger, line, service: await startService({ databaseUrl: ledger.url, lineUrl: line.url }) };
}

/** What a person does as their `turn`-th event: questions, a quiz, old buttons, junk. */
function doing(user: string, turn: number, n: number): Done {
  const asked: Done = { event: said(user, QUESTIONS[n % QUESTIONS.length] ?? ''), deservesAnswer: true };
  switch (turn) {
    case 0:
      return n % 7 === 0 ? { event: followed(user), deservesAnswer: true } : asked;
    case 1:
      return { event: pressed(user, 'c|quiz|SEC'), deservesAnswer: true };
    case 2:
      return { event: said(user, ANSWERS[n % ANSWERS.length] ?? ''), deservesAnswer: true };
    case 3:
      return n % 2 === 0
        ? { event: pressed(user, 'f|quiz|1|zzzzzz|1|0'), deservesAnswer: true }
        : { event: sticker(user), deservesAnswer: true };
    default:
      return n % 3 === 0 ? { event: said(user, '', { type: 'somethingNew', message: undefined }), deservesAnswer: false } : asked;
  }
}

const sticker = (user: string): LineEvent => said(user, '', { message: { type: 'sticker', id: '1', packageId: '1', stickerId: '2' } });

/** Everybody at once, each in order, every tenth event sent twice; all are taken. */
async function everybody(url: string): Promise<Done[]> {
  const statuses = new Set<number | string>();
  const one = async (person: number): Promise<Done[]> => {
    const mine = Array.from({ length: TURNS }, (_, turn) => doing(lineUser(person + 1), turn, person + turn));
    for (const [turn, { event }] of mine.entries()) {
      statuses.add(await postLine(url, [event]));
      if ((person + turn) % 10 === 0) statuses.add(await postLine(url, [again(event)]));
    }
    return mine;
  };
  const done = (await Promise.all(Array.from({ length: PEOPLE }, (_, person) => one(person)))).flat();
  expect([...statuses]).toEqual([200]);
  expect(done.length).toBe(PEOPLE * TURNS);
  return done;
}

function answersTo(log: LineEntry[], done: Done[]): { deservesAnswer: boolean; times: number }[] {
  const times = new Map<unknown, number>();
  for (const { replyToken } of log) if (replyToken) times.set(replyToken, (times.get(replyToken) ?? 0) + 1);
  return done.map(({ event, deservesAnswer }) => ({ deservesAnswer, times: times.get(event.replyToken) ?? 0 }));
}
