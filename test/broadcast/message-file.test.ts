import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMessage, readMessageFile } from '../../src/broadcast/message-file.ts';
import { renderMessages } from '../../src/channels/line/render.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, extension = '.txt') => parseMessage(bytes(text), extension);
const refusal = (text: string, extension?: string) => {
  const outcome = read(text, extension);
  return outcome.ok ? 'taken' : typeof outcome.reason === 'string' ? outcome.reason : outcome.reason.key;
};

describe('plain text', () => {
  test('a first line with a blank line behind it is the title', () => {
    expect(read('ประกาศ\n\nเชิญอบรม\nวันจันทร์\n')).toEqual({
      ok: true,
      message: { text: 'ประกาศ\n\nเชิญอบรม\nวันจันทร์', card: { title: 'ประกาศ', tone: 'notice', body: 'เชิญอบรม\nวันจันทร์' } },
    });
  });

  test('other text is said as it is', () => {
    expect(read('เชิญอบรม\nวันจันทร์')).toEqual({ ok: true, message: { text: 'เชิญอบรม\nวันจันทร์' } });
  });

  test('line ends of Windows and a byte-order mark leave no trace', () => {
    expect(read('\uFEFFประกาศ\r\n\r\nเชิญอบรม\r\n')).toEqual(read('ประกาศ\n\nเชิญอบรม'));
  });
});

describe('YAML and JSON', () => {
  const yaml = 'title: ประกาศ\nbody: |\n  เชิญอบรม\nlink:\n  label: ลงทะเบียน\n  url: https://example.go.th/a\n';

  test('hold title, body and a link, which becomes a button', () => {
    const outcome = read(yaml, '.yaml');
    expect(outcome).toMatchObject({
      ok: true,
      message: { card: { title: 'ประกาศ', body: 'เชิญอบรม', buttons: [{ label: 'ลงทะเบียน', url: 'https://example.go.th/a' }] } },
    });
    expect(read('{"title":"ประกาศ","body":"เชิญอบรม","link":{"label":"ลงทะเบียน","url":"https://example.go.th/a"}}', '.json')).toEqual(
      outcome,
    );
  });

  test.each([
    ['a missing body', 'title: ก', 'broadcast.fields'],
    ['an unknown field', 'title: ก\nbody: ข\nimage: ค', 'broadcast.fields'],
    ['something that is not YAML', 'title: [', 'broadcast.not-structured'],
    ['nothing', '', 'broadcast.empty'],
    ['a link that runs a script', 'title: ก\nbody: ข\nlink: {label: ค, url: "javascript:alert(1)"}', 'broadcast.bad-link'],
    ['a link that is no address', 'title: ก\nbody: ข\nlink: {label: ค, url: example}', 'broadcast.bad-link'],
    ['a label that is too long', `title: ก\nbody: ข\nlink: {label: ${'ค'.repeat(21)}, url: "https://a.go.th"}`, 'broadcast.label-too-long'],
  ])('%s is refused', (_, text, reason) => {
    expect(refusal(text, '.yaml')).toBe(reason);
  });
});

describe('limits', () => {
  test('count what readers see: a vowel and a tone mark belong to their letter', () => {
    const letter = 'กี้';
    expect(refusal(`หัว\n\n${letter.repeat(1_000)}`)).toBe('taken');
    expect(refusal(`${'ก'.repeat(80)}\n\nข`)).toBe('taken');
    expect(refusal(`${'ก'.repeat(81)}\n\nข`)).toBe('broadcast.title-too-long');
    expect(refusal(`ก\n\n${'ข'.repeat(1_501)}`)).toBe('broadcast.body-too-long');
  });

  test('the longest message that is taken is shown whole', () => {
    for (const body of ['ข'.repeat(1_500), 'กี้'.repeat(1_000)]) {
      const outcome = read(`${'ก'.repeat(80)}\n\n${body}`);
      if (!outcome.ok) throw new Error('not taken');
      expect(JSON.stringify(renderMessages([outcome.message]))).toContain(body);
    }
  });

  test.each([
    ['nothing but blank lines', '\n \n', 'broadcast.empty'],
    ['a NUL, which the database cannot hold', 'ก\u0000ข', 'broadcast.control-characters'],
  ])('%s is refused', (_, text, reason) => {
    expect(refusal(text)).toBe(reason);
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(parseMessage(new Uint8Array([0xa1, 0xd2]), '.txt')).toEqual({ ok: false, reason: 'broadcast.not-utf8' });
  });
});

describe('files', () => {
  test('are read by their extension', async () => {
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'taksa-')), 'a.YAML');
    await writeFile(file, 'title: ก\nbody: ข');
    expect(await readMessageFile(file)).toMatchObject({ ok: true, message: { card: { title: 'ก' } } });
  });

  test('that are missing, folders or far too large are named', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'taksa-'));
    const large = path.join(folder, 'large.txt');
    await writeFile(large, 'ก'.repeat(100_000));
    expect(await readMessageFile(path.join(folder, 'none.txt'))).toMatchObject({ reason: { key: 'broadcast.file-missing' } });
    expect(await readMessageFile(folder)).toMatchObject({ reason: { key: 'broadcast.file-missing' } });
    expect(await readMessageFile(large)).toMatchObject({ reason: { key: 'broadcast.file-too-big' } });
  });
});
