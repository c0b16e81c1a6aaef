/** Whole turns, from a question to its answer at the platform, against a transaction by hand that writes the same. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { post, questions, SECRET, signed } from './events.ts';
import { atLeast, type Figure, percentile, round } from './figure.ts';
import { addressOf, makePeople } from './people.ts';
import { type Place, startService, withClient } from './place.ts';
import { standIn } from './stand-in.ts';

const AT_ONCE = 200;
const SECONDS = 6;
/** The connections of the service's pool. */
const CLIENTS = 16;

export async function turns(place: Place): Promise<Figure[]> {
  const texts = everySeventh(questions());
  const again = (n: number) => texts[n % texts.length] ?? '';
  const before = await byHand(await place.database());
  const asked = {
    'asked before': await byService(await place.database(), again, texts.length),
    'all new': await byService(await place.database(), (n) => `${again(n)} ${n}`, texts.length),
  };
  const bound = (before + (await byHand(await place.database()))) / 2;
  return Object.entries(asked).map(([which, { rate, times }]) =>
    atLeast(0.35, `whole turns, questions ${which}`, 'events/s', rate, bound, {
      boundIs: `the same writes by hand, ${CLIENTS} clients`,
      p50ms: round(percentile(times, 0.5)),
      p99ms: round(percentile(times, 0.99)),
    }),
  );
}

/** Some of all documents: about a thousand. */
const everySeventh = (texts: readonly string[]): string[] => texts.filter((_, at) => at % 7 === 0);

/** Each of the people asks again as soon as they have their answer; the clock starts when `warm` questions were asked. */
async function byService(url: string, question: (n: number) => string, warm: number): Promise<{ rate: number; times: number[] }> {
  await makePeople(url, AT_ONCE, 'line');
  const waiting = new Map<string, () => void>();
  const line = await standIn((body) => waiting.get((JSON.parse(body) as { replyToken?: string }).replyToken ?? '')?.());
  const service = await startService({
    DATABASE_URL: url,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'tok',
    LINE_API_BASE_URL: line.url,
  });
  let [asked, measuring, over] = [0, false, false];
  const times: number[] = [];
  const ask = async (n: number) => {
    while (!over) {
      const replyToken = randomUUID();
      const answered = new Promise<void>((resolve) => waiting.set(replyToken, resolve));
      const began = performance.now();
      await post(service.url, signed([{ user: addressOf(n), text: question(asked++), replyToken }]));
      await answered;
      waiting.delete(replyToken);
      if (measuring && !over) times.push(performance.now() - began);
    }
  };
  const everybody = Array.from({ length: AT_ONCE }, (_, index) => ask(index + 1));
  while (asked < warm + AT_ONCE) await delay(100);
  measuring = true;
  await delay(SECONDS * 1_000);
  over = true;
  await Promise.all(everybody);
  await service.stop();
  line.close();
  return { rate: times.length / SECONDS, times };
}

/** Takes prepared events through the writes of a turn, on as many connections as the service has. */
async function byHand(url: string): Promise<number> {
  await makePeople(url, AT_ONCE, 'line');
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO inbox_event (channel, event_id, lane, payload) SELECT 'line', gen_random_uuid()::text, 'line:U' || lpad(to_hex(1 + n % ${AT_ONCE}), 32, '0'),
        jsonb_build_object('channel', 'line', 'address', 'U' || lpad(to_hex(1 + n % ${AT_ONCE}), 32, '0'), 'text', 'DCIO มีหน้าที่อะไร') FROM generate_series(1, 60000) AS n`,
    ),
  );
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  let next = 1;
  const work = async (until: number) => {
    let done = 0;
    const client = await pool.connect();
    for (; performance.now() < until; done += 1) await turnByHand(client, next++);
    client.release();
    return done;
  };
  await Promise.all(Array.from({ length: CLIENTS }, () => work(performance.now() + 1_000)));
  const done = await Promise.all(Array.from({ length: CLIENTS }, () => work(performance.now() + SECONDS * 1_000)));
  await pool.end();
  return done.reduce((sum, count) => sum + count, 0) / SECONDS;
}

const MESSAGES = JSON.stringify([
  { text: 'DCIO ขับเคลื่อนรัฐบาลดิจิทัลระดับกรม', card: { title: 'DCIO มีหน้าที่อะไร', tone: 'plain', body: 'ขับเคลื่อนรัฐบาลดิจิทัลระดับกรม '.repeat(8) } },
]);

async function turnByHand(client: pg.PoolClient, event: number): Promise<void> {
  const address = addressOf(1 + (event % AT_ONCE));
  const query = (name: string, text: string, values: unknown[]) => client.query<{ person_id: string; id: string }>({ name, text, values });
  await client.query('BEGIN');
  await query(
    'claim',
    "UPDATE inbox_event SET status = 'claimed', attempts = 1, claim = $2, lease_until = now() + interval '15 s' WHERE id = $1 RETURNING payload",
    [event, randomUUID()],
  );
  const {
    rows: [person],
  } = await query(
    'read',
    `SELECT i.person_id, p.language, p.role_group, s.stack, s.revision, s.topic FROM identity i JOIN profile p ON p.person_id = i.person_id
    JOIN session s ON s.person_id = i.person_id WHERE i.channel = 'line' AND i.address = $1`,
    [address],
  );
  const id = person?.person_id;
  await query('session', "UPDATE session SET stack = '[]', topic = $2, revision = revision + 1, updated_at = now() WHERE person_id = $1", [
    id,
    '{"question":"DCIO มีหน้าที่อะไร"}',
  ]);
  await query('profile', 'UPDATE profile SET last_seen_at = now() WHERE person_id = $1', [id]);
  const {
    rows: [row],
  } = await query(
    'outbox',
    `INSERT INTO outbox_message (channel, address, lane, purpose, cause, person_id, messages, reply_token, reply_until, retry_key)
    VALUES ('line', $1, 'line:' || $1, 'answer', $2, $3, $4, $5, now() + interval '50 s', $6) RETURNING id`,
    [address, `event:${event}:0`, id, MESSAGES, randomUUID(), randomUUID()],
  );
  await query('done', "UPDATE inbox_event SET status = 'done', done_at = now(), lease_until = NULL WHERE id = $1", [event]);
  await client.query('COMMIT');
  await query(
    'attempt',
    "UPDATE outbox_message SET status = 'sending', attempts = 1, lease_until = now() + interval '20 s' WHERE id = $1",
    [row?.id],
  );
  await query('sent', "UPDATE outbox_message SET status = 'sent', finished_at = now(), lease_until = NULL WHERE id = $1", [row?.id]);
}
