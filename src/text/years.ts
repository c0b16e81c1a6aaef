/** Years and dates as Thai documents write them: Buddhist years, Thai month names. */

const MONTHS = ['มกราคม', 'กุมภาพันธ์', 'มีนาคม', 'เมษายน', 'พฤษภาคม', 'มิถุนายน', 'กรกฎาคม', 'สิงหาคม', 'กันยายน', 'ตุลาคม', 'พฤศจิกายน', 'ธันวาคม'];

/** Buddhist year of a Christian one. */
const ERA = 543;
const BANGKOK_MS = 7 * 3_600_000;

/**
 * A date in Thai words: "26 กันยายน 2560", "ธันวาคม 2565" for a month, "2565" for a year. Takes ISO text of a day, month
 * or year, or an instant, which is read in Bangkok. Text that is no date comes back as it is.
 */
export function formatThaiDate(date: Date | string): string {
  const iso = typeof date === 'string' ? date : new Date(date.getTime() + BANGKOK_MS).toISOString();
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso) ?? [];
  if (!year) return iso;
  const name = month && MONTHS[Number(month) - 1];
  return [name && day ? String(Number(day)) : '', name ?? '', String(Number(year) + ERA)].filter(Boolean).join(' ');
}

/** The Buddhist year of ISO text. */
export const buddhistYearOf = (iso: string): number => Number(iso.slice(0, 4)) + ERA;

const FULL_YEAR = /(?<![\d.,:])((?:19|20|24|25|26)\d{2})(?![\d,:])(?:\s?(?:-|ถึง)\s?((?:20|25|26)\d{2}|\d{2})(?![\d,:]))?/g;
const SHORT_YEAR = /(?:ปี|งบ|พ\.?ศ\.?|ปีงบประมาณ|[./])\s?(?:ที่\s?)?([4-9]\d)(?!\d)(?:\s?(?:-|ถึง)\s?([4-9]\d)(?!\d))?/g;
const SHORT_RANGE = /(?<![\d.:-])([5-9]\d)\s?(?:-|ถึง)\s?([5-9]\d)(?![\d.:])/g;

/** Years further apart are two years, not a range. */
const LONGEST_RANGE = 30;

/**
 * The years that a normalised text names, as Buddhist years without repeats, ranges filled: 2560, พ.ศ. 2560, ค.ศ. 2017,
 * ปี 60, 61-62. Full years before short ones, each in order of appearance.
 */
export function readYears(text: string): number[] {
  const years = [FULL_YEAR, SHORT_YEAR, SHORT_RANGE].flatMap((pattern) =>
    Array.from(text.matchAll(pattern)).flatMap(([, from, to]) => (from ? range(buddhist(from), to) : [])),
  );
  return [...new Set(years)];
}

/** A normalised text without the years it names. */
export const withoutYears = (text: string): string =>
  [FULL_YEAR, SHORT_RANGE, SHORT_YEAR].reduce((rest, pattern) => rest.replace(pattern, ' '), text);

function range(from: number, end: string | undefined): number[] {
  const to = end ? buddhist(end) : from;
  if (to < from || to - from > LONGEST_RANGE) return [from];
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** "60" and "2560" are 2560, "2017" is 2560. */
function buddhist(written: string): number {
  const year = Number(written);
  if (year < 100) return 2500 + year;
  return year < 2300 ? year + ERA : year;
}
