/** How fast webhooks are taken in: against single-row inserts by as many clients, and while turns are taken. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { postEvents, questions, SECRET } from './events.ts';
import { atLeast, atMost, type Figure, percentile, round } from './figure.ts';
import { addressOf, makePeople } from './people.ts';
import { type Place, run, startService } from './place.ts';
import { standIn } from './stand-in.ts';

const CLIENTS = 8;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;

/** Events taken in by an instance that does nothing else, one a request. */
export async function acceptance(place: Place): Promise<Figure> {
  const url = await place.database();
  const acceptor = run('bench/acceptor.ts', [], { DATABASE_URL: url, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'tok' });
  const [, target = ''] = await acceptor.said(/listening (http:\S+)/);
  const texts = questions();
  const post = (n: number) => postEvents(target, [{ user: addressOf(n), text: texts[n % texts.length] ?? '' }]);
  await inParallel(1, post);
  const inserts = await insertRate(url);
  const accepted = await inParallel(SECONDS, post);
  await acceptor.stop();
  return atLeast(0.5, 'webhook acceptance', 'events/s', accepted, inserts, { boundIs: `single-row durable inserts, ${CLIENTS} clients` });
}

/** How long a platform waits for its 200 at 500 events a second, while the same instance takes the turns. */
export async function acceptanceTime(place: Place): Promise<Figure> {
  const line = await standIn();
  const url = await place.database();
  await makePeople(url, 500, 'line');
  const service = await startService({
    DATABASE_URL: url,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'tok',
    LINE_API_BASE_URL: line.url,
  });
  const texts = questions();
  const post = (n: number) => postEvents(service.url, [{ user: addressOf(1 + (n % 500)), text: texts[n % texts.length] ?? '' }]);
  await atPace(500, WARM_UP_SECONDS, post);
  const times = await atPace(500, SECONDS, post);
  await service.stop();
  line.close();
  return atMost(1, 'webhook p99 at 500 events/s', 'ms', percentile(times, 0.99), 250, {
    p50: round(percentile(times, 0.5)),
    sent: times.length,
  });
}

/** Single-row inserts of an event as it is stored, each committed by itself. */
async function insertRate(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CLIENTS });
  const payload = JSON.stringify({ channel: 'line', eventId: 'x', address: addressOf(1), input: { type: 'text', text: questions()[0] } });
  const insert = async (n: number) => {
    await pool.query({
      name: 'insert',
      text: 'INSERT INTO inbox_event (channel, event_id, lane, payload) VALUES ($1, $2, $3, $4)',
      values: ['line', randomUUID(), `line:${addressOf(n)}`, payload],
    });
  };
  await inParallel(1, insert);
  const rate = await inParallel(SECONDS, insert);
  await pool.end();
  return rate;
}

/** Does work with several clients for some seconds and returns how often a second it was done. */
async function inParallel(seconds: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - began < seconds * 1000) await work(done++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return done / ((performance.now() - began) / 1000);
}

/** Starts work at a steady pace, whatever becomes of it, and returns how long each took, in milliseconds from when it was due. */
async function atPace(perSecond: number, seconds: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const began = performance.now();
  const times: Promise<number>[] = [];
  while (times.length < perSecond * seconds) {
    const due = began + (times.length / perSecond) * 1000;
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    else times.push(work(times.length).then(() => performance.now() - due));
  }
  return Promise.all(times);
}
