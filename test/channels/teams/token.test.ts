/** Where the token comes from, and what it means that none comes. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeTokenSource } from '../../../src/channels/teams/token.ts';

/** An error in the form of the sign-in library. */
const signInError = (name: string, traits: object): Error => Object.assign(new Error('no'), { name, ...traits });

describe('a token source', () => {
  afterEach(() => void vi.useRealTimers());

  it('hands on the token', async () => {
    expect(await makeTokenSource(async (renew) => `renew ${renew}`)(true)).toEqual({ token: 'renew true' });
  });

  it('asks once for all that wait', async () => {
    let asked = 0;
    const source = makeTokenSource(async () => `token ${++asked}`);
    expect(await Promise.all([source(false), source(false), source(false)])).toEqual(Array(3).fill({ token: 'token 1' }));
    expect(await source(false)).toEqual({ token: 'token 2' });
  });

  it.each([
    ['credentials refused', signInError('ServerError', { status: 401, errorCode: 'invalid_client' }), { type: 'unauthorized' }],
    ['an unknown app', signInError('ServerError', { status: 400, errorCode: 'unauthorized_client' }), { type: 'unauthorized' }],
    ['credentials refused, without a status', signInError('ServerError', { errorCode: 'invalid_client' }), { type: 'unauthorized' }],
    [
      'trouble on the other side',
      signInError('ServerError', { status: 503, errorCode: 'temporarily_unavailable' }),
      { type: 'not-taken', reason: 'no token: temporarily_unavailable' },
    ],
    [
      'trouble, without a status',
      signInError('ServerError', { errorCode: 'temporarily_unavailable' }),
      { type: 'not-taken', reason: 'no token: temporarily_unavailable' },
    ],
    [
      'too many requests',
      signInError('ServerError', { status: 429, errorCode: 'throttled' }),
      { type: 'not-taken', reason: 'no token: throttled' },
    ],
    [
      'no network',
      signInError('ClientAuthError', { errorCode: 'network_error' }),
      { type: 'not-taken', reason: 'no token: network_error' },
    ],
    ['anything else', new TypeError('broken'), { type: 'not-taken', reason: 'no token: TypeError' }],
    ['something that is no error', 'broken', { type: 'not-taken', reason: 'no token: unknown' }],
  ])('says what is meant by %s', async (_name, error, failed) => {
    expect(await makeTokenSource(() => Promise.reject(error))(false)).toEqual({ failed });
  });

  it('waits for no token without end, and takes one that comes later', async () => {
    let arrive = (_token: string): void => undefined;
    const slow = new Promise<string>((resolve) => {
      arrive = resolve;
    });
    vi.useFakeTimers();
    const source = makeTokenSource(() => slow);
    const first = source(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await first).toEqual({ failed: { type: 'not-taken', reason: 'no token in time' } });
    arrive('late');
    expect(await source(false)).toEqual({ token: 'late' });
  });
});
