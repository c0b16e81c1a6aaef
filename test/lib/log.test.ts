import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { pseudonym } from '../../src/lib/log.ts';

/** What a process prints that logs these fields. */
const printed = (fields: object): string =>
  execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `import { makeLog } from './src/lib/log.ts'; makeLog('info').info(${JSON.stringify(fields)}, 'said');`],
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

test('a pseudonym is the same for the same address and key, and tells nothing without the key', () => {
  expect(pseudonym('key', 'line:U1')).toMatch(/^[0-9a-f]{12}$/);
  expect(pseudonym('key', 'line:U1')).toBe(pseudonym('key', 'line:U1'));
  expect(pseudonym('key', 'line:U2')).not.toBe(pseudonym('key', 'line:U1'));
  expect(pseudonym('other', 'line:U1')).not.toBe(pseudonym('key', 'line:U1'));
});
