/** Whether a person can be reached: the channel's own time decides, in whatever order its events come. */
import { expect, test } from 'vitest';
import { testDatabase } from '../database.ts';
import { fakeChannel } from '../fakes/channel.ts';
import { openHouse } from './house.ts';

const { db } = await testDatabase();
const house = await openHouse(db, [fakeChannel(), fakeChannel({ name: 'teams', bundle: 1 })]);
const at = (minute: number) => ({ at: new Date(house.clock.now().getTime() + minute * 60_000).toISOString() });
const statusOf = async (address: string) => (await db.identity.findFirst({ where: { address } }))?.status;

/** Hands over an arrival or a departure, or a text. */
async function comes(address: string, ...events: ['arrived' | 'left' | 'text', number][]): Promise<void> {
  for (const [type, minute] of events) {
    await house.hear(type === 'text' ? { type, text: 'เมนู' } : { type }, address, at(minute));
    await house.settle();
  }
}

test.each([
  [
    'arrived and left',
    [
      ['arrived', 1],
      ['left', 2],
    ],
    'gone',
  ],
  [
    'left and came back',
    [
      ['arrived', 1],
      ['left', 2],
      ['arrived', 3],
    ],
    'active',
  ],
  [
    'came back, told in the wrong order',
    [
      ['arrived', 1],
      ['arrived', 3],
      ['left', 2],
    ],
    'active',
  ],
  [
    'left, told before the arrival',
    [
      ['left', 2],
      ['arrived', 1],
    ],
    'gone',
  ],
  [
    'left, told before an arrival already known',
    [
      ['arrived', 1],
      ['left', 4],
      ['arrived', 3],
    ],
    'gone',
  ],
] as const)('%s', async (name, events, status) => {
  const address = `contact ${name}`;
  await comes(address, ...events.map(([type, minute]): ['arrived' | 'left' | 'text', number] => [type, minute]));
  expect(await statusOf(address)).toBe(status);
});

test('who came back is there again, also where that is told too late for an answer', async () => {
  await comes('told late', ['text', 0], ['left', 1]);
  const arrival = at(2);
  house.clock.pass(7 * 3_600_000);
  await house.hear({ type: 'arrived' }, 'told late', arrival);
  expect(await house.settle()).toEqual(['too-late']);
  expect(await statusOf('told late')).toBe('active');
});

test('a new reference is kept, and an event without one does not take it away', async () => {
  const teams = { channel: 'teams' } as const;
  await house.tell('เมนู', 'moved', { ...teams, ...at(1), reference: { serviceUrl: 'https://one' } });
  await house.tell('เมนู', 'moved', { ...teams, ...at(2), reference: { serviceUrl: 'https://two' } });
  await house.hear({ type: 'left' }, 'moved', { ...teams, ...at(3) });
  await house.settle();
  expect(await db.identity.findFirst({ where: { address: 'moved' } })).toMatchObject({
    status: 'gone',
    reference: { serviceUrl: 'https://two' },
  });
});

test.each([{ channel: 'teams', reference: { serviceUrl: 'https://one' } }, { channel: 'line' }] as const)(
  'who writes after having left is there again, on $channel',
  async (where) => {
    const address = `again-${where.channel}`;
    await house.tell('เมนู', address, { ...where, ...at(1) });
    await house.hear({ type: 'left' }, address, { ...where, ...at(2) });
    await house.settle();
    await house.tell('เมนู', address, { ...where, ...at(3) });
    expect(await statusOf(address)).toBe('active');
  },
);
