/**
 * The only place that calls fetch (the LINE SDK aside). An attempt is one request: nothing here retries, so that the
 * outbox alone decides what a failure means.
 */

/** The longest we wait for a channel's answer. */
export const TIMEOUT_MS = 5_000;

export type HttpOutcome =
  | { type: 'answer'; status: number; headers: Headers; body: string }
  /** The request did not reach a server: nothing can have been accepted. */
  | { type: 'unreachable'; reason: string }
  /** The request went out and no answer came back: it may have been accepted. */
  | { type: 'no-answer'; reason: string };

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
}

/** Makes one request and returns what came of it as a value. */
export async function request({ method, url, headers, body, timeoutMs = TIMEOUT_MS }: HttpRequest): Promise<HttpOutcome> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(headers && { headers }),
      ...(body !== undefined && { body }),
    });
    return { type: 'answer', status: response.status, headers: response.headers, body: await response.text() };
  } catch (error) {
    return transportFailure(error);
  }
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Tells a connection that was never made from an answer that was lost. For errors thrown by fetch. */
export function transportFailure(error: unknown): Extract<HttpOutcome, { type: 'unreachable' | 'no-answer' }> {
  const code = failureCode(error);
  return { type: NEVER_CONNECTED.has(code) ? 'unreachable' : 'no-answer', reason: code };
}

function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause: unknown = error.cause;
  if (cause instanceof AggregateError) return failureCode(cause.errors[0]);
  if (cause && typeof cause === 'object' && 'code' in cause) return String(cause.code);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}
