/** The letters that number the four options of an item, in order. */
export const OPTION_LETTERS = ['ก', 'ข', 'ค', 'ง'] as const;
