/** The oracle sees each kind of broken promise: a judge that always acquits would make the matrix worthless. */
import { describe, expect, it } from 'vitest';
import { render } from '../../src/channels/teams/render.ts';
import type { LineEntry, TeamsEntry } from './doubles.ts';
import type { EventRow, MessageRow } from './ledger.ts';
import { type Evidence, weigh } from './oracle.ts';

const USER = 'U1';
const event: EventRow = { id: '1', channel: 'line', event_id: 'e1', lane: 'line:U1', status: 'done', attempts: 1, reason: null };
const message: MessageRow = {
  id: '7',
  channel: 'line',
  address: USER,
  cause: 'event:1:0',
  recipients: null,
  messages: [{ text: 'สวัสดี' }],
  reference: null,
  reply_token: null,
  retry_key: 'key',
  status: 'sent',
  attempts: 1,
  reason: null,
};
const push: LineEntry = { at: 0, operation: 'pushMessage', to: [USER], messages: [], retryKey: 'key' };
const toTeams: MessageRow = { ...message, channel: 'teams', reference: { conversationId: 'a:u1' } };
const shown: TeamsEntry = { at: 0, conversation: 'a:u1', activity: { ...render({ text: 'สวัสดี' }), id: 'x' } };
const page: MessageRow = { ...message, cause: 'page', recipients: ['U1', 'U2'] };
const recipient = (address: string) => ({ broadcast_id: 'b', address, channel: 'line', cause: 'page' });

const judged = (evidence: Partial<Evidence>) =>
  weigh({
    acknowledged: [{ channel: 'line', eventId: 'e1' }],
    events: [event],
    messages: [],
    recipients: [],
    line: [],
    teams: [],
    ...evidence,
  });

describe('nothing is broken', () => {
  it.each<[string, Partial<Evidence>]>([
    ['when an answer was accepted once', { messages: [message], line: [push] }],
    [
      'when a reply was accepted once',
      { messages: [{ ...message, reply_token: 't' }], line: [{ ...push, to: [], retryKey: undefined, replyToken: 't' }] },
    ],
    ['when a message failed and was not accepted', { messages: [{ ...message, status: 'failed' }] }],
    ['when a message is unknown, whether it was accepted', { messages: [{ ...message, status: 'unknown' }], line: [push] }],
    ['or not', { messages: [{ ...message, status: 'unknown' }] }],
    ['when Teams showed what was sent', { messages: [toTeams], teams: [shown] }],
    [
      'when a page reached everybody',
      { messages: [page], recipients: [recipient('U1'), recipient('U2')], line: [{ ...push, to: ['U1', 'U2'] }] },
    ],
  ])('%s', (_, evidence) => {
    expect(judged(evidence).broken).toEqual([]);
  });

  it('and what became of everything is counted', () => {
    const events = [
      event,
      { ...event, id: '2', event_id: 'e2' },
      { ...event, id: '3', event_id: 'e3', status: 'aside', reason: 'odd' } as const,
    ];
    expect(judged({ events, messages: [message], line: [push] })).toMatchObject({
      answered: 1,
      recorded: 1,
      aside: 1,
      sent: 1,
      failed: 0,
      unknown: 0,
      shown: 1,
    });
  });
});

describe('something is broken', () => {
  it.each<[string, Partial<Evidence>]>([
    ['when an acknowledged event is not in the inbox', { events: [] }],
    ['when it stands there twice', { events: [event, { ...event, id: '2' }] }],
    ['when it was set aside without a reason', { events: [{ ...event, status: 'aside' }] }],
    ['when a sent message was never accepted', { messages: [message] }],
    ['when a message was accepted twice', { messages: [message], line: [push, push] }],
    ['when a failed message was accepted', { messages: [{ ...message, status: 'failed' }], line: [push] }],
    ['when an unknown message was accepted twice', { messages: [{ ...message, status: 'unknown' }], line: [push, push] }],
    ['when something was accepted that nobody sent', { line: [push] }],
    ['when Teams showed something twice', { messages: [toTeams], teams: [shown, shown] }],
    ['when Teams never showed what was sent', { messages: [toTeams] }],
    ['when Teams showed what failed', { messages: [{ ...toTeams, status: 'failed' }], teams: [shown] }],
    ['when Teams showed other words', { messages: [toTeams], teams: [{ ...shown, activity: { ...shown.activity, text: 'x' } }] }],
    ['when a recipient has no message', { recipients: [recipient('U1')] }],
    [
      'when a recipient is not on the page that was sent',
      { messages: [page], recipients: [recipient('U3')], line: [{ ...push, to: ['U1', 'U2'] }] },
    ],
    ['when a recipient was reached twice', { messages: [page], recipients: [recipient('U1')], line: [{ ...push, to: ['U1', 'U1'] }] }],
  ])('%s', (_, evidence) => {
    expect(judged(evidence).broken).not.toEqual([]);
  });
});
