import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../dialogs/quiz-answer.ts';
import type { Fact } from '../../src/dialog/types.ts';
import { chat } from '../chat.ts';
import { items } from '../chat-world.ts';

const kinds = (facts: Fact[]): string[] => facts.map(({ kind }) => kind);
const responses = (facts: Fact[]) => facts.filter((fact) => fact.kind === 'response');

describe('a quiz', () => {
  it('records its beginning, each answer as given, and its end', async () => {
    const talk = chat();
    await talk.type('ทำแบบทดสอบ');
    await talk.press('กฎหมายดิจิทัล');
    await talk.press('ก');
    await talk.type('ข');
    expect(kinds(talk.facts)).toEqual(['attempt-begun', 'response', 'response', 'attempt-ended']);
    const [begun, first, second, ended] = talk.facts;
    const attempt = begun?.kind === 'attempt-begun' ? begun.attempt : '';
    expect(attempt).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(begun).toMatchObject({ domain: 'LAW', length: 2 });
    // The world shows every item in the order 2, 0, 3, 1: the first place is the item's own third option.
    expect(first).toMatchObject({
      attempt,
      position: 1,
      item: { id: 'law-1', version: 3 },
      order: [2, 0, 3, 1],
      chosen: 2,
      correct: false,
    });
    expect(second).toMatchObject({ attempt, position: 2, item: { id: 'law-2', version: 3 }, chosen: 0, correct: true });
    expect(ended).toEqual({ kind: 'attempt-ended', attempt, status: 'finished' });
    expect(talk.stack).toEqual([]);
  });

  it('keeps the moment an item was first shown, also when it is answered weeks later', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('ตารางคำนวณ');
    talk.wait(21);
    await talk.type('ทำต่อ');
    await talk.press('ก');
    expect(responses(talk.facts)[0]).toMatchObject({ shownAt: '2026-11-20T02:02:00.000Z' });
  });

  it('does the same when thought again', async () => {
    const once = async () => {
      const talk = chat();
      await talk.type('ควิซ');
      await talk.press('ตารางคำนวณ');
      return [talk.facts, talk.stack];
    };
    expect(await once()).toEqual(await once());
  });

  it('leaves out an item that was withdrawn, and does not count it', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('ความปลอดภัยออนไลน์');
    talk.world.withdrawn.add('sec-2');
    const said = await talk.press('ข');
    expect(said.map(({ card, text }) => card?.title ?? text)).toEqual(['ถูกต้อง', expect.stringContaining('ข้ามให้'), 'ตอบถูก 1 จาก 1 ข้อ']);
    expect(responses(talk.facts)).toHaveLength(1);
  });

  it('ends politely when all its items were withdrawn', async () => {
    const talk = chat();
    for (const { id } of items) talk.world.withdrawn.add(id);
    await talk.type('ควิซ');
    const said = await talk.type('คละ');
    expect(said.at(-1)?.text).toContain('ขออภัย');
    expect(talk.facts.at(-1)).toMatchObject({ kind: 'attempt-ended', status: 'left' });
    expect(talk.stack).toEqual([]);
  });

  it('closes the attempt under way when another is begun, and keeps it when only asked for', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('กฎหมายดิจิทัล');
    await talk.type('ทำแบบทดสอบ');
    expect(kinds(talk.facts)).toEqual(['attempt-begun']);
    await talk.type('ชุดใหม่');
    expect(kinds(talk.facts)).toEqual(['attempt-begun', 'attempt-ended']);
    expect(talk.labels).toContain('คละทุกด้าน');
  });

  it('records the end of an attempt that is left', async () => {
    for (const leave of ['เลิกทำ', 'ออก', 'stop']) {
      const talk = chat();
      await talk.type('ควิซ');
      await talk.press('กฎหมายดิจิทัล');
      await talk.type(leave);
      expect(talk.facts.at(-1)).toMatchObject({ kind: 'attempt-ended', status: 'left' });
      expect(talk.stack).toEqual([]);
    }
  });

  it('counts no answer twice when its button is pressed twice', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('กฎหมายดิจิทัล');
    await talk.press('ง');
    await talk.pressOld('ง');
    expect(responses(talk.facts)).toHaveLength(1);
  });

  it('says right and wrong in words, colours and with the source', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    await talk.press('ความปลอดภัยออนไลน์');
    const [wrong] = await talk.press('ก');
    expect(wrong?.card).toMatchObject({ tone: 'wrong', title: 'ยังไม่ถูก', source: 'ที่มา: มาตรฐานสมรรถนะดิจิทัล' });
    expect(wrong?.card?.body).toBe('คำตอบที่ถูกคือ ข. แจ้งฝ่ายไอที\nตัวเลือก ก: เปิดแล้วอาจติดมัลแวร์\nแจ้งผู้รับผิดชอบก่อนเปิดเสมอ');
    const [right] = await talk.press('ค');
    expect(right?.card).toMatchObject({ tone: 'right', title: 'ถูกต้อง', body: 'ยิ่งยาวยิ่งเดายาก' });
  });

  it('shows how far it has come, and the whole item in words too', async () => {
    const talk = chat();
    await talk.type('ควิซ');
    const [item] = await talk.press('ตารางคำนวณ');
    expect(item?.card?.progress).toEqual({ at: 1, of: 1 });
    for (const word of ['ข้อ 1 จาก 1', 'SUMIF', 'ง. SUM']) expect(item?.text).toContain(word);
  });
});

describe('readAnswer', () => {
  const [links, , functions] = items;

  it.each([
    ['ก', 0],
    ['ก.', 0],
    ['ข้อ ข ค่ะ', 1],
    ['ตอบ ค', 2],
    ['๔', 3],
    ['2', 1],
    ['D', 3],
    ['answer b', 1],
    ['แจ้งฝ่ายไอทีครับ', 1],
    ['แจ้งฝ่าย', 1],
    ['ส่งต่อให้', 2],
  ])('reads "%s" as place %i', (text, place) => {
    expect(links && readAnswer(text, links)).toBe(place);
  });

  it.each(['จ', '5', '0', 'e', 'แจ้ง', 'กด', 'แจ้งฝ่ายไอทีทำอย่างไร', ''])('takes "%s" for no answer', (text) => {
    expect(links).toBeDefined();
    expect(links && readAnswer(text, links)).toBeUndefined();
  });

  it('takes the whole of an option before the beginning of another', () => {
    expect(functions && readAnswer('sum', functions)).toBe(3);
    expect(functions && readAnswer('sumi', functions)).toBe(0);
    expect(functions && readAnswer('su', functions)).toBeUndefined();
  });
});
