/** All conversations by name. */
import type { Dialogs } from '../src/dialog/advance.ts';
import { ask } from './ask.ts';
import { compass } from './compass.ts';
import { feedback } from './feedback.ts';
import { menu } from './menu.ts';
import { myData } from './my-data.ts';
import { quiz } from './quiz.ts';
import { settings } from './settings.ts';
import { welcome } from './welcome.ts';

/** What the bot can talk about; a new conversation is added here. */
export const dialogs: Dialogs = new Map(
  [welcome, menu, ask, feedback, compass, quiz, settings, myData].map((dialog) => [dialog.name, dialog]),
);
