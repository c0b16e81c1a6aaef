/**
 * Takes the figures of docs on speed, one JSON line each, beside the bound that this machine shows in the same run.
 *
 *   npm run bench [-- --only webhook|turns|answering|line|teams|start] [--recipients 1000000] [--questions FILE]
 *
 * --questions takes lines {q}, for the latency of answers; without it, all sample questions are asked.
 */
import { parseArgs } from 'node:util';
import { answering } from './answering.ts';
import { lineBroadcast, teamsBroadcast } from './broadcast.ts';
import type { Figure } from './figure.ts';
import { openPlace, type Place } from './place.ts';
import { start } from './start.ts';
import { turns } from './turns.ts';
import { acceptance, acceptanceTime } from './webhook.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, recipients: { type: 'string', default: '100000' }, questions: { type: 'string' } },
});

const BENCHES: Record<string, (place: Place) => Promise<Figure[]>> = {
  answering: async () => answering(values.questions),
  webhook: async (place) => [...(await acceptance(place)), await acceptanceTime(place)],
  turns: turns,
  line: (place) => lineBroadcast(place, Number(values.recipients)),
  teams: async (place) => [await teamsBroadcast(place)],
  start,
};

const wanted = Object.entries(BENCHES).filter(([name]) => values.only === undefined || values.only === name);
if (wanted.length === 0) throw new Error(`--only takes one of ${Object.keys(BENCHES).join(', ')}`);
const place = await openPlace();
try {
  for (const [, measure] of wanted) for (const figure of await measure(place)) process.stdout.write(`${JSON.stringify(figure)}\n`);
} finally {
  await place.close();
}
process.exit(0);
