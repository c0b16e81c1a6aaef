/** What the web page reads: both sides of a conversation, as stored. The page itself keeps nothing. */
import type { Message } from '../../dialog/message.ts';

/** What one side said at once. */
export interface Line {
  /**
   * Unique within the conversation and without line breaks. A person's line bears the event id under which it was
   * handed over, so that the page knows its own message again.
   */
  id: string;
  from: 'person' | 'bot';
  /** ISO 8601. */
  at: string;
  /** From a person: exactly one with text; of a button, its label. */
  messages: Message[];
}

/** The conversations of the web chat; an address is the one that visitor.ts makes. */
export interface Transcript {
  /** The last `limit` lines of both sides, oldest first; what a person did without words (arrived, left) is no line. */
  history(address: string, limit: number): Promise<Line[]>;
  /** The language chosen by the person; Thai until then. */
  language(address: string): Promise<'th' | 'en'>;
  /**
   * Calls `wake` whenever something new may stand for this address, from any instance; returns the way to stop. After
   * a lost connection to the database it wakes everybody once, since something may have been missed.
   */
  watch(address: string, wake: () => void): () => void;
  /** Tells all instances that something new stands for this address. */
  announce(address: string): Promise<void>;
}
