/** People who keep talking while something breaks: what was answered how, and which events were acknowledged. */
import { Agent } from 'node:http';
import { pause } from '../../src/lib/clock.ts';
import type { Acknowledged } from './oracle.ts';
import { activity, lineUser, postLine, postTeams, said, teamsEventId } from './platform.ts';
import { until } from './until.ts';

export interface Attempted extends Acknowledged {
  /** The status, or what went wrong on the way. */
  status: number | string;
}

export interface Load {
  /** Everything posted and answered so far. */
  attempts: readonly Attempted[];
  acknowledged: () => Attempted[];
  /** Waits until that many more events were acknowledged. */
  goOn: (events: number, withinMs?: number) => Promise<void>;
  /** Ends when the requests in hand have their answers. */
  stop: () => Promise<void>;
}

const SPEAKERS = 8;
const PEOPLE = 40;
const REST_MS = 25;
const QUESTIONS = ['เมนู', 'DCIO มีหน้าที่อะไร', '70:20:10 คืออะไร', 'ช่วยเหลือ', 'ทักษะดิจิทัลคืออะไร'];

/** Starts talking to `url` on LINE, and on Teams where its address is given, until it is stopped. Half of them keep their connections. */
export function startLoad(url: string, teamsUrl?: string): Load {
  const attempts: Attempted[] = [];
  let stopped = false;
  let next = 0;
  const speak = async (agent: Agent | undefined) => {
    while (!stopped) {
      const n = next++;
      attempts.push(await (teamsUrl && n % 3 === 2 ? speakTeams(url, teamsUrl, n) : speakLine(url, n, agent)));
      await pause(REST_MS);
    }
  };
  const agent = new Agent({ keepAlive: true });
  const speakers = Array.from({ length: SPEAKERS }, (_, index) => speak(index % 2 === 0 ? agent : undefined));
  const acknowledged = () => attempts.filter(({ status }) => status === 200);
  return {
    attempts,
    acknowledged,
    async goOn(events, withinMs) {
      const goal = acknowledged().length + events;
      await until(`${events} more events to be acknowledged`, () => acknowledged().length >= goal, withinMs);
    },
    async stop() {
      stopped = true;
      await Promise.all(speakers);
      agent.destroy();
    },
  };
}

const words = (n: number): string => QUESTIONS[n % QUESTIONS.length] ?? '';

async function speakLine(url: string, n: number, agent: Agent | undefined): Promise<Attempted> {
  const event = said(lineUser(1 + (n % PEOPLE)), words(n));
  return { channel: 'line', eventId: event.webhookEventId, status: await postLine(url, [event], agent) };
}

async function speakTeams(url: string, teamsUrl: string, n: number): Promise<Attempted> {
  const one = activity(`u${1 + (n % PEOPLE)}`, words(n), teamsUrl);
  return { channel: 'teams', eventId: teamsEventId(one), status: await postTeams(url, one) };
}
