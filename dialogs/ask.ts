/** A question and its answer with the source; a question back where two answers compete; an honest "not in my documents". */
import { z } from 'zod';
import { sayText } from '../src/dialog/say.ts';
import { matchChoice } from '../src/dialog/steps.ts';
import type { Context, Dialog, DialogInput, Effect, Found, Move } from '../src/dialog/types.ts';
import { cutGraphemes } from '../src/text/graphemes.ts';
import { answerCard, clarifyingQuestion, detailCard, LONGEST_ECHO, noAnswer } from './ask-cards.ts';
import { homeOptions, toExamples } from './options.ts';

const stateSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('look'), question: z.string() }),
  z.object({ step: z.literal('clarify'), candidates: z.array(z.string()) }),
  z.object({ step: z.literal('detail') }),
  z.object({ step: z.literal('compose') }),
]);
type State = z.infer<typeof stateSchema>;

/**
 * `question` is answered, `entry` is read on (empty for the last answer's), `handOver` goes to a person (empty: the
 * question is asked for).
 */
export const ask: Dialog<State> = {
  name: 'ask',
  version: 1,
  state: stateSchema,
  step: (state) => state.step,
  begin({ question, entry, handOver }, context) {
    if (handOver !== undefined) return handOver.trim() === '' ? compose(context) : handedOver(handOver, context);
    if (entry !== undefined) return readOn(entry || context.topic?.entryId);
    return question?.trim() ? lookUp(question.trim()) : end([sayText('ask.how', toExamples)], true);
  },
  advance(state, input, context) {
    if (input.type === 'found') return hear(state, input.found, context);
    if (state.step === 'clarify') return chosen(state.candidates, input);
    if (state.step === 'compose') return composed(input, context);
    return { type: 'pass' };
  },
  prompt: (state) => (state.step === 'compose' ? composing : []),
  givesWay: (state) => state.step !== 'compose',
};

const end = (effects: Effect[], quiet = false): Move<State> => ({ type: 'end', effects, quiet });

const lookUp = (question: string): Move<State> => ({
  type: 'on',
  state: { step: 'look', question },
  effects: [{ type: 'find', query: { what: 'answer', question } }],
});

function readOn(id: string | undefined): Move<State> {
  if (!id) return end([sayText('ask.nothing-more', toExamples)]);
  return { type: 'on', state: { step: 'detail' }, effects: [{ type: 'find', query: { what: 'entry', id } }] };
}

function hear(state: State, found: Found, context: Context): Move<State> {
  if (found.what === 'entry') return end([found.entry ? detailCard(found.entry, context) : sayText('ask.gone', homeOptions(context))]);
  if (found.what !== 'answer' || state.step !== 'look') return { type: 'pass' };
  const { question } = state;
  switch (found.kind) {
    case 'answer':
      return end([answerCard(found, question, context), { type: 'recall', topic: { question, entryId: found.entry.id } }]);
    case 'clarify':
      return { type: 'on', state: { step: 'clarify', candidates: found.candidates }, effects: [clarifyingQuestion(found.candidates)] };
    case 'none':
      return end([noAnswer(question, found, context)]);
  }
}

/** A typed number or title picks a candidate; its button is a question of its own. */
function chosen(candidates: readonly string[], input: DialogInput): Move<State> {
  const offered = candidates.map((title) => ({ value: title, label: { plain: title }, words: [title] }));
  const choice = input.type === 'text' ? matchChoice(offered, input.text) : undefined;
  return choice === undefined ? { type: 'pass' } : lookUp(choice);
}

const composing = [sayText('ask.compose', [{ label: 'button.cancel', value: 'cancel' }])];

const compose = (context: Context): Move<State> =>
  context.audience === 'group'
    ? end([sayText('menu.private', homeOptions(context))])
    : { type: 'on', state: { step: 'compose' }, effects: composing };

function composed(input: DialogInput, context: Context): Move<State> {
  if (input.type === 'text') return handedOver(input.text, context);
  return input.type === 'press' && input.value === 'cancel' ? end([sayText('ask.cancelled', homeOptions(context))]) : { type: 'pass' };
}

function handedOver(text: string, context: Context): Move<State> {
  const question = text.trim();
  if (context.audience === 'group') return end([sayText('menu.private', homeOptions(context))]);
  return end([
    { type: 'record', fact: { kind: 'unanswered', question } },
    sayText({ key: 'ask.handed-over', with: { question: { plain: cutGraphemes(question, LONGEST_ECHO) } } }, homeOptions(context)),
  ]);
}
