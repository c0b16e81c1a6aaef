/**
 * A short quiz: a subject, up to five items answered one by one with the answer at once, a score. It can be interrupted
 * by anything, paused, and gone on with weeks later; every answer is recorded as it is given.
 */
import { RESUME } from '../src/dialog/press.ts';
import { sayText } from '../src/dialog/say.ts';
import { matchChoice } from '../src/dialog/steps.ts';
import type { Context, Dialog, DialogInput, Effect, Found, Move, Option, ShownItem } from '../src/dialog/types.ts';
import { homeOptions, toMenu, toResume } from './options.ts';
import { readAnswer, readWay } from './quiz-answer.ts';
import { answerCard, chooseCard, countRight, itemCard, scoreCard } from './quiz-cards.ts';
import { type Run, type State, type Subject, stateSchema } from './quiz-state.ts';
import { asSubject, subjectChoices } from './quiz-subjects.ts';

/** Items in one quiz, at most: three minutes on a phone. */
const LENGTH = 5;

export const quiz: Dialog<State> = {
  name: 'quiz',
  version: 1,
  state: stateSchema,
  step: (state) => (state.step === 'run' ? `item-${state.at + 1}` : state.step),
  begin({ domain }) {
    const subject = asSubject(domain);
    return subject ? collect(subject) : { type: 'on', state: { step: 'choose' }, effects: [chooseCard()] };
  },
  advance(state, input, context) {
    if (input.type === 'found') return hear(state, input.found, context);
    if (state.step === 'choose') return choose(state, input);
    return state.step === 'run' && state.open ? answer(state, state.open, input, context) : { type: 'pass' };
  },
  prompt(state) {
    if (state.step === 'choose') return [chooseCard()];
    return state.step === 'run' && state.open && !state.paused ? [itemCard(state, state.open.item)] : [];
  },
  leave: (state) => (state.step === 'run' ? farewell(state) : []),
  givesWay: (state) => state.step === 'choose',
};

const collect = (subject: Subject): Move<State> => ({
  type: 'on',
  state: { step: 'collect', subject },
  effects: [{ type: 'find', query: { what: 'items', domain: subject, length: LENGTH } }],
});

function choose(state: State, input: Exclude<DialogInput, { type: 'found' }>): Move<State> {
  if (input.type === 'press' && input.value === RESUME) return { type: 'on', state, effects: [chooseCard()] };
  const subject = asSubject(input.type === 'press' ? input.value : matchChoice(subjectChoices, input.text));
  return subject ? collect(subject) : { type: 'pass' };
}

function hear(state: State, found: Found, context: Context): Move<State> {
  if (state.step === 'collect' && found.what === 'items') return start(state.subject, found.items, context);
  if (state.step === 'run' && found.what === 'item') return found.item ? show(state, found.item, context) : skip(state);
  return { type: 'pass' };
}

function start(subject: Subject, items: Run['items'], context: Context): Move<State> {
  if (items.length === 0)
    return { type: 'end', effects: [sayText('quiz.empty', [{ label: 'quiz.other', command: 'quiz', arg: 'new' }, toMenu])] };
  const attempt = uuid(context);
  const begun: Effect = { type: 'record', fact: { kind: 'attempt-begun', attempt, domain: subject, length: items.length } };
  return fetchItem({ step: 'run', attempt, subject, items, at: 0, results: [] }, [begun]);
}

/** Goes to the item at `run.at`, or to the score where none is left. */
function fetchItem(run: Run, effects: Effect[]): Move<State> {
  const item = run.items[run.at];
  if (!item) return finish(run, effects);
  const { open: _answered, paused: _back, ...waiting } = run;
  return { type: 'on', state: waiting, effects: [...effects, { type: 'find', query: { what: 'item', ...item } }] };
}

const show = (run: Run, item: ShownItem, { now }: Context): Move<State> => ({
  type: 'on',
  state: { ...run, open: { item, shownAt: now.toISOString() } },
  effects: [itemCard(run, item)],
});

/** An item withdrawn since the quiz began is left out: it does not count. */
const skip = (run: Run): Move<State> => fetchItem({ ...run, at: run.at + 1 }, [sayText('quiz.skipped')]);

function answer(run: Run, open: NonNullable<Run['open']>, input: Exclude<DialogInput, { type: 'found' }>, context: Context): Move<State> {
  const said = input.type === 'press' ? input.value : readWay(input.text);
  if (said === RESUME) return resumed(run, open.item);
  if (said === 'pause') return pause(run);
  if (said === 'stop') return { type: 'end', effects: farewell(run, homeOptions(context)) };
  const place = said === undefined ? (input.type === 'text' ? readAnswer(input.text, open.item) : undefined) : placeOf(said, open.item);
  return place === undefined ? { type: 'pass' } : grade(run, open, place);
}

function placeOf(value: string, item: ShownItem): number | undefined {
  const place = /^\d$/.test(value) ? Number(value) : -1;
  return item.options[place] && place;
}

function grade(run: Run, { item, shownAt }: NonNullable<Run['open']>, place: number): Move<State> {
  const right = place === item.key;
  const response: Effect = {
    type: 'record',
    fact: {
      kind: 'response',
      attempt: run.attempt,
      position: run.at + 1,
      item: { id: item.id, version: item.version },
      order: item.order,
      chosen: item.order[place] ?? place,
      correct: right,
      shownAt,
    },
  };
  const next: Run = { ...run, at: run.at + 1, results: [...run.results, { domain: item.domain, right }] };
  return fetchItem(next, [answerCard(item, place), response]);
}

const resumed = ({ paused: _paused, ...run }: Run, item: ShownItem): Move<State> => ({
  type: 'on',
  state: run,
  effects: [itemCard(run, item)],
});

const pause = (run: Run): Move<State> => ({
  type: 'on',
  state: { ...run, paused: true },
  effects: [sayText({ key: 'quiz.paused', with: { at: run.at + 1, of: run.items.length } }, [toResume, toMenu])],
});

function finish(run: Run, effects: Effect[]): Move<State> {
  const nothing = run.results.length === 0;
  const ended: Effect = { type: 'record', fact: { kind: 'attempt-ended', attempt: run.attempt, status: nothing ? 'left' : 'finished' } };
  return { type: 'end', effects: [...effects, ended, nothing ? sayText('quiz.withdrawn', [toMenu]) : scoreCard(run)] };
}

function farewell(run: Run, choices: Option[] = []): Effect[] {
  const answered = run.results.length;
  const words =
    answered === 0 ? 'quiz.left.unanswered' : ({ key: 'quiz.left', with: { answered, right: countRight(run.results) } } as const);
  return [{ type: 'record', fact: { kind: 'attempt-ended', attempt: run.attempt, status: 'left' } }, sayText(words, choices)];
}

/** A random UUID (version 4) from the turn's own randomness, so that thinking again makes the same. */
function uuid({ random }: Context): string {
  const digits = Array.from({ length: 32 }, (_digit, place) =>
    (place === 12 ? 4 : place === 16 ? 8 + Math.floor(random() * 4) : Math.floor(random() * 16)).toString(16),
  );
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
