/**
 * Structured logs on standard output. They hold no message text and no channel user ids: what identifies a person is
 * logged under `person` and comes out as a keyed hash, and the fields below are removed wherever they turn up.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { type Logger, pino } from 'pino';

export type Log = Logger;

const PRIVATE = [
  'text',
  'messages',
  'address',
  'addresses',
  'recipients',
  'lane',
  'token',
  'replyToken',
  'authorization',
  'cookie',
  'payload',
  'body',
];

/**
 * Makes the process's logger. `level` as pino names them; "silent" for tests. `key` makes the hashes that stand for
 * people: with the same key they are the same in every process, without one they hold for this process alone.
 */
export const makeLog = (level: string, key: string = randomBytes(16).toString('hex')): Log =>
  pino({
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PRIVATE.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[private]' },
    serializers: { err: pino.stdSerializers.errWithCause, person: (lane: string) => pseudonym(key, lane) },
  });

/** A stable stand-in for a lane in logs: 12 hexadecimal digits of a keyed hash. */
const pseudonym = (secret: string, value: string): string => createHmac('sha256', secret).update(value).digest('hex').slice(0, 12);
