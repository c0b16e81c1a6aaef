/** How a quiz looks: the choice of subject, an item, what came of an answer, the score. */
import { type Say, sayCard } from '../src/dialog/say.ts';
import { optionsOf } from '../src/dialog/steps.ts';
import { type Option, type QuizDomain, quizDomains, type ShownItem } from '../src/dialog/types.ts';
import { type TextKey, translate, type Words } from '../src/text/translate.ts';
import { toCompass, toMenu } from './options.ts';
import type { Result, Run } from './quiz-state.ts';
import { subjectChoices } from './quiz-subjects.ts';

const LETTERS = ['quiz.letter.0', 'quiz.letter.1', 'quiz.letter.2', 'quiz.letter.3'] as const satisfies readonly TextKey[];

const letter = (place: number): TextKey => LETTERS[place] ?? LETTERS[0];

/** Asks what to practise. */
export function chooseCard(): Say {
  const list = subjectChoices.map(({ label }, index): Words => ({ key: 'card.numbered', with: { number: index + 1, text: label } }));
  return sayCard({ title: 'quiz.choose.title', body: { lines: ['quiz.choose.body', ...list] } }, [...optionsOf(subjectChoices), toMenu]);
}

/** An item with its four options in full; the buttons hold only the letters. */
export function itemCard({ at, items }: Run, item: ShownItem): Say {
  const title: Words = { key: 'quiz.item.title', with: { at: at + 1, of: items.length, domain: `quiz.domain.${item.domain}` } };
  const options = item.options.map(({ text }, place) => lettered('quiz.option', place, { text: { plain: text } }));
  const answers = item.options.map((_option, place): Option => ({ label: letter(place), value: String(place) }));
  const ways: Option[] = [
    { label: 'quiz.pause', value: 'pause' },
    { label: 'quiz.stop', value: 'stop' },
  ];
  return sayCard({ title, body: { lines: [{ plain: item.stem }, ...options] }, progress: { at: at + 1, of: items.length } }, [
    ...answers,
    ...ways,
  ]);
}

const lettered = (key: TextKey, place: number, words: Record<string, Words>): Words => ({ key, with: { letter: letter(place), ...words } });

/** Right or wrong and why; after a wrong answer also why the chosen option is not it, and which one is. */
export function answerCard(item: ShownItem, place: number): Say {
  const right = place === item.key;
  const missed: Words[] = [
    lettered('quiz.key', item.key, { text: { plain: item.options[item.key]?.text ?? '' } }),
    lettered('quiz.why', place, { why: { plain: item.options[place]?.why ?? '' } }),
  ];
  return sayCard({
    title: right ? 'quiz.right' : 'quiz.wrong',
    tone: right ? 'right' : 'wrong',
    body: { lines: [...(right ? [] : missed), { plain: item.explain }] },
    source: { key: 'card.source', with: { source: { plain: item.source } } },
  });
}

/** The whole result, by domain, and what to do next. */
export function scoreCard({ results, subject }: Run): Say {
  const right = countRight(results);
  const domains = quizDomains.filter((domain) => results.some((result) => result.domain === domain));
  const weakest = domains.toSorted((one, other) => share(results, one) - share(results, other))[0];
  const readUp = weakest && share(results, weakest) < 1 ? [readUpOn(weakest)] : [];
  const again: Option[] = [
    { label: 'quiz.again', command: 'quiz', arg: subject },
    { label: 'quiz.other', command: 'quiz', arg: 'new' },
  ];
  const title: Words = { key: 'quiz.score.title', with: { right, of: results.length } };
  return sayCard({ title, body: band(right / results.length), facts: domains.map((domain) => domainFact(results, domain)) }, [
    ...again,
    ...readUp,
    toCompass,
    toMenu,
  ]);
}

/** How many of the answers were right. */
export const countRight = (results: readonly Result[]): number => results.filter((result) => result.right).length;

const inDomain = (results: readonly Result[], domain: QuizDomain): Result[] => results.filter((result) => result.domain === domain);

const share = (results: readonly Result[], domain: QuizDomain): number =>
  countRight(inDomain(results, domain)) / inDomain(results, domain).length;

function domainFact(results: readonly Result[], domain: QuizDomain): { label: Words; value: Words } {
  const own = inDomain(results, domain);
  return { label: `quiz.domain.${domain}`, value: { key: 'quiz.score.domain', with: { right: countRight(own), of: own.length } } };
}

/** Kind words by the share of right answers; no pass or fail. */
function band(part: number): TextKey {
  if (part >= 0.8) return 'quiz.band.great';
  if (part >= 0.6) return 'quiz.band.good';
  return part >= 0.4 ? 'quiz.band.fair' : 'quiz.band.start';
}

/** Leads from a domain to its skill set (blueprint, table 1). The documents are Thai, so the question asked is Thai in either language. */
const readUpOn = (domain: QuizDomain): Option => ({
  label: 'quiz.read-up',
  command: 'ask',
  arg: translate('th', skillSetQuestion(domain)),
});

function skillSetQuestion(domain: QuizDomain): TextKey {
  switch (domain) {
    case 'LAW':
      return 'quiz.read-up.governance';
    case 'DAT':
      return 'quiz.read-up.technology';
    case 'GOV':
      return 'quiz.read-up.transformation';
    default:
      return 'quiz.read-up.literacy';
  }
}
