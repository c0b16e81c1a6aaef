/** The forms of LINE's small values. */
import { z } from 'zod';

/** An id or a token: printable ASCII without spaces, at most 200 characters. */
export const idSchema = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'is not an id');

/** The name of a kind of event or message. */
export const nameSchema = z.string().regex(/^[\w-]{1,50}$/, 'is not a name');
