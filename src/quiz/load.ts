/** Reads the question bank from its files and refuses what breaks a rule. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { QuizDomain } from '../dialog/types.ts';
import { ContentError } from '../lib/errors.ts';
import { type Item, itemFileSchema } from './item.ts';

export interface BankItem {
  domain: QuizDomain;
  item: Item;
}

/** All items under `folder` (prisma/seed/questions). Throws a ContentError that names the file, the item and the rule. */
export function loadBank(folder: string): BankItem[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const bank = files.flatMap((name) => readFile(path.join(folder, name)));
  const ids = new Set<string>();
  for (const { item } of bank) {
    if (ids.has(item.id)) throw new ContentError(`${item.id} stands twice in ${folder}`);
    ids.add(item.id);
  }
  return bank;
}

function readFile(file: string): BankItem[] {
  const parsed = itemFileSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ContentError(`${file}: ${issue?.path.join('.')} ${issue?.message}`);
  }
  return parsed.data.items.map((item) => ({ domain: parsed.data.domain, item }));
}
