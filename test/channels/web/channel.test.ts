import { expect, test } from 'vitest';
import type { Delivery } from '../../../src/channels/channel.ts';
import { makeWebChannel } from '../../../src/channels/web/channel.ts';

const delivery: Delivery = { address: 'somebody', messages: [{ text: 'สวัสดี' }], retryKey: '5f0c5f0e-7b3c-4b8e-9b58-0f6c6a3c1b11' };

test('sending tells the open pages of the address to look', async () => {
  const announced: string[] = [];
  const channel = makeWebChannel({ announce: async (address) => void announced.push(address) });
  expect(await channel.send(delivery)).toEqual({ type: 'accepted' });
  expect(announced).toEqual(['somebody']);
});

test('a page of a broadcast is announced to each of its recipients', async () => {
  const announced: string[] = [];
  const channel = makeWebChannel({ announce: async (address) => void announced.push(address) });
  await channel.send({ ...delivery, recipients: ['one', 'two'] });
  expect(announced).toEqual(['one', 'two']);
});

test('what cannot be announced was not taken', async () => {
  const channel = makeWebChannel({ announce: () => Promise.reject(new Error('database is away')) });
  expect(await channel.send(delivery)).toEqual({ type: 'not-taken', reason: 'database is away' });
});

test('the same row can be sent again without harm, whichever way', () => {
  const channel = makeWebChannel({ announce: () => Promise.resolve() });
  expect([channel.idempotent('reply'), channel.idempotent('push'), channel.recipientsPerSend]).toEqual([true, true, 1]);
});
