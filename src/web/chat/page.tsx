/** The page at `/`: a conversation, and a field to go on with it. It works without its script, too. */
import { encodePress } from '../../dialog/press.ts';
import { type Language, translate } from '../../text/translate.ts';
import { firstFonts, mark, script, style } from './assets.ts';
import { ACT_FORM, PressButton, type Pressed } from './card.tsx';
import { type DatedLine, LineView } from './lines.tsx';
import { TEXT_LIMIT } from './submission.ts';

export interface ChatPage {
  language: Language;
  lines: DatedLine[];
  /** Makes two submissions of the same form one; a fresh UUID for each page, or the one of a failed attempt. */
  formId: string;
  /** An answer to the last line is still to be expected. */
  waiting: boolean;
  /** Nothing was said yet: the script lets the bot know that somebody came. */
  arriving: boolean;
  /** What could not be sent: why, and the text or button to try again with. */
  problem?: { message: string; text?: string; choice?: Pressed };
}

export const ChatPageView = (page: ChatPage) => (
  <html lang={page.language}>
    <Head {...page} />
    <body data-after={page.lines.at(-1)?.line.id} data-arriving={page.arriving ? 'yes' : undefined}>
      <a class="skip" href="#text">
        {translate(page.language, 'web.skip')}
      </a>
      <Banner language={page.language} />
      <main>
        <Conversation {...page} />
        <div class="foot">
          <Notices {...page} />
          <Composer {...page} />
        </div>
      </main>
      <form id={ACT_FORM} method="post" action="/chat" enctype="multipart/form-data">
        <input type="hidden" name="id" value={page.formId} />
      </form>
      <OwnLine language={page.language} />
    </body>
  </html>
);

const Head = ({ language, waiting }: ChatPage) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
    <title>{translate(language, 'web.title')}</title>
    <meta name="description" content={translate(language, 'web.description')} />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#1d3a66" />
    {firstFonts.map((path) => (
      <link rel="preload" as="font" type="font/woff2" href={path} crossorigin="anonymous" />
    ))}
    <link rel="stylesheet" href={style.path} />
    <link rel="icon" type="image/svg+xml" href={mark.path} />
    <script type="module" src={script.path} />
    {waiting && (
      <noscript>
        <meta http-equiv="refresh" content="3;url=/" />
      </noscript>
    )}
  </head>
);

const Banner = ({ language }: { language: Language }) => (
  <header>
    <div class="banner">
      <img src={mark.path} alt="" width="40" height="40" />
      <div>
        <h1>{translate(language, 'web.name')}</h1>
        <p>{translate(language, 'web.tagline')}</p>
      </div>
      <PressButton press={encodePress({ to: 'command', command: 'menu', arg: '' })} label={translate(language, 'web.menu')} />
    </div>
  </header>
);

const Conversation = ({ language, lines, waiting }: ChatPage) => (
  <div class="scroller" id="conversation" role="log" aria-live="polite" aria-label={translate(language, 'web.conversation')} tabindex={0}>
    <div class="column">
      <div class="lines" id="lines">
        {lines.map((dated) => (
          <LineView {...dated} language={language} />
        ))}
      </div>
      <Empty language={language} />
      <div class="typing" id="typing" hidden={!waiting}>
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        <span class="unseen">{translate(language, 'web.thinking')}</span>
        <p id="slow" hidden>
          {translate(language, 'web.slow')}
        </p>
      </div>
    </div>
  </div>
);

/** Shown by the style sheet as long as there is no line. */
const Empty = ({ language }: { language: Language }) => (
  <section class="empty">
    <img src={mark.path} alt="" width="64" height="64" />
    <h2 class="empty-title">{translate(language, 'web.empty-title')}</h2>
    <p class="empty-body">{translate(language, 'web.empty-body')}</p>
    <h3 class="empty-examples">{translate(language, 'web.empty-examples')}</h3>
    <div class="examples">
      {(['web.example-1', 'web.example-2', 'web.example-3'] as const).map((key) => (
        <button type="submit" form={ACT_FORM} name="text" value={translate(language, key)}>
          {translate(language, key)}
        </button>
      ))}
    </div>
  </section>
);

const Notices = ({ language, waiting, problem }: ChatPage) => (
  <div class="notices">
    <div role="status">
      <p class="notice" id="lost" hidden>
        {translate(language, 'web.lost')}
      </p>
    </div>
    <button type="button" id="below" hidden>
      {translate(language, 'web.new-below')}
    </button>
    {waiting && (
      <noscript>
        <p class="notice">
          {translate(language, 'web.no-script')} <a href="/">{translate(language, 'web.reload')}</a>
        </p>
      </noscript>
    )}
    {problem && (
      <div class="notice problem" id="problem" role="alert">
        <p>{problem.message}</p>
        {problem.choice && <PressButton {...problem.choice}>{translate(language, 'web.again')}</PressButton>}
      </div>
    )}
  </div>
);

const Composer = ({ language, formId, problem }: ChatPage) => (
  <form class="composer" id="say" method="post" action="/chat" enctype="multipart/form-data">
    <input type="hidden" name="id" value={formId} />
    <label class="unseen" for="text">
      {translate(language, 'web.field')}
    </label>
    <textarea
      id="text"
      name="text"
      rows={1}
      placeholder={translate(language, 'web.placeholder')}
      enterkeyhint="send"
      autocomplete="off"
      aria-describedby="hint count"
      data-limit={String(TEXT_LIMIT)}
    >
      {problem?.text}
    </textarea>
    <button type="submit">{translate(language, 'web.send')}</button>
    <p id="hint">{translate(language, 'web.hint')}</p>
    <p id="count" role="status" data-left={translate(language, 'web.left')} data-over={translate(language, 'web.over')} />
  </form>
);

/** What the script fills in to show a message at once, before the server has it. */
const OwnLine = ({ language }: { language: Language }) => (
  <template id="own">
    <LineView line={{ id: '', from: 'person', at: '', messages: [{ text: '' }] }} language={language} />
    <div class="unsent" role="alert">
      <p>{translate(language, 'web.not-sent')}</p>
      <button type="button">{translate(language, 'web.again')}</button>
    </div>
  </template>
);
