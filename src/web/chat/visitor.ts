/**
 * Who is chatting. A browser is known by a random cookie alone; what is stored and announced is a hash of it, so that
 * nobody who reads the database can speak as that person.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const NAME = 'taksa_chat';
const YEAR_S = 365 * 24 * 60 * 60;

/** 256 random bits in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The address of the person whose browser sent this request; undefined without a cookie of ours. */
export function visitorOf(c: Context, secure: boolean): string | undefined {
  const token = tokenOf(c, secure);
  return token && addressOf(token);
}

/** Gives the browser its cookie, or a known one another year; returns the address and whether it is a first visit. */
export function welcomeVisitor(c: Context, secure: boolean): { address: string; isNew: boolean } {
  const known = tokenOf(c, secure);
  const token = known ?? randomBytes(32).toString('base64url');
  setCookie(c, NAME, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: YEAR_S,
    ...(secure && { secure: true, prefix: 'host' as const }),
  });
  return { address: addressOf(token), isNew: known === undefined };
}

function tokenOf(c: Context, secure: boolean): string | undefined {
  const token = secure ? getCookie(c, NAME, 'host') : getCookie(c, NAME);
  return token && TOKEN.test(token) ? token : undefined;
}

const addressOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
