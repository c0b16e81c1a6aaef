/** Buttons as LINE actions. */
import type { messagingApi } from '@line/bot-sdk';
import type { Choice } from '../../dialog/message.ts';
import { clean } from '../../text/cut.ts';
import { labelOf } from './words.ts';

const LABEL_GRAPHEMES = 20;
const DISPLAY_GRAPHEMES = 300;
const DATA_UNITS = 300;
const URI_UNITS = 1_000;
/** The schemes LINE opens; a link of another one makes it refuse the whole message. */
const SCHEMES = new Set(['https:', 'http:', 'tel:', 'line:']);

/** A choice as an action; undefined for a link that LINE would not open. */
export function actionOf(choice: Choice): messagingApi.Action | undefined {
  const label = labelOf(choice.label, LABEL_GRAPHEMES);
  if ('url' in choice) {
    const uri = uriOf(choice.url);
    return uri === undefined ? undefined : { type: 'uri', label, uri };
  }
  const data = clean(choice.press).slice(0, DATA_UNITS).toWellFormed();
  return { type: 'postback', label, data, displayText: labelOf(choice.label, DISPLAY_GRAPHEMES) };
}

function uriOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || !SCHEMES.has(parsed.protocol)) return undefined;
  const uri = plainUri(parsed.href);
  return uri.length > URI_UNITS ? undefined : uri;
}

/** Escapes what browsers take in an address and RFC 3986 does not. */
export const plainUri = (href: string): string =>
  href.replaceAll(/["<>\\^`{|}]/g, encodeURIComponent).replaceAll(/%(?![0-9a-f]{2})/gi, '%25');
