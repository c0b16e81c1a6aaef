/**
 * Stories: conversations as transcripts that an official can read. A story is played against the real conversations;
 * every bubble of the bot has to be told, and "…" stands for parts left out.
 *
 *     # what this story shows
 *     สถานการณ์: ผู้ใช้ใหม่            (or กลุ่มแชต, ผอ.กอง ปีที่ 1-2, …: see `situations`)
 *     ผู้ใช้: typed text               ผู้ใช้กด: the newest button with a label
 *     ผู้ใช้กดปุ่มเก่า: the oldest one   ผู้ใช้ทำ: เพิ่มเพื่อน, ส่งสติกเกอร์ (see `doings`)
 *     เวลาผ่านไป: 21 วัน
 *     บอต: a bubble; lines that follow, indented, belong to it
 *     ปุ่ม: labels that the turn offers, with " | " between them
 */
import type { InboundInput } from '../src/channels/channel.ts';
import { type ChatOptions, chat } from './chat.ts';

const situations: Record<string, ChatOptions> = {
  ผู้ใช้ใหม่: { isNew: true },
  ผู้ใช้เดิม: {},
  กลุ่มแชต: { isNew: true, audience: 'group' },
  'ผอ.กอง ปีที่ 1-2': { profile: { roleGroup: 'management', phase: 'early' } },
  'ผอ.กอง ปีที่ 6-10': { profile: { roleGroup: 'management', phase: 'maturing', agency: 'สำนักงาน ก.พ.ร.' } },
};

const doings: Record<string, InboundInput> = {
  เพิ่มเพื่อน: { type: 'arrived' },
  เปิดแชต: { type: 'arrived' },
  ส่งสติกเกอร์: { type: 'unreadable', what: 'sticker' },
};

interface Line {
  number: number;
  who: string;
  text: string;
}

/** Reads a story: one entry for each "who: text", with the indented lines that belong to it. */
function readStory(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const last = lines.at(-1);
    const [, who, rest] = /^([^\s#:][^:]*):\s?(.*)$/.exec(raw) ?? [];
    if (who !== undefined) lines.push({ number: index + 1, who, text: rest ?? '' });
    else if (/^\s+\S/.test(raw) && last) last.text += `\n${raw.trim()}`;
    else if (raw.trim() !== '' && !raw.startsWith('#')) throw new Error(`line ${index + 1} is neither said nor done by anybody`);
  }
  return lines;
}

/** Plays a story and returns what differs from it: one line each, none where all is as told. */
export async function playStory(text: string): Promise<string[]> {
  const lines = readStory(text);
  const situation = situations[lines[0]?.who === 'สถานการณ์' ? lines[0].text : 'ผู้ใช้เดิม'];
  if (!situation) throw new Error(`unknown situation: ${lines[0]?.text}`);
  const talk = chat(situation);
  const differences: string[] = [];
  let untold: string[] = [];

  const act = async (line: Line, doing: () => Promise<{ text: string }[]>) => {
    differences.push(...untold.map((bubble) => `line ${line.number}: before this, the bot also said: ${bubble}`));
    untold = (await doing()).map((message) => message.text);
  };
  const hear = ({ number, text: told }: Line) => {
    const bubble = untold.shift();
    if (bubble === undefined) differences.push(`line ${number}: the bot said nothing more`);
    else if (!readsAs(bubble, told)) differences.push(`line ${number}: the bot said: ${bubble}`);
  };
  const seeButtons = ({ number, text: told }: Line) => {
    const missing = told.split(' | ').filter((label) => !talk.labels.includes(label));
    if (missing.length > 0) differences.push(`line ${number}: no button ${missing.join(', ')}; there are: ${talk.labels.join(' | ')}`);
  };

  for (const line of lines) {
    if (line.who === 'ผู้ใช้') await act(line, () => talk.type(line.text));
    else if (line.who === 'ผู้ใช้กด') await act(line, () => talk.press(line.text));
    else if (line.who === 'ผู้ใช้กดปุ่มเก่า') await act(line, () => talk.pressOld(line.text));
    else if (line.who === 'ผู้ใช้ทำ') await act(line, () => talk.send(doings[line.text] ?? fail(line)));
    else if (line.who === 'เวลาผ่านไป') talk.wait(Number.parseInt(line.text, 10));
    else if (line.who === 'บอต') hear(line);
    else if (line.who === 'ปุ่ม') seeButtons(line);
    else if (line.who !== 'สถานการณ์') fail(line);
  }
  return [...differences, ...untold.map((bubble) => `at the end the bot also said: ${bubble}`)];
}

/** White space counts as one space, and "…" as anything. */
export function readsAs(bubble: string, told: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  const parts = plain(told)
    .split('…')
    .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'su').test(plain(bubble));
}

function fail(line: Line): never {
  throw new Error(`line ${line.number}: unknown "${line.who}: ${line.text}"`);
}
