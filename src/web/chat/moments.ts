/** Times of day and days as the page shows them: Asia/Bangkok, Buddhist years in Thai. */
import { type Language, translate } from '../../text/translate.ts';

const timeZone = 'Asia/Bangkok';
const DAY_MS = 24 * 60 * 60 * 1000;

const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
const keyFormat = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
const dayFormat: Record<Language, Intl.DateTimeFormat> = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist-nu-latn', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }),
};

/** The hour and minute of a moment. */
export const timeWords = (at: Date, language: Language): string =>
  translate(language, { key: 'web.time', with: { time: { plain: hourFormat.format(at) } } });

/** The day of a moment: today, yesterday, or the date. */
export function dayWords(at: Date, now: Date, language: Language): string {
  if (isSameDay(at, now)) return translate(language, 'web.today');
  if (isSameDay(at, new Date(now.getTime() - DAY_MS))) return translate(language, 'web.yesterday');
  const parts = dayFormat[language].formatToParts(at);
  return parts
    .filter(({ type }) => type === 'day' || type === 'month' || type === 'year')
    .map(({ value }) => value)
    .join(' ');
}

/** Whether two moments lie in one day in Bangkok. */
export const isSameDay = (one: Date, other: Date): boolean => keyFormat.format(one) === keyFormat.format(other);
