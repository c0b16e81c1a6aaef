import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What a process prints that logs these fields. */
const printed = (fields: object, key = 'key'): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { makeLog } from './src/lib/log.ts'; makeLog('info', '${key}').info(${JSON.stringify(fields)}, 'said');`,
    ],
    {
      encoding: 'utf8',
    },
  );

test('no text and no id of a person is printed, however deep it stands', () => {
  const secret = 'ความลับ-U123';
  const out = printed({
    text: secret,
    row: { address: secret, payload: { text: secret }, recipients: [secret] },
    request: { headers: { authorization: secret, cookie: secret }, body: secret },
    event: { lane: secret, replyToken: secret },
    kept: 'this is fine',
  });
  expect(out).not.toContain('ความลับ');
  expect(out).toContain('this is fine');
});

test('a person comes out as a hash: the same for the same person and key, and telling nothing without the key', () => {
  const hashOf = (person: string, key: string): unknown => (JSON.parse(printed({ person }, key)) as { person: unknown }).person;
  const one = hashOf('line:U1', 'key');
  expect(one).toMatch(/^[0-9a-f]{12}$/);
  expect(hashOf('line:U1', 'key')).toBe(one);
  expect(hashOf('line:U2', 'key')).not.toBe(one);
  expect(hashOf('line:U1', 'other')).not.toBe(one);
});
