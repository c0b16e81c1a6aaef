/** English ways of asking, as Thai ones: what knows how Thai questions ask knows them too. */

const WAYS: readonly [RegExp, string][] = [
  [/\bhow many\b/g, 'กี่'],
  [/\bhow (?:much|large|big|high|far|old)\b|\bwhat (?:amount|percentage|percent|rate|size)\b/g, 'เท่าไหร่'],
  [/\bhow long\b/g, 'นานเท่าไหร่'],
  [/\bhow often\b/g, 'บ่อยแค่ไหน'],
  [/\b(?:what|which) (?=year|month|day|date)/g, 'ไหน '],
  [/\b(?:what|which) (?:person|people|official|officer)\b|\bwho(?:m|se)?\b/g, 'ใคร'],
  [/\bwhen\b/g, 'เมื่อไหร่'],
  [/\bwhere\b/g, 'ที่ไหน'],
  [/\bwhy\b/g, 'ทำไม'],
  [/\bwhich\b/g, 'ไหน'],
  [/\bwhat\b/g, 'อะไร'],
  [/\bhow\b/g, 'อย่างไร'],
  [/\bcurrent(?:ly)?\b|\b(?:right )?now\b|\btoday\b/g, 'ปัจจุบัน'],
  [/\b(?:latest|most recent|newest)\b/g, 'ล่าสุด'],
  [/\bthis year\b/g, 'ปีนี้'],
  [/\bnext year\b/g, 'ปีหน้า'],
];

/** A normalised text with them in Thai; all else stays. */
export const withThaiAsking = (text: string): string => WAYS.reduce((asked, [english, thai]) => asked.replace(english, thai), text);
