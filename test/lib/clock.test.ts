import { expect, test } from 'vitest';
import { breathe, pause, stopwatch, systemClock } from '../../src/lib/clock.ts';

const LONG = 60_000;

test('a pause ends early at its signal, without an error, and at once where it fired before', async () => {
  const stopping = new AbortController();
  const paused = pause(LONG, stopping.signal);
  stopping.abort();
  await paused;
  await pause(LONG, stopping.signal);
});

test('a pause leaves nothing behind at its signal', async () => {
  const stopping = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = stopping.signal;
  stopping.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    listeners += 1;
    addEventListener.apply(stopping.signal, args);
  };
  stopping.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1;
    removeEventListener.apply(stopping.signal, args);
  };
  await pause(1, stopping.signal);
  expect(listeners).toBe(0);
});

test('a pause takes at least as long as it says', async () => {
  const elapsed = stopwatch();
  await pause(20);
  expect(elapsed()).toBeGreaterThanOrEqual(18);
});

test('the clock of the machine goes on', () => {
  const first = systemClock.now();
  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(first.getTime());
});

test('breathing lets what is ready go first', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('ready'));
  await breathe();
  order.push('after');
  expect(order).toEqual(['ready', 'after']);
});
