/** What the backlog command says; numbers name questions, and so are written without commas. */
import { type Saying, type Say as SayOf, sayer } from '../text/say.ts';
import type { TextKey } from '../text/translate.ts';

type BacklogKey = Extract<TextKey, `backlog.${string}`>;
export type BacklogWords = Saying<BacklogKey>;
export type Say = SayOf<BacklogKey>;
export const sayIn = sayer<BacklogKey>(String);

/** Text that people typed, safe on a terminal: in one line, without what would move its cursor. */
export const inOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
