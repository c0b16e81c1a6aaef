import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Inbound } from '../../src/channels/channel.ts';
import { POLICY_VERSION } from '../../src/people/person.ts';
import { createPerson, keepPersonFact, noteGone, peopleStore } from '../../src/people/store.ts';
import { testDatabase } from '../database.ts';

const { db } = await testDatabase();
const people = peopleStore(db);
const NOW = new Date('2026-11-20T18:00:00Z');
const arrival = (address: string, more: Partial<Inbound> = {}): Inbound => ({
  channel: 'line',
  eventId: randomUUID(),
  address,
  kind: 'person',
  input: { type: 'arrived' },
  at: NOW.toISOString(),
  ...more,
});
const meet = (address: string, more: Partial<Inbound> = {}) =>
  db.$transaction((session) => createPerson(session, arrival(address, more), { language: 'th', reminders: true }));
const keep = (id: string, fact: Parameters<typeof keepPersonFact>[2]) =>
  db.$transaction((session) => keepPersonFact(session, id, fact, NOW));

test('a stranger is not found, and a person whom we just met knows nothing yet', async () => {
  expect(await people.find('line', 'nobody')).toBeUndefined();
  const id = await meet('new');
  expect(await people.find('line', 'new')).toEqual({
    id,
    isGone: false,
    profile: { language: 'th', reminders: true },
    informed: false,
    stack: [],
    revision: 0,
  });
  expect(await people.find('teams', 'new')).toBeUndefined();
});

test('an address belongs to one person', async () => {
  await meet('twin');
  await expect(meet('twin')).rejects.toThrow();
  expect(await db.person.count({ where: { identities: { some: { address: 'twin' } } } })).toBe(1);
  await expect(meet('twin', { channel: 'web' })).resolves.toBeDefined();
});

test('what somebody told is kept, changed and taken back', async () => {
  const id = await meet('teller');
  await keep(id, { kind: 'profile', change: { roleGroup: 'management', phase: 'early', agency: 'สำนักงาน ก.พ.' } });
  await keep(id, { kind: 'profile', change: { language: 'en', reminders: false, phase: 'maturing' } });
  expect((await people.find('line', 'teller'))?.profile).toEqual({
    language: 'en',
    reminders: false,
    roleGroup: 'management',
    phase: 'maturing',
    agency: 'สำนักงาน ก.พ.',
  });
  await keep(id, { kind: 'profile', change: { roleGroup: null, agency: null } });
  expect((await people.find('line', 'teller'))?.profile).toEqual({ language: 'en', reminders: false, phase: 'maturing' });
});

test('only the present notice counts as shown, and showing it twice is once', async () => {
  const id = await meet('reader');
  await keep(id, { kind: 'consent', policyVersion: '2020-01' });
  expect((await people.find('line', 'reader'))?.informed).toBe(false);
  await keep(id, { kind: 'consent', policyVersion: POLICY_VERSION });
  await keep(id, { kind: 'consent', policyVersion: POLICY_VERSION });
  expect((await people.find('line', 'reader'))?.informed).toBe(true);
  expect(await db.consent.count({ where: { personId: id } })).toBe(2);
});

test('an address that the platform calls gone is gone, on its channel alone', async () => {
  await meet('blocked');
  await meet('blocked', { channel: 'teams' });
  await db.$transaction((session) => noteGone(session, 'teams', 'blocked'));
  const identities = await db.identity.findMany({ where: { address: 'blocked' }, orderBy: { channel: 'asc' } });
  expect(identities.map(({ channel, status }) => [channel, status])).toEqual([
    ['line', 'active'],
    ['teams', 'gone'],
  ]);
});

test('what is stored is counted, for this person alone, since the day in Bangkok', async () => {
  const [id, other] = [await meet('counted'), await meet('uncounted')];
  await db.$executeRaw`UPDATE person SET created_at = '2026-11-20T17:30:00Z' WHERE id = ${id}::uuid`;
  for (const personId of [id, other, other]) {
    await db.unansweredQuestion.create({ data: { id: randomUUID(), personId, question: randomUUID() } });
    await db.feedback.create({ data: { personId, question: randomUUID(), entryId: 'dcio', useful: true, givenAt: NOW } });
    await db.attempt.create({ data: { id: randomUUID(), personId, status: 'left', length: 5, startedAt: NOW, touchedAt: NOW } });
  }
  await db.nudge.create({ data: { personId: id, day: NOW, kind: 'unfinished-quiz', decidedAt: NOW } });
  await db.outboxMessage.create({
    data: {
      channel: 'line',
      address: 'counted',
      lane: 'line:counted',
      purpose: 'answer',
      cause: 'c',
      personId: id,
      messages: [],
      retryKey: randomUUID(),
    },
  });
  await db.inboxEvent.create({ data: { channel: 'line', eventId: 'e', lane: 'line:counted', payload: {} } });
  expect(await people.stored(id)).toEqual({
    since: '2026-11-21',
    channels: ['line'],
    attempts: 1,
    responses: 0,
    reminders: 1,
    questions: 1,
    feedback: 1,
    messages: 2,
  });
});
