/**
 * The words of the dialog kernel. A dialog is a pure reducer over its own small state: it takes an input and a context
 * and returns a move. It says words by key, asks the outside world by `find`, and never touches anything itself.
 */
import type { z } from 'zod';
import type { Words } from '../text/translate.ts';
import type { Unwelcome } from '../text/unwelcome.ts';
import type { Tone } from './message.ts';
import type { Command } from './press.ts';

export const roleGroups = ['executive', 'management', 'academic', 'service', 'technology', 'others'] as const;
export type RoleGroup = (typeof roleGroups)[number];
export const phases = ['early', 'developing', 'maturing'] as const;
export type Phase = (typeof phases)[number];
export type Language = 'th' | 'en';

/** What a person told about themselves. */
export interface Profile {
  language: Language;
  roleGroup?: RoleGroup;
  phase?: Phase;
  agency?: string;
  reminders: boolean;
}

/** All a dialog may know beside its state and input. */
export interface Context {
  now: Date;
  /** Seeded by the event, so that thinking again gives the same: a number from 0 up to 1. */
  random: () => number;
  profile: Profile;
  /** True until the privacy notice of the present policy was shown to this person. */
  isNew: boolean;
  /** In a group nothing personal is said or kept. */
  audience: 'person' | 'group';
  /** The question that the last answer was about, for follow-ups. */
  topic?: Topic;
}

/** What the last answer was about. */
export interface Topic {
  question: string;
  entryId?: string;
}

export interface Option {
  label: Words;
  /** What comes back to this dialog as a press of the present step. */
  value?: string;
  /** Or a command, understood at any time. */
  command?: Command;
  arg?: string;
  /** Or a link. */
  url?: string;
}

/** A message before its words are chosen; see message.ts for the meaning of the parts. */
export interface Draft {
  text: Words;
  card?: {
    title: Words;
    tone?: Tone;
    body?: Words;
    facts?: { label: Words; value: Words }[];
    source?: Words;
    progress?: { at: number; of: number };
    buttons?: Option[];
  };
  choices?: Option[];
}

/** A question to the world outside the dialog; its result comes back as a `found` input in the same turn. */
export type Query =
  | { what: 'answer'; question: string }
  | { what: 'entry'; id: string }
  | { what: 'expectation'; roleGroup: RoleGroup; phase: Phase }
  | { what: 'agency'; name: string }
  | { what: 'items'; domain: QuizDomain | 'mix'; length: number }
  | { what: 'item'; id: string; version: number }
  | { what: 'feedback'; question: string; entry: string }
  | { what: 'stored' }
  | { what: 'attempt' };

export const quizDomains = ['COM', 'NET', 'SEC', 'DOC', 'XLS', 'PPT', 'COL', 'LAW', 'ETH', 'DAT', 'GOV'] as const;
export type QuizDomain = (typeof quizDomains)[number];

/** An answer with its source, as the engine found it. */
export interface FoundEntry {
  id: string;
  title: string;
  answer: string;
  detail?: string;
  sources: { title: string; clause: string; date?: string }[];
  /** Titles of entries near by, to ask next. */
  next: string[];
}

/** One quiz item as shown: the four options stand in the order shown. */
export interface ShownItem {
  id: string;
  version: number;
  domain: QuizDomain;
  stem: string;
  options: { text: string; why: string }[];
  /** Index of the right option, in the order shown. */
  key: number;
  /** For each place shown, the index in the item's own order. */
  order: number[];
  explain: string;
  source: string;
}

/** Which item of which version: what an attempt freezes. */
export interface ItemRef {
  id: string;
  version: number;
}

/** All that is stored about a person, in words they can read. */
export interface Stored {
  since: string;
  channels: string[];
  attempts: number;
  responses: number;
  reminders: number;
  questions: number;
  feedback: number;
  messages: number;
}

/** What a person has said before of an entry that was shown for a question. */
export interface GivenFeedback {
  useful?: boolean;
  /** True where it was handed over to a person. */
  reported: boolean;
}

export type Found =
  /** `beside` is a neighbour that fits almost as well. */
  | { what: 'answer'; kind: 'answer'; entry: FoundEntry; beside?: FoundEntry }
  | { what: 'answer'; kind: 'clarify'; candidates: string[] }
  /** `unwelcome`: nothing is answered whatever the documents say. */
  | { what: 'answer'; kind: 'none'; nearest: string[]; unwelcome?: Unwelcome }
  | { what: 'entry'; entry?: FoundEntry }
  | { what: 'expectation'; title: string; expectation: string; group: string; source: string }
  | { what: 'agency'; name: string; known: boolean }
  | { what: 'items'; items: ItemRef[] }
  | { what: 'item'; item?: ShownItem }
  /** `isKnown`: the entry is still published. */
  | { what: 'feedback'; isKnown: boolean; given: GivenFeedback }
  | { what: 'stored'; stored: Stored }
  | { what: 'attempt'; open: boolean };

/** A fact to be kept, written in the same transaction as the turn. */
export type Fact =
  | { kind: 'consent'; policyVersion: string }
  | { kind: 'profile'; change: Partial<Profile> | { roleGroup?: null; phase?: null; agency?: null } }
  | { kind: 'attempt-begun'; attempt: string; domain: QuizDomain | 'mix'; length: number }
  | {
      kind: 'response';
      attempt: string;
      position: number;
      item: ItemRef;
      order: number[];
      /** Index in the item's own order. */
      chosen: number;
      correct: boolean;
      /** ISO 8601. */
      shownAt: string;
    }
  | { kind: 'attempt-ended'; attempt: string; status: 'finished' | 'left' }
  | { kind: 'unanswered'; question: string }
  /** `entry` was shown for the question; a second opinion takes the place of the first. */
  | { kind: 'feedback'; question: string; entry: string; useful: boolean }
  | { kind: 'reported'; question: string; entry: string }
  | { kind: 'export'; token: string }
  | { kind: 'erase' };

export type Effect =
  /** `from` is set by the kernel: the frame and step that value buttons belong to. */
  | { type: 'say'; message: Draft; from?: { dialog: string; version: number; frame: string; step: string } }
  | { type: 'find'; query: Query }
  | { type: 'record'; fact: Fact }
  /** Opens another dialog on top of this one. */
  | { type: 'begin'; dialog: string; args: Record<string, string> }
  /** Remembers what the last answer was about. */
  | { type: 'recall'; topic: Topic };

export type DialogInput = { type: 'text'; text: string } | { type: 'press'; step: string; value: string } | { type: 'found'; found: Found };

/**
 * What a dialog does with an input: go on, end, or leave it to others (`pass`: the input was not meant for it).
 * A move holds at most one `find` and at most one `begin`, and no `find` beside a `begin` or an `end`.
 */
export type Move<State> =
  | { type: 'on'; state: State; effects: Effect[] }
  /** `quiet`: the dialog below does not say its open question again. */
  | { type: 'end'; effects: Effect[]; quiet?: boolean }
  /** `state` is kept though the input goes on to others. */
  | { type: 'pass'; state?: State };

export interface Dialog<State> {
  name: string;
  /** Raised when the state's form changes: stored state of another version is migrated, or the dialog begins anew. */
  version: number;
  state: z.ZodType<State>;
  begin(args: Record<string, string>, context: Context): Move<State>;
  advance(state: State, input: DialogInput, context: Context): Move<State>;
  /** The question that stands open, said again when the conversation comes back here. */
  prompt?(state: State, context: Context): Effect[];
  /** What is to be recorded and said when the person leaves it before its end. */
  leave?(state: State, context: Context): Effect[];
  /** True where a text that is not meant for it closes the dialog and goes on to the one below. */
  givesWay?(state: State): boolean;
  /** The name of the open step: presses of other steps are old. */
  step(state: State): string;
  /** Brings the state of an older version up to date; undefined where that makes no sense. */
  migrate?(version: number, state: unknown): State | undefined;
}

/** One open dialog on the stack, as stored. */
export interface Frame {
  /** Tells this opening of the dialog from any other. */
  id: string;
  dialog: string;
  version: number;
  state: unknown;
}
