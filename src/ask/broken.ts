/** A broken rule: at which file or entry, what is wrong, and what to do about it. */
export interface Broken {
  /** "entry open-data", "documents.yaml: gcio-2562", "digital-skills-2560: 206-229". */
  at: string;
  rule: string;
  todo: string;
}

/** A broken rule as one line. */
export const brokenLine = ({ at, rule, todo }: Broken): string => `${at}: ${rule}: ${todo}`;
