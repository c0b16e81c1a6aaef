import { expect, it } from 'vitest';
import { inTime } from '../../src/lib/in-time.ts';

it('passes an outcome on that comes in time', async () => {
  expect(await inTime(Promise.resolve('done'), 5_000)).toBe('done');
  await expect(inTime(Promise.reject(new Error('away')), 5_000)).rejects.toThrow('away');
});

it('waits no longer than it may, whatever comes later', async () => {
  let fail = (_: Error): void => undefined;
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await expect(inTime(work, 1)).rejects.toThrow('no answer within 1 ms');
  fail(new Error('too late to matter'));
});
