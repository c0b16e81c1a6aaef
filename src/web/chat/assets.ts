/**
 * The files of the page: style sheet, script, mark and fonts, read once. Each is served under a name that holds a hash
 * of its content, so that browsers may keep it for ever and a new version is seen at once.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file as served at `path`. */
export interface Asset {
  path: string;
  type: string;
  body: Uint8Array<ArrayBuffer>;
}

const require = createRequire(import.meta.url);
const own = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url));

function asset(name: string, ending: string, type: string, body: Uint8Array | string): Asset {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, body: bytes };
}

const scripts = [
  { script: 'thai', range: 'U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC' },
  {
    script: 'latin',
    range:
      'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
  },
];

const fonts = scripts.flatMap(({ script, range }) =>
  [400, 600].map((weight) => {
    const file = require.resolve(`@fontsource/sarabun/files/sarabun-${script}-${weight}-normal.woff2`);
    return { weight, range, file: asset(`sarabun-${script}-${weight}`, 'woff2', 'font/woff2', readFileSync(file)) };
  }),
);

const faces = fonts.map(
  ({ weight, range, file }) =>
    `@font-face{font-family:Sarabun;font-weight:${weight};font-display:swap;src:url(${file.path}) format("woff2");unicode-range:${range}}\n`,
);

/** In this order: later rules go before earlier ones. */
const rules = ['base', 'conversation', 'cards', 'foot'].map((name) => own(`style/${name}.css`).toString());

/** The sign of the service: icon of the page and face of the bot. */
export const mark = asset('mark', 'svg', 'image/svg+xml', own('mark.svg'));
export const script = asset('chat', 'js', 'text/javascript; charset=utf-8', own('browser.js'));
export const style = asset('chat', 'css', 'text/css; charset=utf-8', `${faces.join('')}:root{--mark:url(${mark.path})}\n${rules.join('')}`);

/** The fonts that the first view needs, to be loaded ahead. */
export const firstFonts = fonts.filter(({ weight }) => weight === 400).map(({ file }) => file.path);

/** Every file by its path. */
export const assets = new Map([mark, script, style, ...fonts.map(({ file }) => file)].map((one) => [one.path, one]));
