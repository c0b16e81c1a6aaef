import { expect, onTestFinished, test } from 'vitest';
import type { StartEngine } from '../../src/ask/engine.ts';
import { runTurns } from '../../src/bot/runner.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { engineHere } from '../fakes/engine.ts';
import { until } from '../until.ts';
import { openHouse, PLACES } from './house.ts';

const { db } = await testDatabase();

test('turns that wait for the engine leave their places at the database to others', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slowEngine: StartEngine = async (knowledge) => {
    const engine = await engineHere(knowledge);
    return { ...engine, answer: (asking) => held.then(() => engine.answer(asking)) };
  };
  const house = await openHouse(db, [fakeChannel()], slowEngine);
  const slow = Array.from({ length: PLACES + 1 }, (_, index) => `slow-${index}`);
  for (const address of slow) await house.hear({ type: 'text', text: '70:20:10 คืออะไร' }, address);
  await house.hear({ type: 'text', text: 'ทำแบบทดสอบ' }, 'quick');
  const runner = runTurns({ ...house.parts, parallel: slow.length + 1 });
  onTestFinished(() => runner.stop());
  await until(async () => (await house.said('quick')).length > 0, 'the quick one is answered');
  expect(await db.inboxEvent.count({ where: { status: 'claimed' } })).toBe(slow.length);
  release();
  await until(async () => (await db.inboxEvent.count({ where: { status: 'done' } })) === slow.length + 1, 'the slow ones are answered');
});
