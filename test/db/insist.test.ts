import { expect, it } from 'vitest';
import { insist } from '../../src/db/insist.ts';

const lost = new Error('Connection terminated unexpectedly');

/** Fails with the errors given one after the other, then returns how often it was called. */
const failing = (...errors: Error[]) => {
  let calls = 0;
  return Object.assign(
    async () => {
      calls += 1;
      const error = errors.shift();
      if (error) throw error;
      return calls;
    },
    { calls: () => calls },
  );
};

it('takes a step again while the database is at fault', async () => {
  expect(await insist(failing(lost, lost), 5_000)).toBe(3);
});

it('takes no other fault for one of the database', async () => {
  const step = failing(lost, new Error('ours'), lost);
  await expect(insist(step, 5_000)).rejects.toThrow('ours');
  expect(step.calls()).toBe(2);
});

it('gives up when its time is over', async () => {
  const step = failing(lost, lost);
  await expect(insist(step, 0)).rejects.toBe(lost);
  expect(step.calls()).toBe(1);
});
