/** Everything stored about a person: shown, handed out, or erased after one confirmation. */
import { z } from 'zod';
import { type Say, sayCard, sayText } from '../src/dialog/say.ts';
import { matchChoice, type Offered, optionsOf } from '../src/dialog/steps.ts';
import { wordsOf } from '../src/dialog/typed.ts';
import type { Context, Dialog, Move, Stored } from '../src/dialog/types.ts';
import { formatThaiDate } from '../src/text/years.ts';
import { toMenu } from './options.ts';
import { profileFacts } from './profile-facts.ts';

/** Stands where the writer of the turn puts the link of the export, as it makes the export's token. */
export const EXPORT_LINK = 'https://export.invalid/';

const stateSchema = z.object({ step: z.enum(['look', 'show', 'confirm']) });
type State = z.infer<typeof stateSchema>;

const whatToDo: readonly Offered[] = [
  { value: 'export', label: 'my-data.export', words: wordsOf('typed.my-data.export') },
  { value: 'erase', label: 'my-data.erase', words: wordsOf('typed.my-data.erase') },
];
/** A bare number never erases anything: only the button and its words do. */
const whetherToErase: readonly Offered[] = [
  { value: 'no', label: 'my-data.no', words: wordsOf('typed.my-data.no') },
  { value: 'yes', label: 'my-data.yes', words: wordsOf('typed.my-data.yes') },
];

export const myData: Dialog<State> = {
  name: 'my-data',
  version: 1,
  state: stateSchema,
  step: (state) => state.step,
  /** `args.what` goes straight to "export" or to the confirmation of "erase". */
  begin: ({ what }) =>
    what === 'export' || what === 'erase'
      ? take(what)
      : { type: 'on', state: { step: 'look' }, effects: [{ type: 'find', query: { what: 'stored' } }] },
  advance(state, input, context) {
    if (input.type === 'found')
      return input.found.what === 'stored'
        ? { type: 'on', state: { step: 'show' }, effects: [card(input.found.stored, context)] }
        : { type: 'pass' };
    const offered = state.step === 'confirm' ? whetherToErase : whatToDo;
    const answer = input.type === 'press' ? input.value : typedChoice(offered, input.text);
    return take(offered.find(({ value }) => value === answer)?.value);
  },
  leave: (state) => (state.step === 'confirm' ? [sayText('my-data.kept')] : []),
  givesWay: () => true,
};

const typedChoice = (offered: readonly Offered[], text: string): string | undefined =>
  /^\p{N}+$/u.test(text.trim()) ? undefined : matchChoice(offered, text);

function take(answer: string | undefined): Move<State> {
  switch (answer) {
    case 'export':
      return exported();
    case 'erase':
      return { type: 'on', state: { step: 'confirm' }, effects: [sayText('my-data.confirm', optionsOf(whetherToErase))] };
    case 'yes':
      return { type: 'end', quiet: true, effects: [{ type: 'record', fact: { kind: 'erase' } }, sayText('my-data.erased')] };
    case 'no':
      return { type: 'end', effects: [sayText('my-data.kept', [toMenu])] };
    default:
      return { type: 'pass' };
  }
}

const exported = (): Move<State> => ({
  type: 'end',
  quiet: true,
  effects: [
    { type: 'record', fact: { kind: 'export', token: '' } },
    sayText('my-data.exported', [{ label: 'my-data.download', url: EXPORT_LINK }, toMenu]),
  ],
});

function card(stored: Stored, { profile }: Context): Say {
  const beginnings = [
    { label: 'my-data.since', value: { plain: profile.language === 'th' ? formatThaiDate(stored.since) : stored.since } },
    { label: 'my-data.channels', value: { plain: stored.channels.join(', ') } },
  ] as const;
  const counts = countLabels.map((label) => ({ label: `my-data.${label}`, value: { plain: String(stored[label]) } }) as const);
  const facts = [...beginnings.filter(({ value }) => value.plain !== ''), ...profileFacts(profile), ...counts];
  return sayCard({ title: 'my-data.title', body: 'my-data.body', facts }, [...optionsOf(whatToDo), toMenu]);
}

const countLabels = ['attempts', 'responses', 'reminders', 'questions', 'feedback', 'messages'] as const;
