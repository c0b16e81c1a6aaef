/**
 * The only place that makes requests to others (botbuilder's token aside). An attempt is one request: nothing here
 * retries, so that the outbox alone decides what a failure means. Undici's own request costs a quarter of fetch.
 */
import { type Dispatcher, request as send } from 'undici';

/** The longest we wait for a channel's answer. */
export const TIMEOUT_MS = 5_000;

export type HttpOutcome =
  /** Header names are lower case; one that came several times is a list. */
  | { type: 'answer'; status: number; headers: Record<string, string | string[] | undefined>; body: string }
  /** The request did not reach a server: nothing can have been accepted. */
  | { type: 'unreachable'; reason: string }
  /** The request went out and no answer came back: it may have been accepted. */
  | { type: 'no-answer'; reason: string };

export interface HttpRequest {
  method: Dispatcher.HttpMethod;
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
}

/** Makes one request and returns what came of it as a value. */
export async function request({ method, url, headers, body, timeoutMs = TIMEOUT_MS }: HttpRequest): Promise<HttpOutcome> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await send(url, { method, signal, ...(headers && { headers }), ...(body !== undefined && { body }) });
    const said = await answer.body.text();
    // Not followed: it would be a second request, and perhaps to somebody else.
    if (answer.statusCode >= 300 && answer.statusCode < 400) return { type: 'no-answer', reason: `redirect ${answer.statusCode}` };
    return { type: 'answer', status: answer.statusCode, headers: answer.headers, body: said };
  } catch (error) {
    return transportFailure(error);
  }
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Tells a connection that was never made from an answer that was lost. For errors thrown by undici. */
export function transportFailure(error: unknown): Extract<HttpOutcome, { type: 'unreachable' | 'no-answer' }> {
  const code = failureCode(error);
  return { type: NEVER_CONNECTED.has(code) ? 'unreachable' : 'no-answer', reason: code };
}

/** Of several addresses that were tried, the first tells. */
function failureCode(error: unknown): string {
  if (error instanceof AggregateError) return failureCode(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
