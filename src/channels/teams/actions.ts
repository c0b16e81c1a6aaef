/** The buttons of an Adaptive Card, laid out so that no label is cut off where Teams is narrow. */
import type { Choice } from '../../dialog/message.ts';
import { width } from './text.ts';

/** A row takes as much as fits a side panel or a phone: that many grapheme clusters, a button's own room included. */
const ROW_WIDTH = 30;
const BUTTON_WIDTH = 5;
const ROW_BUTTONS = 4;

/** Sets of buttons, short ones side by side and long ones alone; Teams shows at most six in a set. */
export function actionSets(choices: Choice[]): object[] {
  return rowsOf(choices).map((row, index) => ({ type: 'ActionSet', spacing: index === 0 ? 'Medium' : 'Small', actions: row.map(action) }));
}

function rowsOf(choices: Choice[]): Choice[][] {
  const rows: Choice[][] = [];
  let room = 0;
  for (const choice of choices) {
    const needs = width(choice.label) + BUTTON_WIDTH;
    const row = rows.at(-1);
    if (row && row.length < ROW_BUTTONS && needs <= room) row.push(choice);
    else {
      rows.push([choice]);
      room = ROW_WIDTH;
    }
    room -= needs;
  }
  return rows;
}

/** Older clients do not know Action.Execute: they send the same data as a message. */
function action(choice: Choice): object {
  if ('url' in choice) return { type: 'Action.OpenUrl', title: choice.label, url: choice.url };
  const data = { press: choice.press };
  return {
    type: 'Action.Execute',
    title: choice.label,
    verb: 'press',
    data,
    associatedInputs: 'none',
    fallback: { type: 'Action.Submit', title: choice.label, data, associatedInputs: 'none' },
  };
}
