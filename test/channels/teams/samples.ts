/** Activities as Teams sends them, and the small things that all tests of the channel need. */
import type { RawRequest } from '../../../src/channels/channel.ts';

export const SERVICE_URL = 'https://smba.trafficmanager.net/th/';
export const BOT_ID = '28:bot';

/** A personal text message; `change` replaces whole fields. */
export const activity = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'message',
  id: '1700000000001',
  timestamp: '2026-03-02T02:03:04.567Z',
  serviceUrl: SERVICE_URL,
  channelId: 'msteams',
  from: { id: '29:somchai', name: 'สมชาย', aadObjectId: 'aad-somchai' },
  conversation: { conversationType: 'personal', tenantId: 'tenant-1', id: 'a:1' },
  recipient: { id: BOT_ID, name: 'ทักษะ' },
  channelData: { tenant: { id: 'tenant-1' } },
  locale: 'th-TH',
  text: 'สวัสดี',
  textFormat: 'plain',
  ...change,
});

/** The same in a group chat, said to the bot. */
export const groupActivity = (change: Record<string, unknown> = {}): Record<string, unknown> =>
  activity({
    conversation: { conversationType: 'groupChat', isGroup: true, tenantId: 'tenant-1', id: '19:group@thread.v2' },
    text: '<at>ทักษะ</at>&nbsp;สวัสดี',
    entities: [{ type: 'mention', text: '<at>ทักษะ</at>', mentioned: { id: BOT_ID, name: 'ทักษะ' } }, { type: 'clientInfo' }],
    ...change,
  });

export const rawRequest = (body: unknown, authorization?: string): RawRequest => ({
  headers: { 'content-type': 'application/json', authorization },
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
});
