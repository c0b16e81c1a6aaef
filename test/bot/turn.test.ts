import { expect, test } from 'vitest';
import { takeTurn } from '../../src/bot/turn.ts';
import { translate } from '../../src/text/translate.ts';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db, [fakeChannel(), fakeChannel({ name: 'teams', bundle: 1, idempotent: () => false })]);
const HOUR = 3_600_000;

test('the first contact makes the person, the identity, the profile, the session and the consent', async () => {
  expect(await house.tell('70:20:10 คืออะไร', 'first')).toEqual(['answered']);
  const identity = await db.identity.findFirstOrThrow({
    where: { address: 'first' },
    include: { person: { include: { profile: true, session: true, consents: true } } },
  });
  expect(identity).toMatchObject({ channel: 'line', kind: 'person', status: 'active' });
  expect(identity.person).toMatchObject({
    profile: { language: 'th' },
    session: { revision: 1 },
    consents: [{ policyVersion: '2026-11' }],
  });
});

test.each([
  ['hello', 'en-US', 'en'],
  ['สวัสดี', 'en-US', 'th'],
  ['hello', 'th-TH', 'th'],
  ['hello', undefined, 'th'],
  ['1 2 3', 'en-US', 'th'],
])('a stranger who writes %j from an application in %s is answered in %s', async (text, locale, language) => {
  const address = `stranger ${text} ${locale}`;
  await house.tell(text, address, locale ? { locale } : {});
  expect((await house.people.find('line', address))?.profile.language).toBe(language);
});

test('rows bear the event and a position, one reply token, and a key each', async () => {
  const until = new Date(house.clock.now().getTime() + 50_000).toISOString();
  const { eventId } = await house.hear({ type: 'text', text: 'DCIO มีหน้าที่อะไร' }, 'teams-user', {
    channel: 'teams',
    reference: { serviceUrl: 'https://example.org' },
    reply: { token: 'right', until },
  });
  await house.settle();
  const event = await db.inboxEvent.findFirstOrThrow({ where: { eventId } });
  const rows = await db.outboxMessage.findMany({ where: { lane: 'teams:teams-user' }, orderBy: { id: 'asc' } });
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map((row) => row.cause)).toEqual(rows.map((_, position) => `event:${event.id}:${position}`));
  expect(rows.map((row) => row.replyToken)).toEqual(['right', ...rows.slice(1).map(() => null)]);
  expect(rows[0]?.replyUntil?.toISOString()).toBe(until);
  expect(new Set(rows.map((row) => row.retryKey)).size).toBe(rows.length);
  expect(rows.every((row) => JSON.stringify(row.reference) === '{"serviceUrl":"https://example.org"}')).toBe(true);
  expect(event).toMatchObject({ status: 'done', leaseUntil: null });
});

test('choices stand below the last message of a turn alone', async () => {
  await house.tell('70:20:10 คืออะไร', 'choices');
  const messages = await house.said('choices');
  expect(messages.length).toBeGreaterThan(1);
  expect(messages.slice(0, -1).filter((message) => message.choices)).toEqual([]);
  expect(messages.at(-1)?.choices?.length).toBeGreaterThan(0);
});

test('a turn whose session was written meanwhile thinks again, and both have their effect', async () => {
  await house.tell('เมนู', 'twice');
  let thoughts = 0;
  const racing =
    (personId: string | undefined) =>
    async (...asked: Parameters<ReturnType<typeof house.parts.find>>) => {
      const found = await house.parts.find(personId)(...asked);
      thoughts += 1;
      if (thoughts === 1)
        await db.$executeRaw`UPDATE session SET revision = revision + 1, stack = '[]' WHERE person_id = ${personId}::uuid`;
      return found;
    };
  await house.hear({ type: 'text', text: '70:20:10 คืออะไร' }, 'twice');
  const [event] = await house.inbox.claim(1);
  if (!event) throw new Error('nothing was claimed');
  expect(await takeTurn({ ...house.parts, find: racing }, event)).toBe('answered');
  const session = await db.session.findFirstOrThrow({ where: { person: { identities: { some: { address: 'twice' } } } } });
  expect([thoughts, session.revision]).toEqual([2, 3]);
  expect(await db.outboxMessage.count({ where: { cause: { startsWith: `event:${event.id}:` } } })).toBe(1);
});

test('what was said more than six hours ago is recorded and not answered', async () => {
  const at = (ms: number) => new Date(house.clock.now().getTime() - ms).toISOString();
  expect(await house.tell('เมนู', 'late', { at: at(6 * HOUR + 1) })).toEqual(['too-late']);
  expect(await db.identity.count({ where: { address: 'late' } })).toBe(0);
  expect(await house.said('late')).toEqual([]);
  expect(await db.inboxEvent.findFirstOrThrow({ where: { lane: 'line:late' } })).toMatchObject({
    status: 'done',
    reason: 'too late for an answer',
  });
  expect(await house.tell('เมนู', 'late', { at: at(6 * HOUR - 1000) })).toEqual(['answered']);
});

test('an event of a channel that is switched off is set aside with its reason', async () => {
  expect(await house.tell('เมนู', 'off', { channel: 'web' })).toEqual(['set-aside']);
  expect(await db.inboxEvent.findFirstOrThrow({ where: { lane: 'web:off' } })).toMatchObject({
    status: 'aside',
    reason: 'the channel is switched off',
  });
});

test('a message that its author takes back is forgotten, and no other', async () => {
  await house.tell('ความลับของผม', 'unsent', { input: { type: 'text', text: 'ความลับของผม', messageId: 'm1' } });
  await house.tell('เมนู', 'unsent', { input: { type: 'text', text: 'เมนู', messageId: 'm2' } });
  await house.hear({ type: 'unsent', messageId: 'm1' }, 'unsent');
  expect(await house.settle()).toEqual(['recorded']);
  const events = await db.inboxEvent.findMany({ where: { lane: 'line:unsent' }, orderBy: { id: 'asc' } });
  expect(JSON.stringify(events[0]?.payload)).not.toContain('ความลับ');
  expect(events[1]?.payload).toMatchObject({ input: { text: 'เมนู' } });
});

test('somebody elsewhere with the same message id keeps their words', async () => {
  await house.tell('ของคนอื่น', 'neighbour', { input: { type: 'text', text: 'ของคนอื่น', messageId: 'm3' } });
  await house.hear({ type: 'unsent', messageId: 'm3' }, 'unsent');
  await house.settle();
  expect(await db.inboxEvent.findFirstOrThrow({ where: { lane: 'line:neighbour' } })).toMatchObject({
    payload: { input: { text: 'ของคนอื่น' } },
  });
});

test('in a group nothing personal is offered', async () => {
  await house.tell('ข้อมูลของฉัน', 'group', { kind: 'group' });
  expect((await house.said('group')).map((message) => message.text)).toEqual([translate('th', 'menu.private')]);
  expect(await db.consent.count({ where: { person: { identities: { some: { address: 'group' } } } } })).toBe(0);
});

test('state that no dialog can read any more is given up with a word, and the conversation goes on', async () => {
  await house.tell('เมนู', 'old-state');
  const stack = JSON.stringify([{ id: 'aaaaaa', dialog: 'gone', version: 7, state: { step: 'x' } }]);
  await db.$executeRaw`UPDATE session SET stack = ${stack}::jsonb WHERE person_id = (SELECT person_id FROM identity WHERE address = 'old-state')`;
  const before = (await house.said('old-state')).length;
  expect(await house.tell('เมนู', 'old-state')).toEqual(['answered']);
  const titles = (await house.said('old-state')).slice(before).map((message) => message.card?.title ?? message.text);
  expect(titles).toEqual([translate('th', 'menu.renewed'), translate('th', 'menu.title')]);
});
