/** Every story in test/stories/ goes as it is told. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { playStory, readsAs } from './story.ts';

const FOLDER = path.join(import.meta.dirname, 'stories');

describe('stories', () => {
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()) {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    it(`${file}: ${text.split('\n')[0]?.replace(/^# /, '')}`, async () => {
      expect(text).toMatch(/^# \S/);
      expect(await playStory(text)).toEqual([]);
    });
  }
});

describe('the player of stories', () => {
  it('notices a bubble that reads otherwise, one too many and one too few', async () => {
    expect(await playStory('# x\nผู้ใช้: เมนู\nบอต: อย่างอื่น')).toHaveLength(1);
    expect(await playStory('# x\nผู้ใช้: เมนู')).toHaveLength(1);
    expect(await playStory('# x\nผู้ใช้: เมนู\nบอต: เมนู …\nบอต: …')).toEqual(['line 4: the bot said nothing more']);
    expect(await playStory('# x\nผู้ใช้: เมนู\nบอต: เมนู …\nปุ่ม: ไม่มีปุ่มนี้')).toHaveLength(1);
  });

  it('takes "…" for any part and nothing else', () => {
    expect(readsAs('ข้อ 1 จาก 5\nก. ใช่', 'ข้อ 1 จาก 5 … ก. ใช่')).toBe(true);
    expect(readsAs('ข้อ 1 จาก 5', 'ข้อ 1')).toBe(false);
    expect(readsAs('a.b', 'a?b')).toBe(false);
  });
});
