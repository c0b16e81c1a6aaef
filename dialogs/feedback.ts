/** Whether an answer is what was asked: noted once; where it is not, asked in other words or handed over to a person. */
import { z } from 'zod';
import { type Say, sayText } from '../src/dialog/say.ts';
import type { Context, Dialog, Effect, Found, GivenFeedback, Move } from '../src/dialog/types.ts';
import { cutGraphemes } from '../src/text/graphemes.ts';
import { LONGEST_ECHO } from './ask-cards.ts';
import { type About, aboutOf, opinionOption, opinions, readOpinion } from './feedback-options.ts';
import { homeOptions, toExamples, toMenu } from './options.ts';

const stateSchema = z.object({ step: z.literal('look'), opinion: z.enum(opinions), entry: z.string(), question: z.string() });
type State = z.infer<typeof stateSchema>;

/** `about` is what a button carries (see feedback-options.ts), or an opinion alone, which is about the last answer. */
export const feedback: Dialog<State> = {
  name: 'feedback',
  version: 1,
  state: stateSchema,
  step: (state) => state.step,
  begin({ about: said = '' }, context) {
    if (context.audience === 'group') return end([sayText('menu.private', homeOptions(context))]);
    const read = readOpinion(said);
    const about = read?.about ?? lastAnswer(context);
    if (!read || !about) return end([sayText('feedback.nothing', toExamples)]);
    if (read.opinion === 'rephrase') return end([rephrase(about)], true);
    return {
      type: 'on',
      state: { step: 'look', opinion: read.opinion, ...about },
      effects: [{ type: 'find', query: { what: 'feedback', ...about } }],
    };
  },
  advance: (state, input, context) => (input.type === 'found' ? hear(state, input.found, context) : { type: 'pass' }),
  givesWay: () => true,
};

const end = (effects: Effect[], quiet = false): Move<State> => ({ type: 'end', effects, quiet });

const lastAnswer = ({ topic }: Context): About | undefined => (topic?.entryId ? aboutOf(topic.entryId, topic.question) : undefined);

function hear({ opinion, entry, question }: State, found: Found, context: Context): Move<State> {
  if (found.what !== 'feedback') return { type: 'pass' };
  if (!found.isKnown) return end([sayText('ask.gone', homeOptions(context))]);
  const about = { entry, question };
  switch (opinion) {
    case 'useful':
      return end(thank(about, found.given, context));
    case 'not-it':
      return end(offerWays(about, found.given));
    case 'report':
      return end(handOver(about, found.given, context));
    case 'rephrase':
      return end([rephrase(about)], true);
  }
}

const note = (about: About, useful: boolean): Effect => ({ type: 'record', fact: { kind: 'feedback', ...about, useful } });

const thank = (about: About, { useful }: GivenFeedback, context: Context): Effect[] =>
  useful === true
    ? [sayText('feedback.known', homeOptions(context))]
    : [note(about, true), sayText('feedback.thanks', homeOptions(context))];

/** Pressed again, the ways on are offered again: that is what the person is looking for. */
const offerWays = (about: About, { useful }: GivenFeedback): Effect[] =>
  useful === false ? [ways('feedback.not-it.known', about)] : [note(about, false), ways('feedback.not-it', about)];

const ways = (text: 'feedback.not-it' | 'feedback.not-it.known', about: About): Say =>
  sayText(text, [opinionOption('rephrase', about), opinionOption('report', about), toMenu]);

function handOver(about: About, { reported }: GivenFeedback, context: Context): Effect[] {
  const question = { plain: cutGraphemes(about.question, LONGEST_ECHO) };
  if (reported) return [sayText({ key: 'feedback.reported.known', with: { question } }, homeOptions(context))];
  return [
    { type: 'record', fact: { kind: 'reported', ...about } },
    sayText({ key: 'ask.handed-over', with: { question } }, homeOptions(context)),
  ];
}

const rephrase = (about: About): Say =>
  sayText({ key: 'feedback.rephrase', with: { question: { plain: cutGraphemes(about.question, LONGEST_ECHO) } } }, [
    opinionOption('report', about),
    toMenu,
  ]);
