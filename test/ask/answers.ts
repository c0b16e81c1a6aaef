/** People who ask, and an entry that answers them, straight into the database. */
import { v7 as uuid } from 'uuid';
import type { Entry } from '../../src/ask/knowledge.ts';
import type { ChannelName } from '../../src/channels/channel.ts';
import type { Database } from '../../src/db/client.ts';
import type { Language } from '../../src/dialog/types.ts';

/** An entry that stands in no file. */
export const leave = (more: Partial<Entry> = {}): Entry => ({
  id: 'leave-days',
  title: 'ลาพักร้อนได้กี่วัน',
  answer: 'ลาพักผ่อนได้ปีละ 10 วันทำการ',
  aliases: [],
  questions: ['ลาพักร้อนกี่วัน'],
  tags: {},
  sources: [{ document: 'ระเบียบว่าด้วยการลา', clause: 'ข้อ 23' }],
  version: 1,
  ...more,
});

interface Asking {
  channel?: ChannelName;
  language?: Language;
  /** True for somebody who left after asking. */
  isGone?: boolean;
  /** The entry that was shown. */
  entryId?: string;
}

/** Makes a person at an address who asked these questions; returns their id. */
export async function makeAsker(
  db: Database,
  address: string,
  questions: string[],
  { channel = 'line', language = 'th', isGone = false, entryId = '' }: Asking = {},
): Promise<string> {
  const id = uuid();
  await db.person.create({
    data: {
      id,
      profile: { create: { language } },
      identities: { create: { id: uuid(), channel, address, status: isGone ? 'gone' : 'active' } },
    },
  });
  for (const question of questions) await db.unansweredQuestion.create({ data: { id: uuid(), personId: id, question, entryId } });
  return id;
}
