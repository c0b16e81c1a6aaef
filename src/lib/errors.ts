/** Three kinds of fault, one for each owner. Outcomes that are to be expected are values, not these. */

/** The operator has to act: a setting is missing or wrong. Printed as one line, without a stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The content files have to be mended: an entry or an item breaks a rule. Names the file and the rule. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

/** We made a mistake: a promise within the code is broken. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** The text of anything thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
