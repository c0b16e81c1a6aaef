/** What the broadcast command says; counts are written with commas. */
import { type Saying, type Say as SayOf, sayer } from '../text/say.ts';
import type { TextKey } from '../text/translate.ts';

export type BroadcastKey = Extract<TextKey, `broadcast.${string}`>;
export type BroadcastWords = Saying<BroadcastKey>;
export type Say = SayOf<BroadcastKey>;
export const sayIn = sayer<BroadcastKey>((count) => count.toLocaleString('en-US'));
