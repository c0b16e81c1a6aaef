/** How fast webhooks are taken in: against single-row inserts by as many clients, and while turns are taken. */
import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import pg from 'pg';
import { post, questions, SECRET, signed, WEBHOOK } from './events.ts';
import { atLeast, atMost, type Figure, percentile, round } from './figure.ts';
import { addressOf, makePeople } from './people.ts';
import { type Place, run, startService } from './place.ts';
import { standIn } from './stand-in.ts';

const CLIENTS = 8;
/** What a platform that serves hundreds of thousands has open to us in a busy minute. */
const BUSY = 32;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;
const WARM_UP_REQUESTS = 20_000;
const REQUESTS = 20_000;

/** Events taken in by an instance that does nothing else, one a request. The bound is measured before and after. */
export async function acceptance(place: Place): Promise<Figure[]> {
  const url = await place.database();
  const acceptor = run('bench/acceptor.ts', [], { DATABASE_URL: url, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: 'tok' });
  const [, target = ''] = await acceptor.said(/listening (http:\S+)/);
  await acceptRate(target, CLIENTS, WARM_UP_REQUESTS);
  const before = await insertRate(url);
  const few = await acceptRate(target, CLIENTS, REQUESTS);
  const many = await acceptRate(target, BUSY, REQUESTS);
  const bound = (before + (await insertRate(url))) / 2;
  await acceptor.stop();
  const boundIs = `single-row durable inserts, ${CLIENTS} clients`;
  return [
    atLeast(0.5, `webhook acceptance, ${CLIENTS} connections`, 'events/s', few, bound, { boundIs }),
    atLeast(0.5, `webhook acceptance, ${BUSY} connections`, 'events/s', many, bound, { boundIs }),
  ];
}

/** Requests a second, each sent as soon as the one before on its connection is answered; signed before the clock starts. */
async function acceptRate(target: string, connections: number, amount: number): Promise<number> {
  const texts = questions();
  const requests = Array.from({ length: amount }, (_, n) => signed([{ user: addressOf(n), text: texts[n % texts.length] ?? '' }]));
  // Its own duration is in whole seconds.
  const began = performance.now();
  let ended = began;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const setupRequest = (request: autocannon.Request) => ({ ...request, ...requests.pop() });
    const options = { url: target, connections, amount, requests: [{ method: 'POST' as const, path: WEBHOOK, setupRequest }] };
    autocannon(options, (error, done) => (error ? reject(error) : resolve(done))).on('response', () => {
      ended = performance.now();
    });
  });
  if (result['2xx'] !== amount) throw new Error(`of ${amount} webhooks only ${result['2xx']} were answered with 200`);
  return amount / ((ended - began) / 1000);
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
  const ask = (n: number) => post(service.url, signed([{ user: addressOf(1 + (n % 500)), text: texts[n % texts.length] ?? '' }]));
  await atPace(500, WARM_UP_SECONDS, ask);
  const times = await atPace(500, SECONDS, ask);
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
