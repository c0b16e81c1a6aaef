/**
 * Conformance with LINE's specification. Runs against a stand-in for api.line.me that judges each request by LINE's
 * OpenAPI files; LINE_DOUBLE_URL says where it listens. Without it these tests are skipped.
 */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Channel, Delivery } from '../../src/channels/channel.ts';
import { makeLineChannel } from '../../src/channels/line/channel.ts';
import { samples } from '../channels/line/cards.ts';

const url = process.env.LINE_DOUBLE_URL;
const USER = `U${'1'.repeat(32)}`;
const statsSchema = z.object({
  requests: z.number(),
  deliveries: z.number(),
  recipients: z.number(),
  messagesToOne: z.number(),
  refused: z.array(z.unknown()),
});

const control = async (path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${url}/_double/${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) });
  return response.json();
};
const stats = async () => statsSchema.parse(await control('stats'));
const fault = (operation: string, how: object): Promise<unknown> => control('faults', [{ operation, ...how }]);
const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  address: USER,
  messages: [{ text: 'สวัสดี' }],
  retryKey: randomUUID(),
  ...more,
});

describe.skipIf(!url)('LINE, by its specification', () => {
  let channel: Channel;
  beforeEach(async () => {
    channel = makeLineChannel({ channelSecret: 's', accessToken: 'tok', baseUrl: url ?? '' });
    await control('reset', {});
  });

  it.each(Object.entries(samples))('takes the card %s, pushed, replied and to many', async (_, message) => {
    const messages = [{ text: 'ก่อนการ์ด' }, message];
    const recipients = Array.from({ length: 500 }, (_, index) => `U${String(index).padStart(32, '0')}`);
    expect(await channel.send(delivery({ messages }))).toEqual({ type: 'accepted' });
    expect(await channel.send(delivery({ messages, replyToken: randomUUID() }))).toEqual({ type: 'accepted' });
    expect(await channel.send(delivery({ messages, recipients }))).toEqual({ type: 'accepted' });
    expect(await stats()).toMatchObject({ deliveries: 3, recipients: 501, refused: [] });
  });

  it('takes the longest of everything', async () => {
    const long = 'ผู้ที่ทำหน้าที่'.repeat(600);
    const choices = Array.from({ length: 13 }, () => ({ label: long, press: 'x'.repeat(300) }));
    const facts = Array.from({ length: 12 }, () => ({ label: long, value: long }));
    const card = {
      title: long,
      tone: 'notice',
      body: long,
      source: long,
      facts,
      progress: { at: 0, of: 1 },
      buttons: choices.slice(0, 5),
    } as const;
    const messages = [
      { text: long, choices },
      { text: long, card: { ...card, facts: [] } },
      { text: long, card },
      { text: '' },
      { text: long, card: { ...card, buttons: [], facts: [] }, choices },
    ];
    expect(await channel.send(delivery({ messages }))).toEqual({ type: 'accepted' });
    expect((await stats()).refused).toEqual([]);
  });

  it('takes the loading animation', async () => {
    const at = new Date().toISOString();
    await channel.thinking?.({ channel: 'line', eventId: 'e', address: USER, kind: 'person', input: { type: 'text', text: 'x' }, at });
    expect(await stats()).toMatchObject({ requests: 1, refused: [] });
  });

  it('accepts a push once, however often it is sent', async () => {
    const one = delivery();
    await fault('pushMessage', { drop: 'after' });
    expect(await channel.send(one)).toMatchObject({ type: 'no-answer' });
    expect(await channel.send(one)).toEqual({ type: 'accepted' });
    expect(await stats()).toMatchObject({ deliveries: 1, messagesToOne: 1 });
  });

  it('accepts a reply once, and calls its token stale then', async () => {
    const one = delivery({ replyToken: randomUUID() });
    expect(await channel.send(one)).toEqual({ type: 'accepted' });
    expect(await channel.send(one)).toEqual({ type: 'stale-reply' });
    expect(await stats()).toMatchObject({ deliveries: 1 });
  });

  it('that drops the request has not accepted it, and we cannot know', async () => {
    await fault('pushMessage', { drop: 'before' });
    expect(await channel.send(delivery())).toMatchObject({ type: 'no-answer' });
    expect(await stats()).toMatchObject({ requests: 1, deliveries: 0 });
  });

  it('that hangs is given up', { timeout: 15_000 }, async () => {
    await fault('pushMessage', { hangMs: 7_000 });
    expect(await channel.send(delivery())).toEqual({ type: 'no-answer', reason: 'TimeoutError' });
  });

  it.each([
    [500, undefined, 'no-answer'],
    [429, undefined, 'throttled'],
    [429, 'You have reached your monthly limit.', 'quota'],
  ])('that answers %i (%s)', async (status, message, type) => {
    await fault('pushMessage', { status, message });
    expect(await channel.send(delivery())).toMatchObject({ type });
  });

  it('that does not know our token', async () => {
    const stranger = makeLineChannel({ channelSecret: 's', accessToken: 'wrong', baseUrl: url ?? '' });
    expect(await stranger.send(delivery())).toEqual({ type: 'unauthorized' });
  });

  it('that refuses a request says why', async () => {
    expect(await channel.send(delivery({ messages: [] }))).toMatchObject({ type: 'refused', reason: expect.stringContaining('messages') });
  });
});
