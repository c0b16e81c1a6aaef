/** Files of one JSON value per line, as people hand them to `npm run retrieve`. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { reasonOf } from '../lib/errors.ts';
import type { Passage } from './retrieve.ts';

/** What a file held, or one line that says what is wrong with it and where. */
export type Lines<T> = { ok: true; lines: T[] } | { ok: false; reason: string };

const id = z.string().min(1);
const passageSchema = z.object({ id, text: z.string(), title: z.string().nullish() });
const questionSchema = z.object({ id, q: z.string() });
export type Question = z.infer<typeof questionSchema>;

/** Reads passages, {id, text, title?} on each line; ids must differ. */
export function readPassages(file: string): Lines<Passage> {
  const read = readLines(file, passageSchema);
  return read.ok ? { ok: true, lines: read.lines.map(({ id, text, title }) => ({ id, text, title: title ?? undefined })) } : read;
}

/** Reads questions, {id, q} on each line; further fields are passed over, ids must differ. */
export const readQuestions = (file: string): Lines<Question> => readLines(file, questionSchema);

function readLines<T extends { id: string }>(file: string, schema: z.ZodType<T>): Lines<T> {
  const text = readWhole(file);
  if (!text.ok) return text;
  const lines: T[] = [];
  const seen = new Set<string>();
  for (const [at, line] of text.whole.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, schema);
    if (!read.ok) return { ok: false, reason: `${file}:${at + 1}: ${read.reason}` };
    if (seen.has(read.value.id)) return { ok: false, reason: `${file}:${at + 1}: id "${read.value.id}" stands twice` };
    seen.add(read.value.id);
    lines.push(read.value);
  }
  return { ok: true, lines };
}

function readWhole(file: string): { ok: true; whole: string } | { ok: false; reason: string } {
  try {
    return { ok: true, whole: readFileSync(file, 'utf8').replace(/^\ufeff/, '') };
  } catch (error) {
    return { ok: false, reason: `${file}: cannot be read (${reasonOf(error)})` };
  }
}

function readLine<T>(line: string, schema: z.ZodType<T>): { ok: true; value: T } | { ok: false; reason: string } {
  try {
    const parsed = schema.safeParse(JSON.parse(line));
    if (parsed.success) return { ok: true, value: parsed.data };
    const [issue] = parsed.error.issues;
    return { ok: false, reason: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') };
  } catch {
    return { ok: false, reason: 'is not JSON' };
  }
}
