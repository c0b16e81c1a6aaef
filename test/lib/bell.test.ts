import { expect, test } from 'vitest';
import { makeBell } from '../../src/lib/bell.ts';

const LONG = 60_000;
const still = new AbortController().signal;

test('a ring wakes who waits', async () => {
  const bell = makeBell();
  const waiting = bell.wait(LONG, still);
  bell.ring();
  await waiting;
});

test('a ring while nobody waits is remembered, once', async () => {
  const bell = makeBell();
  bell.ring();
  bell.ring();
  await bell.wait(LONG, still);
  let woken = false;
  const second = bell.wait(LONG, still).then(() => {
    woken = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(woken).toBe(false);
  bell.ring();
  await second;
});

test('the wait ends by itself, and at the signal', async () => {
  await makeBell().wait(1, still);
  const stopping = new AbortController();
  const waiting = makeBell().wait(LONG, stopping.signal);
  stopping.abort();
  await waiting;
  await makeBell().wait(LONG, stopping.signal);
});
