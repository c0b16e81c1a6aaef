/** Broadcasts by the command, against the pace that the platform allows. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { broadcastStore } from '../src/broadcast/store.ts';
import { connect } from '../src/db/client.ts';
import { makeLog } from '../src/lib/log.ts';
import { atLeast, atMost, type Figure, round } from './figure.ts';
import { makePeople } from './people.ts';
import { type Place, run } from './place.ts';
import { standIn } from './stand-in.ts';

const LINE_PER_SECOND = 200;
const LINE_PER_SEND = 500;
const TEAMS_PER_SECOND = 50;
const TEAMS_PEOPLE = 500;
const MEMORY_MB = 300;

export async function lineBroadcast(place: Place, people: number): Promise<Figure[]> {
  const line = await standIn();
  const url = await place.database();
  await makePeople(url, people, 'line');
  const { seconds, memory, flat } = await broadcast(
    place,
    { DATABASE_URL: url, LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: 'tok', LINE_API_BASE_URL: line.url },
    'line',
    people,
  );
  const calls = line.at.length;
  line.close();
  if (calls !== Math.ceil(people / LINE_PER_SEND)) throw new Error(`${calls} calls for ${people} people`);
  const [sending, pace, reading] = [spanOf(line.at), (calls - 1) / LINE_PER_SECOND, await readingTime(url)];
  return [
    atMost(1.3, `LINE broadcast to ${people}`, 's', sending, pace + reading, {
      boundIs: `${LINE_PER_SECOND} calls/s, and planning the audience by itself`,
      pace: round(pace),
      planning: round(reading),
      timesPaceAlone: round(sending / pace),
      calls,
      fromStartToDone: round(seconds),
    }),
    atMost(1, 'broadcast memory', 'MB', memory, MEMORY_MB, { whenHalfDone: round(flat) }),
  ];
}

export async function teamsBroadcast(place: Place): Promise<Figure> {
  const teams = await standIn(undefined, TEAMS_PER_SECOND);
  const url = await place.database();
  await makePeople(url, TEAMS_PEOPLE, 'teams', teams.url);
  await broadcast(place, { DATABASE_URL: url, TEAMS_SERVICE_URLS: teams.url }, 'teams', TEAMS_PEOPLE);
  const rate = (teams.at.length - 1) / spanOf(teams.at);
  const refused = teams.refused();
  teams.close();
  const figure = atLeast(0.9, 'Teams broadcast', 'messages/s', rate, TEAMS_PER_SECOND, { refused, messages: teams.at.length });
  return { ...figure, met: figure.met && refused === 0 };
}

/** Seconds that reading the audience and storing it as recipients takes when nothing is sent meanwhile. */
async function readingTime(url: string): Promise<number> {
  const db = connect(url, 2, makeLog('error'));
  const [broadcasts, id] = [broadcastStore(db), randomUUID()];
  await broadcasts.create(id, [{ text: 'ประกาศ' }], { channel: ['line'] }, {}, new Date());
  const began = performance.now();
  while ((await broadcasts.planPage(id, () => ({ perSend: LINE_PER_SEND, sends: 10 }))).type === 'page');
  await db.$disconnect();
  return (performance.now() - began) / 1000;
}

/** Seconds from the first to the last. */
const spanOf = (at: number[]): number => ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000;

async function broadcast(place: Place, env: Record<string, string>, channel: string, people: number) {
  const file = path.join(place.folder(`message-${channel}`), 'message.txt');
  fs.writeFileSync(file, 'ประกาศ\n\nขอเชิญเข้าร่วมอบรม');
  const command = run('src/broadcast/cli.ts', ['--message', file, '--audience', `channel=${channel}`, '--yes', '--language', 'en'], env, [
    '--max-semi-space-size=4',
  ]);
  await command.said(/Sending/);
  const began = performance.now();
  const memory: number[] = [];
  const timer = setInterval(() => memory.push(command.memory()), 200);
  await command.said(new RegExp(`${people.toLocaleString('en-US')} people · sent ${people.toLocaleString('en-US')} · failed 0`));
  clearInterval(timer);
  return { seconds: (performance.now() - began) / 1000, memory: memory.at(-1) ?? 0, flat: memory[memory.length >> 1] ?? 0 };
}
