/**
 * Structured logs on standard output. They hold no message text and no channel user ids: what identifies a person is
 * logged as a keyed hash (see `pseudonym`), and the fields below are removed wherever they turn up.
 */
import { createHmac } from 'node:crypto';
import { type Logger, pino } from 'pino';

export type Log = Logger;

const PRIVATE = ['text', 'messages', 'address', 'addresses', 'recipients', 'lane', 'token', 'replyToken', 'authorization', 'cookie', 'payload', 'body'];

/** Makes the process's logger. `level` as pino names them; "silent" for tests. */
export const makeLog = (level: string): Log =>
  pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PRIVATE.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[private]' },
    serializers: { err: pino.stdSerializers.errWithCause },
  });

/** A stable stand-in for a lane or address in logs: 12 hexadecimal digits of a keyed hash. */
export const pseudonym = (secret: string, value: string): string => createHmac('sha256', secret).update(value).digest('hex').slice(0, 12);
